import { expect, test } from 'vitest';
import { lateReports } from '../../../api/desk/late.ts';
import { stagesOf } from '../../../api/desk/stages.ts';

/** Plans of the next month by the 28th, self-checks by the 5th, the half-year report by 20 June; days are those of Beijing. */
const DUE = { 'plan-2': '2026-01-28', 'check-1': '2026-02-05', 'plan-3': '2026-02-28', 'half-year': '2026-06-20' } as const;
const lastMoment = (day: string): Date => new Date(Date.parse(`${day}T16:00:00Z`) - 1);
const late = (came: Partial<Record<keyof typeof DUE, string | null>>, now = '2026-06-30T00:00:00Z') =>
  lateReports(
    Object.entries(DUE).map(([period, due]) => {
      const at = came[period as keyof typeof DUE];
      const submittedAt = at === null ? null : at === undefined ? lastMoment(due) : new Date(at);
      return { period, labelZh: period, labelEn: period, reportBy: lastMoment(due), submittedAt };
    }),
    new Date(now),
    'Asia/Shanghai',
  );

test('the day itself is on time, the first moment after it is late once', () => {
  expect(late({})).toEqual([]);
  expect(late({ 'plan-2': '2026-01-28T16:00:00Z' })).toEqual([
    { period: 'plan-2', label: { zh: 'plan-2', en: 'plan-2' }, due: '2026-01-28', received: '2026-01-29' },
  ]);
});

test('twice and three times late are counted one by one; what never came is late once, when its day is past', () => {
  expect(late({ 'plan-2': '2026-01-30T00:00:00Z', 'check-1': '2026-02-06T00:00:00Z' })).toHaveLength(2);
  expect(late({ 'plan-2': '2026-01-30T00:00:00Z', 'check-1': '2026-02-06T00:00:00Z', 'half-year': null })).toHaveLength(3);
  expect(late({ 'half-year': null }).map(({ received }) => received)).toEqual([null]);
  expect(late({ 'half-year': null }, '2026-06-20T15:59:59Z')).toEqual([]);
});

test('the days of a year come in their order, the day itself is not over', () => {
  const stages = stagesOf('2026', {
    city: { cycles: [], timezone: 'Asia/Shanghai' },
    periods: [
      {
        cycleId: '2026',
        id: 'h1',
        labelZh: '上半年',
        labelEn: 'H1',
        position: 1,
        startsOn: '2026-01-01',
        endsOn: '2026-06-30',
        reportBy: lastMoment('2026-06-20'),
      },
    ],
    window: { opensAt: new Date('2026-11-30T16:00:00Z'), closesAt: lastMoment('2026-12-31') },
    planDue: lastMoment('2026-12-25'),
    now: new Date('2026-12-25T15:00:00Z'),
  });
  expect(stages.map(({ kind, on, over }) => [kind, on, over])).toEqual([
    ['report', '2026-06-20', true],
    ['windowOpens', '2026-12-01', true],
    ['planDue', '2026-12-25', false],
    ['windowCloses', '2026-12-31', false],
  ]);
});
