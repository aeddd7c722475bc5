import type { DateValue } from '../dates.ts';
import type { CityCycle, CityWindow } from '../schemas/index.ts';
import type { Fault, Path } from '../yaml.ts';
import { duplicates, type Parts, tell } from './parts.ts';

/** What calendar.yaml must keep beyond its shape: order of days, dates counted from installation only in demonstrations. */
export function calendarChecks(parts: Parts): Fault[] {
  const cycles = parts.calendar.value?.cycles ?? [];
  const windows = cycles.map((cycle) => cycle.window?.id);
  return [
    ...duplicates(parts.calendar, ['cycles'], cycles),
    ...windows.flatMap((id, i) => (id === undefined || windows.indexOf(id) === i ? [] : sameWindow(parts, i, id))),
    ...cycles.flatMap((cycle, i) => cycleFaults(parts, cycle, i)),
  ];
}

const sameWindow = (parts: Parts, i: number, id: string): Fault[] =>
  tell(parts.calendar, ['cycles', i, 'window', 'id'], `评议期编号“${id}”已被另一年度使用。`, `The window id "${id}" is already used by another cycle.`);

function cycleFaults(parts: Parts, cycle: CityCycle, i: number): Fault[] {
  return [
    ...duplicates(parts.calendar, ['cycles', i, 'periods'], cycle.periods),
    ...cycle.periods.flatMap((_, j) => periodFaults(parts, cycle, i, j)),
    ...windowFaults(parts, cycle, i),
    ...planFaults(parts, cycle, i),
    ...relativeDates(parts, cycle, ['cycles', i]),
  ];
}

function windowFaults(parts: Parts, { window }: CityCycle, i: number): Fault[] {
  if (!window) return [];
  const nobody =
    parts.city.value?.groups.length === 0
      ? tell(
          parts.calendar,
          ['cycles', i, 'window'],
          'city.yaml 没有评议主体，这一年度不能有评议期。',
          'city.yaml has no rater groups, so this cycle cannot have a window.',
        )
      : [];
  return [...nobody, ...inOrder(parts, ['cycles', i, 'window', 'closes'], window.opens, window.closes), ...custodyFaults(parts, window, i)];
}

function periodFaults(parts: Parts, cycle: CityCycle, i: number, j: number): Fault[] {
  const period = cycle.periods[j];
  const before = cycle.periods[j - 1];
  if (!period) return [];
  const place = ['cycles', i, 'periods', j];
  return [
    ...inOrder(parts, [...place, 'ends'], period.starts, period.ends),
    ...inOrder(parts, [...place, 'reportBy'], period.ends, period.reportBy),
    ...(before ? inOrder(parts, [...place, 'starts'], before.ends, period.starts, true) : []),
  ];
}

function planFaults(parts: Parts, cycle: CityCycle, i: number): Fault[] {
  if (!cycle.plan) return [];
  const place = ['cycles', i, 'plan'];
  return [
    ...inOrder(parts, [...place, 'noticeTo'], cycle.plan.noticeFrom, cycle.plan.noticeTo),
    ...inOrder(parts, [...place, 'finalOn'], cycle.plan.noticeTo, cycle.plan.finalOn),
  ];
}

/** Days compare only when both are ISO days or both are counted from installation. */
function inOrder(parts: Parts, path: Path, first: DateValue, second: DateValue, strictly = false): Fault[] {
  const distance = difference(first, second);
  if (distance === undefined || distance > 0 || (distance === 0 && !strictly)) return [];
  return tell(parts.calendar, path, '这一天早于应在它之前的日期，请检查先后顺序。', 'This day lies before a day that must precede it; check the order.');
}

function difference(first: DateValue, second: DateValue): number | undefined {
  if (typeof first === 'string' && typeof second === 'string') return first < second ? 1 : first === second ? 0 : -1;
  if (typeof first === 'object' && typeof second === 'object') return second.daysAfterInstall - first.daysAfterInstall;
  return undefined;
}

/** The server itself may hold the key in a demonstration, or where only published survey data are brought in. */
function custodyFaults(parts: Parts, { custody }: CityWindow, i: number): Fault[] {
  const allowed = parts.city.value?.demonstration !== false || parts.mapping !== undefined || custody === 'holders';
  if (allowed) return [];
  return tell(
    parts.calendar,
    ['cycles', i, 'window', 'custody'],
    '只有演示城市或只导入已公开调查数据的城市，私钥才可由服务器保管；请写 holders。',
    'Only a demonstration, or a city that only brings in published survey data, may leave the key to the server; write holders.',
  );
}

function relativeDates(parts: Parts, value: unknown, path: Path): Fault[] {
  if (parts.city.value?.demonstration !== false || typeof value !== 'object' || value === null) return [];
  if ('daysAfterInstall' in value) {
    return tell(
      parts.calendar,
      path,
      '只有演示城市可以用 daysAfterInstall，请写具体日期。',
      'Only a demonstration city may use daysAfterInstall; write a date.',
    );
  }
  return Object.entries(value).flatMap(([key, inner]) => relativeDates(parts, inner, [...path, Array.isArray(value) ? Number(key) : key]));
}
