import { expect, test } from 'vitest';
import { loadScheme } from '../../api/schemes/schemes.ts';
import { assembleInput } from '../../api/scores/input.ts';
import { reportRecords } from '../../api/scores/late-reports.ts';
import { checkInput, type Scheme, score } from '../../scoring/index.ts';

const { scheme, digest } = loadScheme(process.cwd(), 's4');
const units = [{ id: 'metrology', category: 'sections' }];
/** A period's last day for its report, to the last moment in Beijing. */
const lastMoment = (day: string): Date => new Date(Date.parse(`${day}T16:00:00Z`) - 1);
/** Plans of February to June by the 28th, self-checks of January to May by the 5th, the half-year report. */
const DUE = [1, 2, 3, 4, 5].flatMap((month) => [`2026-0${month}-28`, `2026-0${month + 1}-05`]).concat('2026-01-05', '2026-06-20');

/** @param came day of the report's last day → the day it came, or null; others came on their last moment. */
function recordsFor(came: Readonly<Record<string, string | null>>, of: Pick<Scheme, 'categories'> = scheme, now = '2026-06-21T02:00:00Z') {
  const periods = DUE.map((due) => ({ cycleId: '2026', startsOn: '2026-01-01', reportBy: lastMoment(due), period: `by-${due}` }));
  const delivered = periods.map(({ reportBy, period }) => {
    const day = came[period.slice(3)];
    return { unitId: 'metrology', period, reportBy, submittedAt: day === null ? null : day === undefined ? reportBy : new Date(`${day}T09:00:00+08:00`) };
  });
  return reportRecords(of, { units, periods, cycle: '2026', delivered, timezone: 'Asia/Shanghai', now: new Date(now) });
}

function scored(came: Readonly<Record<string, string | null>>) {
  const nothing = { periodPositions: new Map(), plans: [], goals: [], reports: [], entries: [], partValues: [], findings: [], tallies: [] };
  const input = assembleInput(scheme, { cycle: '2026', units, ...nothing, reported: recordsFor(came) });
  const goals = [{ goal: 'g1', target: '10', actual: '9' }];
  const whole = { ...input, units: input.units.map((unit) => ({ ...unit, values: { total: goals } })) };
  expect(checkInput(scheme, whole)).toMatchObject({ ok: true });
  const [unit] = score(scheme, whole, { digest }).units;
  const late = unit?.figures?.find(({ id }) => id === 'late');
  return { late: late?.rounded, grade: unit?.grade, consequences: unit?.consequences?.map(({ id }) => id), tree: late };
}

test('on the last moment of their day all reports are on time', () => {
  expect(scored({})).toMatchObject({ late: '0', grade: 'standard' });
});

test('late twice is criticised, late three times is not up to standard', () => {
  expect(scored({ '2026-01-28': '2026-01-29' })).toMatchObject({ late: '1', grade: 'standard' });
  const twice = scored({ '2026-01-28': '2026-01-29', '2026-03-05': '2026-03-06' });
  expect(twice).toMatchObject({ late: '2', grade: 'standard' });
  expect(twice.consequences).toContain('criticism');
  expect(scored({ '2026-01-28': '2026-01-29', '2026-03-05': '2026-03-06', '2026-06-20': null })).toMatchObject({ late: '3', grade: 'below' });
});

test('each late report names its report, and what never came is late once', () => {
  const { tree } = scored({ '2026-03-05': '2026-03-07', '2026-06-20': null });
  const late = tree?.children.filter(({ rounded }) => rounded === '0') ?? [];
  expect(late.map(({ id }) => id)).toEqual(['last-month-check-2026-03', 'half-year-report']);
  expect(late[0]?.inputs).toMatchObject([{ value: '2026-03-07', source: 'report:2026/by-2026-03-05' }]);
});

test('a report that is due today and has not come is open', () => {
  const records = recordsFor({ '2026-06-20': null }, scheme, '2026-06-20T15:00:00Z');
  expect(records?.calendar).toEqual({ from: '2026-01-01', asOf: '2026-06-20' });
  expect(records?.records.get('metrology')).toContainEqual({ duty: 'half-year-report', period: '2026-06', done: null, source: 'report:2026/by-2026-06-20' });
});

test('of two reports due on one day the duty waits for the later', () => {
  const due = { cycleId: '2026', startsOn: '2026-01-01', reportBy: lastMoment('2026-06-20') };
  const one = (period: string, submittedAt: Date | null) => ({ unitId: 'metrology', period, reportBy: due.reportBy, submittedAt });
  const of = (...delivered: ReturnType<typeof one>[]) =>
    reportRecords(scheme, { units, periods: [due], cycle: '2026', delivered, timezone: 'Asia/Shanghai', now: new Date('2026-07-01T00:00:00Z') })?.records.get(
      'metrology',
    );
  const [early, later] = [new Date('2026-06-18T00:00:00Z'), new Date('2026-06-22T00:00:00Z')];
  expect(of(one('a', early), one('b', later))).toMatchObject([{ done: '2026-06-22', source: 'report:2026/b' }]);
  expect(of(one('a', later), one('b', early))).toMatchObject([{ done: '2026-06-22', source: 'report:2026/a' }]);
  expect(of(one('a', later), one('b', null))).toMatchObject([{ done: null, source: 'report:2026/b' }]);
});

test('schemes that do not ask are given nothing', () => {
  const flagship = loadScheme(process.cwd(), 'demo-flagship').scheme;
  expect(recordsFor({}, flagship)).toBeNull();
});
