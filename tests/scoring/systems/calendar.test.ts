import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, addWorkingDays, dayNumber, dayOf, inMonth, isWorkday, monthLength, weekday } from '../../../scoring/calendar/days.ts';
import { occurrences } from '../../../scoring/calendar/schedule.ts';
import type { Calendar, Delivery } from '../../../scoring/index.ts';
import type { Loose } from '../support.ts';
import { label, node, one, unit } from './small.ts';

/** The State Council's calendar of 2026, New Year and Spring Festival only. */
const OFFICIAL: Calendar = {
  from: '2026-01-01',
  asOf: '2026-12-31',
  holidays: ['2026-01-01', '2026-01-02', '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-02-23'],
  workdays: ['2026-01-04', '2026-02-14', '2026-02-28'],
};

describe('days', () => {
  it.each([
    ['0000-03-01', 0],
    ['1970-01-01', 719468],
    ['2000-02-29', 730484],
  ])('%s is day %i', (day, number) => {
    expect(dayNumber(day)).toBe(number);
    expect(dayOf(number)).toBe(day);
  });

  it.each([
    ['2026-01-01', 3],
    ['2026-02-14', 5],
    ['2012-08-20', 0],
    ['2000-01-01', 5],
    ['1900-03-01', 3],
  ])('%s is weekday %i, Monday 0', (day, number) => expect(weekday(day)).toBe(number));

  it('agree with the platform’s own calendar over 400 years', () => {
    for (let n = dayNumber('1800-01-01'); n < dayNumber('2200-01-01'); n += 97) {
      const platform = new Date(Date.UTC(1970, 0, 1 + n - 719468));
      expect([dayOf(n), weekday(dayOf(n))]).toEqual([platform.toISOString().slice(0, 10), (platform.getUTCDay() + 6) % 7]);
    }
  });

  it('number and day are each other’s inverse', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1200000 }), (n) => dayNumber(dayOf(n)) === n));
  });

  it.each([
    [2026, 2, 28],
    [2024, 2, 29],
    [1900, 2, 28],
    [2000, 2, 29],
    [2026, 4, 30],
    [2026, 12, 31],
  ])('month %i-%i has %i days', (year, month, length) => expect(monthLength(year, month)).toBe(length));

  it.each([
    ['2024-12-31', 2, '2025-02-28'],
    ['2023-12-31', 2, '2024-02-29'],
    ['2025-01-15', 2, '2025-03-15'],
    ['2025-08-31', -3, '2025-05-31'],
    ['2025-01-31', -2, '2024-11-30'],
    ['2025-01-31', 12, '2026-01-31'],
    ['2025-06-30', 0, '2025-06-30'],
  ])('%s and %i months is %s', (day, months, wanted) => expect(addMonths(day, months)).toBe(wanted));

  it.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-01-31', 30, '2026-03-02'],
  ])('%s and %i days is %s', (day, days, wanted) => expect(addDays(day, days)).toBe(wanted));

  it('a day that a month does not have is its last', () => expect([inMonth(2026, 2, 31), inMonth(2026, 4, 'last')]).toEqual(['2026-02-28', '2026-04-30']));
});

describe('working days', () => {
  it.each([
    ['2026-01-05', true],
    ['2026-01-10', false],
    ['2026-01-02', false],
    ['2026-01-04', true],
    ['2026-02-14', true],
    ['2026-02-15', false],
  ])('%s: %s', (day, wanted) => expect(isWorkday(day, OFFICIAL)).toBe(wanted));

  it.each([
    ['2026-03-02', 2, '2026-03-04'],
    ['2026-03-06', 1, '2026-03-09'],
    ['2025-12-31', 2, '2026-01-05'],
    ['2026-02-13', 5, '2026-02-27'],
    ['2026-02-13', 6, '2026-02-28'],
    ['2026-03-02', 0, '2026-03-02'],
  ])('%s and %i working days is %s', (day, n, wanted) => expect(addWorkingDays(day, n, OFFICIAL)).toBe(wanted));

  it('without a calendar they are Monday to Friday', () => expect(addWorkingDays('2026-02-13', 5, {})).toBe('2026-02-20'));

  it('always end on a working day, and more take longer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 739900, max: 740600 }), fc.integer({ min: 1, max: 30 }), (start, n) => {
        const [day, next] = [addWorkingDays(dayOf(start), n, OFFICIAL), addWorkingDays(dayOf(start), n + 1, OFFICIAL)];
        return isWorkday(day, OFFICIAL) && day < next;
      }),
    );
  });
});

