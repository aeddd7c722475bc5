import { describe, expect, it } from 'vitest';
import { exact, type Goal, goalStatus, lateness, type NumericGoal, round } from '../../scoring/index.ts';
import { vector } from './support.ts';

interface Case {
  row: string;
  status: string;
  ratio: string | null;
  late: string | null;
  printed?: string;
  components?: Record<string, string>;
  goal: Goal;
}

describe.each(['s14-goals', 's21-goals'])('published plans and results: %s', (name) => {
  const { cases, asOf } = vector(name) as { cases: Case[]; asOf: string };

  it.each(cases)('$row', ({ goal, status, ratio, late, printed, components }) => {
    const found = goalStatus(goal, asOf);
    expect(found).toMatchObject({ goal: goal.goal, status, ratio, late });
    if (printed !== undefined) expect(round(exact(found.ratio ?? '0'), 2)).toBe(printed);
    if (components !== undefined) expect(Object.fromEntries(found.components.map((one) => [one.goal, one.status]))).toEqual(components);
  });
});

const numeric = (more: Partial<NumericGoal>): NumericGoal => ({ goal: 'g', target: '10', actual: '8', ...more });

describe('numeric goals', () => {
  it.each<[string, Partial<NumericGoal>, string, string | null]>([
    ['result ÷ plan', {}, 'partly', '80'],
    ['more than the plan', { actual: '12' }, 'done', '120'],
    ['nothing', { actual: '0' }, 'not-done', '0'],
    ['below nothing stops at 0', { actual: '-3' }, 'not-done', '0'],
    ['no result', { actual: null }, 'not-reported', null],
    ['no plan', { target: null }, 'not-comparable', null],
    ['a plan of 0', { target: '0' }, 'not-comparable', null],
    ['a plan below 0', { target: '-5' }, 'not-comparable', null],
    ['lower is better: 2 − result ÷ plan', { direction: 'decrease', actual: '12' }, 'partly', '80'],
    ['lower is better, reached', { direction: 'decrease', actual: '9' }, 'done', '110'],
    ['lower is better, twice the plan and more', { direction: 'decrease', actual: '25' }, 'not-done', '0'],
    ['at least, met', { direction: 'at-least', actual: '30' }, 'done', '100'],
    ['at least, missed', { direction: 'at-least', actual: '9' }, 'partly', '90'],
    ['at most, met', { direction: 'at-most', actual: '2' }, 'done', '100'],
    ['at most, missed', { direction: 'at-most', actual: '11' }, 'partly', '90'],
    ['at most 0, met', { direction: 'at-most', target: '0', actual: '0' }, 'done', '100'],
    ['at most 0, missed: no ratio', { direction: 'at-most', target: '0', actual: '1' }, 'not-done', null],
    ['about 8', { approximate: true }, 'partly', '80'],
    ['exactly the plan', { actual: '10.0' }, 'done', '100'],
  ])('%s', (_, more, status, ratio) => {
    expect(goalStatus(numeric(more), '2026-01-01')).toMatchObject({ status, ratio });
  });

  it.each<[string, Partial<NumericGoal>, string | null]>([
    ['half of the way', { start: '0', target: '10', actual: '5' }, '50'],
    ['from 60 to 80, now 70', { start: '60', target: '80', actual: '70' }, '50'],
    ['a falling goal, from 40 to 30, now 35', { start: '40', target: '30', actual: '35', direction: 'decrease' }, '50'],
    ['backward', { start: '60', target: '80', actual: '50' }, '0'],
    ['no way planned', { start: '80', target: '80', actual: '80' }, null],
    ['no start', { target: '80', actual: '70' }, null],
    ['at least 86 from 88, fallen to 67', { start: '88', target: '86', actual: '67', direction: 'at-least' }, null],
    ['at least 86 from 88, still 87', { start: '88', target: '86', actual: '87', direction: 'at-least' }, '100'],
    ['at least 86 from 66, now 76', { start: '66', target: '86', actual: '76', direction: 'at-least' }, '50'],
    ['at most 5 from 3, risen to 6', { start: '3', target: '5', actual: '6', direction: 'at-most' }, null],
  ])('from the start: %s', (_, more, ratio) => {
    expect(goalStatus(numeric(more), '2026-01-01', { figures: 'reported', ratio: 'from-start' }).ratio).toBe(ratio);
  });

  it('counts the verified figure where the scheme says so', () => {
    const measure = { figures: 'verified', ratio: 'of-plan' } as const;
    expect(goalStatus(numeric({ actual: '10', verified: '7' }), '2026-01-01', measure).ratio).toBe('70');
    expect(goalStatus(numeric({ actual: '10' }), '2026-01-01', measure).status).toBe('not-reported');
    expect(goalStatus(numeric({ actual: '10', verified: null }), '2026-01-01', measure).status).toBe('not-reported');
  });
});

