import chineseDays from 'chinese-days';
import { expect, test } from 'vitest';
import { workCalendar } from '../../../api/releases/calendar.ts';
import { workingDays } from '../../../proof/release/working-days.ts';

const calendar = workCalendar(['2024-03-02'], '2025-12-15');
const days = workingDays(calendar);
const DAYS = Array.from({ length: 700 }, (_, at) => new Date(Date.UTC(2024, 0, 1 + at)).toISOString().slice(0, 10));

test('the published calendar reaches from the first comment’s year to the end of the next, with holidays and make-up days', () => {
  expect([calendar.from, calendar.to]).toEqual(['2024-01-01', '2026-12-31']);
  expect(calendar.off).toEqual(expect.arrayContaining(['2024-10-01', '2025-01-28']));
  expect(calendar.on).toEqual(expect.arrayContaining(['2024-09-29', '2025-01-26']));
});

test('deadlines counted from the published calendar are those of the official one, from every day', () => {
  for (const day of DAYS) for (const count of [2, 5, 10]) expect(days.after(day, count), `${day} + ${count}`).toBe(chineseDays.findWorkday(count, day));
});

test('days between add up, and nothing is counted beyond the calendar', () => {
  for (const day of DAYS) expect(days.between(day, days.after(day, 7))).toBe(7);
  expect(days.between('2025-03-05', '2025-03-05')).toBe(0);
  expect(() => days.after('2026-12-30', 5)).toThrow(RangeError);
});