describe('schedules', () => {
  const days = (schedule: Loose, more: Loose = {}) =>
    occurrences(schedule, { dates: {}, ...more }, { from: '2026-01-01', asOf: '2026-12-31', dates: { result: '2027-01-15' } });

  it.each<[string, Loose, (string | null)[]]>([
    ['a day of one month', { on: { months: [12], day: 25 } }, ['2026-12-25']],
    ['the last day of several', { on: { months: [6, 2], day: 'last' } }, ['2026-02-28', '2026-06-30']],
    ['the 31st of a short month', { on: { months: [4], day: 31 } }, ['2026-04-30']],
    ['years of a term', { on: { months: [3], day: 'last', years: [1, 2] } }, ['2027-03-31', '2028-03-31']],
    ['an event that all share', { after: { event: 'result', days: 15 } }, ['2027-01-30']],
    ['months, then days', { after: { event: 'result', months: 1, days: 1 } }, ['2027-02-16']],
    ['an event nobody has dated', { after: { event: 'elected', months: 2 } }, [null]],
  ])('%s', (_, schedule, wanted) => expect(days(schedule).map(({ day }) => day)).toEqual(wanted));

  it('a unit’s own event goes before the shared one', () =>
    expect(days({ after: { event: 'result', days: 0 } }, { dates: { result: '2027-02-01' } })[0]?.day).toBe('2027-02-01'));

  it('months before the first day of the cycle are not meant', () =>
    expect(occurrences({ on: { months: [3, 9], day: 1 } }, {}, { from: '2026-07-01', asOf: '2026-12-31' }).map(({ day }) => day)).toEqual(['2026-09-01']));
});