describe('milestones and lateness', () => {
  const milestone = (done: string | null, share?: string): Goal => ({
    goal: 'm',
    kind: 'milestone',
    due: '2026-06-30',
    done,
    ...(share !== undefined && { share }),
  });

  it.each([
    ['2026-06-30', '2026-12-31', 'on-time', 'done'],
    ['2026-07-01', '2026-12-31', 'late', 'done'],
    [null, '2026-06-30', 'open', 'not-reported'],
    [null, '2026-07-01', 'overdue', 'not-reported'],
    ['2026-06-20', '2026-06-01', 'open', 'not-reported'],
  ])('done %s, seen on %s: %s', (done, asOf, late, status) => {
    expect(lateness(milestone(done), asOf)).toBe(late);
    expect(goalStatus(milestone(done), asOf)).toMatchObject({ late, status });
  });

  it('is 100 % when late, and marked', () => expect(goalStatus(milestone('2026-08-01'), '2026-12-31')).toMatchObject({ ratio: '100', late: 'late' }));

  it('is partly done with a share, even the whole one, until its date is entered', () => {
    expect(goalStatus(milestone(null, '40'), '2026-01-01')).toMatchObject({ status: 'partly', ratio: '40' });
    expect(goalStatus(milestone(null, '100'), '2026-01-01').status).toBe('partly');
    expect(goalStatus(milestone(null, '0'), '2026-01-01').status).toBe('not-done');
  });

  it('takes the worst of a composite', () => {
    const both: Goal = { goal: 'c', kind: 'composite', components: [milestone('2026-06-01'), { ...milestone(null), goal: 'n' } as Goal] };
    expect(lateness(both, '2026-09-01')).toBe('overdue');
    expect(lateness({ goal: 'c', kind: 'composite', components: [numeric({})] }, '2026-09-01')).toBeNull();
  });
});

describe('composites', () => {
  const composite = (...components: Goal[]): Goal => ({ goal: 'c', kind: 'composite', components });
  const part = (goal: string, actual: string | null, more: Partial<NumericGoal> = {}): Goal => numeric({ goal, actual, ...more });

  it('counts each component at most 100 %, equally', () => expect(goalStatus(composite(part('a', '30'), part('b', '5')), '2026-01-01').ratio).toBe('75'));

  it('counts nested ones', () => {
    const inner = { ...composite(part('a', '10'), part('b', '0')), goal: 'inner' } as Goal;
    expect(goalStatus(composite(inner, part('d', '10')), '2026-01-01').ratio).toBe('75');
  });

  it.each<[string, Goal[], string]>([
    ['all done', [part('a', '10'), part('b', '11')], 'done'],
    ['one done, one not reported', [part('a', '10'), part('b', null)], 'partly'],
    ['none begun', [part('a', '0'), part('b', '0')], 'not-done'],
    ['one not begun, one not reported', [part('a', '0'), part('b', null)], 'not-done'],
    ['one in another measure, one not reported', [part('a', '9', { comparable: false }), part('b', null)], 'not-comparable'],
    ['nothing reported', [part('a', null), part('b', null)], 'not-reported'],
  ])('%s', (_, components, status) => expect(goalStatus(composite(...components), '2026-01-01').status).toBe(status));
});
