import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PlanTerms, PublicCycle } from '../../../proof/release/files.ts';
import { changesBetween } from '../../../proof/release/plan-versions.ts';

const none = { zh: '', en: '' };
const cycle: PublicCycle = {
  id: '2026',
  label: none,
  scheme: 's',
  periods: [
    { id: 'h1', label: none, startsOn: '2026-01-01', endsOn: '2026-06-30', reportBy: '2026-07-15T00:00:00Z' },
    { id: 'h2', label: none, startsOn: '2026-07-01', endsOn: '2026-12-31', reportBy: '2027-01-15T00:00:00Z' },
  ],
};
const terms = (more: Partial<PlanTerms> = {}): PlanTerms => ({
  ...{ code: 'g1', parent: null, part: 'main', kind: 'numeric', direction: 'increase' },
  ...{ title: { zh: '新增管网', en: 'Pipes' }, promise: none, measure: none, start: null, target: '100', due: '2026-11-30' },
  ...more,
});
const between = (before: Partial<PlanTerms>, after: Partial<PlanTerms>, on = '2026-03-01') => changesBetween([terms(before)], [terms(after)], on, cycle);

describe('what is called lowered', () => {
  test.each([
    ['a lower weight', { weight: '30' }, { weight: '20' }, 'weight', '30', '20', true],
    ['a higher weight', { weight: '20' }, { weight: '30' }, 'weight', '20', '30', false],
    ['a weight above one taken away, for without one a goal counts as 1', { weight: '30' }, {}, 'weight', '30', null, true],
    ['a weight below one given', {}, { weight: '0.5' }, 'weight', null, '0.5', true],
    ['a weight above one given', {}, { weight: '5' }, 'weight', null, '5', false],
    ['a veto taken away', { veto: true }, {}, 'veto', 'true', null, true],
    ['a veto added', {}, { veto: true }, 'veto', null, 'true', false],
    ['a later day', {}, { due: '2026-12-31' }, 'due', '2026-11-30', '2026-12-31', true],
    ['an earlier day', {}, { due: '2026-10-31' }, 'due', '2026-11-30', '2026-10-31', false],
  ] as const)('%s: %o → %o', (_name, before, after, field, from, to, lowered) =>
    expect(between(before, after)).toEqual([{ goal: 'g1', field, from, to, lowered, late: false }]),
  );

  test('a goal that was taken out', () =>
    expect(changesBetween([terms()], [], '2026-08-01', cycle)).toEqual([
      { goal: 'g1', field: 'removed', from: '新增管网', to: null, lowered: true, late: true },
    ]));

  test.each([
    ['weight', { weight: '30' }, { weight: '20' }],
    ['veto', { veto: true }, {}],
  ] as const)('once the last period has begun a lowered %s is late', (_field, before, after) =>
    expect(between(before, after, '2026-07-01')[0]).toMatchObject({ lowered: true, late: true }),
  );

  test('one equal weight written in two ways is no lowering', () => expect(between({ weight: '1' }, {})[0]).toMatchObject({ lowered: false }));

  test('of two weights at most one way between them lowers', () => {
    const weight = fc.integer({ min: 0, max: 1000 }).map((tenths) => String(tenths / 10));
    fc.assert(
      fc.property(weight, weight, (a, b) => {
        const [there, back] = [between({ weight: a }, { weight: b }), between({ weight: b }, { weight: a })];
        expect(there.some(({ lowered }) => lowered) && back.some(({ lowered }) => lowered)).toBe(false);
        expect(there.some(({ lowered }) => lowered)).toBe(Number(b) < Number(a));
      }),
    );
  });
});