describe('duties', () => {
  const duty = (id: string, due?: Loose, more: Loose = {}) => ({ id, label: label(id), ...(due && { due }), ...more });
  const monthly = { on: { months: [1, 2, 3], day: 28 } };
  const judged = (duties: Loose[], records: Delivery[], asOf: string, more: Loose = {}, dates: Loose = {}) =>
    one(node('duties', 'total', { take: 'late', duties, ...more }), unit('u', {}, { deliveries: { total: records }, dates }), [], {
      calendar: { from: '2026-01-01', asOf },
    }).tree;
  const report = (done: string | null, more: Partial<Delivery> = {}): Delivery => ({ duty: 'report', done, ...more });

  it.each<[string, Delivery[], string, string]>([
    ['the day itself is on time', [report('2026-01-28')], '2026-01-28', '0'],
    ['the day after is late', [report('2026-01-29')], '2026-01-29', '1'],
    ['nothing yet on the day itself', [], '2026-01-28', '0'],
    ['nothing the day after: late once', [], '2026-01-29', '1'],
    ['never, three months on: late three times', [], '2026-12-31', '3'],
    ['a late one counts once, however late', [report('2026-05-05', { period: '2026-01' })], '2026-02-01', '1'],
    ['a record without a month counts for the month of its day', [report('2026-02-03')], '2026-02-10', '1'],
    ['what is dated after the as-of day has not come', [report('2026-01-28')], '2026-01-20', '0'],
    ['a record that says not yet', [report(null, { period: '2026-01' })], '2026-01-29', '1'],
  ])('%s', (_, records, asOf, wanted) => expect(judged([duty('report', monthly)], records, asOf).exact).toBe(wanted));

  it('are counted as late, met, done or as a share of those decided', () => {
    const records = [report('2026-01-28'), report('2026-03-01', { period: '2026-02' })];
    const take = (what: string) => judged([duty('report', monthly)], records, '2026-03-15', { take: what }).exact;
    expect([take('late'), take('met'), take('done'), take('met-share')]).toEqual(['1', '1', '2', '50']);
  });

  it('have no share before anything has fallen due', () => expect(judged([duty('report', monthly)], [], '2026-01-01', { take: 'met-share' }).exact).toBeNull());

  it('several records in one month count once, the earliest first', () => {
    const tree = judged([duty('report', monthly)], [report('2026-01-29'), report('2026-01-05')], '2026-01-31', { take: 'met' });
    expect([tree.exact, tree.children[0]?.inputs[0]?.value]).toEqual(['1', '2026-01-05']);
  });

  it('before its time does not count', () => {
    const window = duty('report', { on: { months: [3], day: 'last' } }, { not_before: { on: { months: [1], day: 1 } } });
    const early = { ...window, not_before: { on: { months: [2], day: 1 } } };
    expect(judged([window], [report('2026-01-31')], '2026-12-31', { take: 'met' }).exact).toBe('1');
    const tree = judged([early], [report('2026-01-31')], '2026-12-31', { take: 'met' });
    expect([tree.exact, tree.children[0]?.notes[0]?.text.en]).toEqual(['0', 'Done before its time; it does not count.']);
  });

  it('in order, a stage before the one ahead of it does not count', () => {
    const stages = [duty('draft'), duty('consult'), duty('decide')];
    const steps = (draft: string | null, consult: string | null, decide: string | null) =>
      judged(
        stages,
        [
          { duty: 'draft', done: draft },
          { duty: 'consult', done: consult },
          { duty: 'decide', done: decide },
        ],
        '2026-12-31',
        { take: 'met', in_order: true },
      ).exact;
    expect(steps('2026-01-01', '2026-01-01', '2026-02-01')).toBe('3');
    expect(steps('2026-01-02', '2026-01-01', '2026-02-01')).toBe('2');
    expect(steps(null, '2026-01-01', '2026-02-01')).toBe('0');
    expect(steps('2026-01-01', null, '2026-02-01')).toBe('1');
  });

  it('counted from an event whose day is not known stay open', () => {
    const approval = duty('report', { after: { event: 'elected', months: 2 } });
    expect(judged([approval], [], '2030-01-01').exact).toBe('0');
    expect(judged([approval], [], '2030-01-01', {}, { elected: '2026-01-31' }).exact).toBe('1');
    expect(judged([approval], [report('2026-03-31')], '2030-01-01', {}, { elected: '2026-01-31' }).exact).toBe('0');
  });

  it('by case each have their own day', () => {
    const answer = duty('report', { after: { event: 'case', working_days: 2 } });
    const records = [
      report('2026-03-04', { case: 'a', from: '2026-03-02' }),
      report('2026-03-05', { case: 'b', from: '2026-03-02' }),
      report(null, { case: 'c', from: '2026-03-30' }),
    ];
    const tree = judged([answer], records, '2026-03-31', { take: 'met-share' });
    expect([tree.exact, tree.children.map(({ id, exact }) => [id, exact])]).toEqual([
      '50',
      [
        ['report-a', '1'],
        ['report-b', '0'],
        ['report-c', null],
      ],
    ]);
  });

  it('without a calendar there is no figure, and the tree says what is missing', () => {
    const { tree } = one(node('duties', 'total', { take: 'late', duties: [duty('report', monthly)] }), unit('u'));
    expect([tree.exact, tree.notes[0]?.kind]).toEqual([null, 'missing']);
  });

  it('a later as-of day never makes fewer late ones', () => {
    const day = fc.integer({ min: 739950, max: 740100 }).map(dayOf);
    fc.assert(
      fc.property(fc.array(day, { maxLength: 4 }), day, day, (dones, a, b) => {
        const [first, last] = a < b ? [a, b] : [b, a];
        const late = (asOf: string) =>
          Number(
            judged(
              [duty('report', monthly)],
              dones.map((done) => report(done, { period: '2026-02' })),
              asOf,
            ).exact,
          );
        return late(first) <= late(last);
      }),
      { numRuns: 40 },
    );
  });
});
