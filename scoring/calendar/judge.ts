import type { Calendar, Delivery, UnitInput } from '../input.ts';
import type { Duty } from '../scheme/duties.ts';
import { dayAfter, type Occurrence, occurrences } from './schedule.ts';

/** `open`: not done, and its day is not past or not known. `overdue`: its day is past, so it counts as late once. */
export type Standing = 'met' | 'late' | 'overdue' | 'open';

/** A record with its place in the input. */
export interface Recorded {
  readonly record: Delivery;
  readonly index: number;
}

/** One duty on one day, and what became of it. */
export interface Judged {
  readonly duty: Duty;
  readonly key: string;
  readonly due: string | null;
  readonly standing: Standing;
  readonly record: Recorded | null;
  /** Why a record that is there does not count as met. */
  readonly fault?: 'early' | 'out-of-order';
}

const isCase = ({ due }: Duty): boolean => due !== undefined && 'after' in due && due.after.event === 'case';

function standingOf(done: string | null, due: string | null, asOf: string): Standing {
  if (done !== null) return due === null || done <= due ? 'met' : 'late';
  return due !== null && asOf > due ? 'overdue' : 'open';
}

/** Records that speak of one occurrence: of its month where the duty recurs, all of them where it does not. */
function about(records: readonly Recorded[], key: string, single: boolean): readonly Recorded[] {
  if (single) return records;
  return records.filter(({ record: { period, done } }) => (period ?? done?.slice(0, 7)) === key);
}

interface Site {
  readonly duty: Duty;
  readonly unit: UnitInput;
  readonly calendar: Calendar;
}

/** The earliest record that counts; several in one month count once. */
function earliest(records: readonly Recorded[], opens: string | null, asOf: string): Recorded | null {
  const counted = records.filter(({ record: { done } }) => done !== null && done <= asOf && (opens === null || done >= opens));
  return [...counted].sort((a, b) => ((a.record.done ?? '') < (b.record.done ?? '') ? -1 : 1))[0] ?? null;
}

function judgeOne({ duty, calendar: { asOf } }: Site, { key, day }: Occurrence, opens: string | null, records: readonly Recorded[]): Judged {
  const record = earliest(records, opens, asOf);
  const early = record === null && opens !== null && records.some(({ record: { done } }) => done !== null && done < opens);
  return {
    duty,
    key,
    due: day,
    standing: standingOf(record?.record.done ?? null, day, asOf),
    record: record ?? records[0] ?? null,
    ...(early && { fault: 'early' as const }),
  };
}

function cases({ duty, calendar }: Site, records: readonly Recorded[]): Judged[] {
  return records.map((one): Judged => {
    const { record, index } = one;
    const due = duty.due === undefined ? null : dayAfter(duty.due, record.from ?? null, calendar);
    const done = record.done !== null && record.done <= calendar.asOf ? record.done : null;
    return { duty, key: record.case ?? String(index), due, standing: standingOf(done, due, calendar.asOf), record: one };
  });
}

function judge(site: Site, records: readonly Recorded[]): Judged[] {
  const { duty, unit, calendar } = site;
  const own = records.filter(({ record }) => record.duty === duty.id);
  if (isCase(duty)) return cases(site, own);
  const days = duty.due === undefined ? [{ key: '', day: null }] : occurrences(duty.due, unit, calendar);
  const opening = duty.not_before === undefined ? [] : occurrences(duty.not_before, unit, calendar);
  return days.map((one, index) => judgeOne(site, one, opening[index]?.day ?? null, about(own, one.key, days.length === 1)));
}

/** A stage reached before the stage ahead of it does not count as met. */
function ordered(judged: readonly Judged[]): Judged[] {
  let last: string | null = '';
  return judged.map((one) => {
    const done = one.standing === 'met' || one.standing === 'late' ? (one.record?.record.done ?? null) : null;
    const wrong: boolean = done !== null && (last === null || done < last);
    last = wrong ? last : done;
    return wrong ? { ...one, standing: 'late' as const, fault: 'out-of-order' as const } : one;
  });
}

/**
 * Every duty of a list on each of its days, as of the calendar's day. The day itself is on time; days do not move on
 * holidays; what never came is late once.
 */
export function judgeAll(duties: readonly Duty[], inOrder: boolean, unit: UnitInput, records: readonly Recorded[], calendar: Calendar): Judged[] {
  const all = duties.flatMap((duty) => judge({ duty, unit, calendar }, records));
  return inOrder ? ordered(all) : all;
}
