import type { Calendar, UnitInput } from '../input.ts';
import type { Schedule } from '../scheme/duties.ts';
import { addDays, addMonths, addWorkingDays, civil, inMonth } from './days.ts';

/** One day on which something is due. `key` tells it from its sisters: the month, or nothing where there is one only. */
export interface Occurrence {
  readonly key: string;
  /** Null: counted from an event whose day is not known. */
  readonly day: string | null;
}

/** Day of an event: the unit's own, else the one that all share. */
export function eventDay(event: string, unit: Pick<UnitInput, 'dates'>, calendar: Calendar): string | null {
  return unit.dates?.[event] ?? calendar.dates?.[event] ?? null;
}

function counted(after: Extract<Schedule, { after: unknown }>['after'], start: string, calendar: Calendar): string {
  const months = after.months === undefined ? start : addMonths(start, after.months);
  const days = after.days === undefined ? months : addDays(months, after.days);
  return after.working_days === undefined ? days : addWorkingDays(days, after.working_days, calendar);
}

/** Day that a schedule counts from an event's day. */
export function dayAfter(schedule: Schedule, start: string | null, calendar: Calendar): string | null {
  return 'after' in schedule && start !== null ? counted(schedule.after, start, calendar) : null;
}

/** The days of a schedule, in order. Months before the cycle's first day are not meant. */
export function occurrences(schedule: Schedule, unit: Pick<UnitInput, 'dates'>, calendar: Calendar): readonly Occurrence[] {
  if ('after' in schedule) return [{ key: '', day: dayAfter(schedule, eventDay(schedule.after.event, unit, calendar), calendar) }];
  const { months, day, years = [0] } = schedule.on;
  const first = civil(calendar.from).year;
  const days = years.flatMap((year) => months.map((month) => inMonth(first + year, month, day)));
  const meant = days.filter((one) => one >= calendar.from).sort();
  return meant.map((one) => ({ key: meant.length === 1 ? '' : one.slice(0, 7), day: one }));
}
