import type { WorkCalendar } from './files.ts';

const DAY_MS = 86_400_000;
const after = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);

/** Answers questions about the working days of a published calendar. Days are ISO days. */
export interface WorkingDays {
  /** The day that is so many working days after another; the first counted day is the one after it. */
  readonly after: (day: string, working: number) => string;
  /** Working days after `from` up to and with `to`; 0 when `to` is not later. */
  readonly between: (from: string, to: string) => number;
}

/** @throws RangeError for a day beyond the calendar: its holidays are not known. */
export function workingDays({ from, to, off, on }: WorkCalendar): WorkingDays {
  const [free, worked] = [new Set(off), new Set(on)];
  const isWorking = (day: string): boolean => {
    if (day < from || day > to) throw new RangeError(`${day} is not in the calendar ${from} to ${to}`);
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    return worked.has(day) || (weekday !== 0 && weekday !== 6 && !free.has(day));
  };
  return {
    after: (start, working) => {
      let day = start;
      for (let left = working; left > 0; ) {
        day = after(day);
        if (isWorking(day)) left -= 1;
      }
      return day;
    },
    between: (start, end) => {
      let count = 0;
      for (let day = start; day < end; ) {
        day = after(day);
        if (isWorking(day)) count += 1;
      }
      return count;
    },
  };
}
