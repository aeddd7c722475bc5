import type { Calendar } from '../input.ts';

/** A day of the Gregorian calendar. */
interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const pad = (value: number, size: number): string => String(value).padStart(size, '0');

export const toIso = ({ year, month, day }: Civil): string => `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;

export function civil(iso: string): Civil {
  return { year: Number(iso.slice(0, 4)), month: Number(iso.slice(5, 7)), day: Number(iso.slice(8, 10)) };
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Days in a month, 1–12. */
export function monthLength(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The day, or the month's last one where the month is shorter. */
export function inMonth(year: number, month: number, day: number | 'last'): string {
  const length = monthLength(year, month);
  return toIso({ year, month, day: day === 'last' ? length : Math.min(day, length) });
}

/**
 * Days since 1 March 0000 of the Gregorian calendar.
 * Source: H. Hinnant, "chrono-compatible low-level date algorithms" (days_from_civil).
 */
export function dayNumber(iso: string): number {
  const { year, month, day } = civil(iso);
  const shifted = month <= 2 ? year - 1 : year;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return shifted * 365 + Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400) + ofYear;
}

/** The day of a day number; the inverse of `dayNumber`. */
export function dayOf(number: number): string {
  const era = Math.floor(number / 146097);
  const ofEra = number - era * 146097;
  const yearOfEra = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36524) - Math.floor(ofEra / 146096)) / 365);
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * ofYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return toIso({ year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: ofYear - Math.floor((153 * shifted + 2) / 5) + 1 });
}

/** `days` later; negative: earlier. */
export const addDays = (iso: string, days: number): string => dayOf(dayNumber(iso) + days);

/** The same day `months` on, or that month's last day: 31 December + 2 months is 28 or 29 February. */
export function addMonths(iso: string, months: number): string {
  const { year, month, day } = civil(iso);
  const total = year * 12 + month - 1 + months;
  return inMonth(Math.floor(total / 12), (total % 12) + 1, day);
}

/** 0 Monday … 6 Sunday. 1 March 0000, day 0, was a Wednesday. */
export const weekday = (iso: string): number => (dayNumber(iso) + 2) % 7;

/** Worked: a listed make-up workday, or Monday to Friday unless it is a listed holiday. */
export function isWorkday(iso: string, calendar: Pick<Calendar, 'holidays' | 'workdays'>): boolean {
  if (calendar.workdays?.includes(iso)) return true;
  return weekday(iso) < 5 && calendar.holidays?.includes(iso) !== true;
}

/** The n-th working day after a day; the day itself does not count. n = 0 is the day itself. */
export function addWorkingDays(iso: string, n: number, calendar: Pick<Calendar, 'holidays' | 'workdays'>): string {
  let day = iso;
  for (let left = n; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkday(day, calendar)) left -= 1;
  }
  return day;
}
