import chineseDays from 'chinese-days';
import type { WorkCalendar } from '../../proof/release/files.ts';

const DAY_MS = 86_400_000;

/**
 * The official working days from the year of the first comment to the end of the year after the release, as a list of
 * what differs from Monday to Friday. A release carries it, so that answers can be counted without the holidays of our library.
 */
export function workCalendar(days: readonly string[], today: string): WorkCalendar {
  const first = days.reduce((least, day) => (day < least ? day : least), today);
  const [from, to] = [`${first.slice(0, 4)}-01-01`, `${Number(today.slice(0, 4)) + 1}-12-31`];
  const off: string[] = [];
  const on: string[] = [];
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= Date.parse(`${to}T00:00:00Z`); at += DAY_MS) {
    const date = new Date(at);
    const day = date.toISOString().slice(0, 10);
    const weekend = date.getUTCDay() === 0 || date.getUTCDay() === 6;
    if (chineseDays.isWorkday(day) === weekend) (weekend ? on : off).push(day);
  }
  return { from, to, off, on };
}
