import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf, firstMoment, lastMoment, resolveDate } from '../../content/load.ts';

const INSTALLED = new Date('2026-03-02T18:30:00Z');

describe('resolveDate', () => {
  test('an ISO day is itself', () => expect(resolveDate('2025-02-28', INSTALLED)).toBe('2025-02-28'));
  test('days count from the local day of installation', () => {
    expect(resolveDate({ daysAfterInstall: 0 }, INSTALLED)).toBe('2026-03-03');
    expect(resolveDate({ daysAfterInstall: -14 }, INSTALLED)).toBe('2026-02-17');
    expect(resolveDate({ daysAfterInstall: 30 }, INSTALLED, 'America/Indiana/Indianapolis')).toBe('2026-04-01');
  });
});

describe('moments of a day', () => {
  test('a day in Shanghai', () => {
    expect(firstMoment('2025-01-13').toISOString()).toBe('2025-01-12T16:00:00.000Z');
    expect(lastMoment('2025-01-13').toISOString()).toBe('2025-01-13T15:59:59.999Z');
  });

  test('a day on which the clocks change', () => {
    const zone = 'America/New_York';
    expect(lastMoment('2026-03-08', zone).getTime() - firstMoment('2026-03-08', zone).getTime()).toBe(23 * 3_600_000 - 1);
  });

  test('first and last moment lie on the day they belong to', () => {
    const days = fc
      .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2050-12-31T00:00:00Z'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(days, fc.constantFrom('Asia/Shanghai', 'America/Indiana/Indianapolis', 'Europe/Berlin', 'UTC'), (day, zone) => {
        expect(dayOf(firstMoment(day, zone), zone)).toBe(day);
        expect(dayOf(lastMoment(day, zone), zone)).toBe(day);
        expect(dayOf(new Date(firstMoment(day, zone).getTime() - 1), zone)).not.toBe(day);
      }),
    );
  });
});
