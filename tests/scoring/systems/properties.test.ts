import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ResultNode, type ScoringInput, score, type UnitInput, type UnitResult } from '../../../scoring/index.ts';
import { DIGEST, type Loose, loadScheme, unitOf } from '../support.ts';
import { figureAt } from './small.ts';

const RUNS = { numRuns: 40 };
const schemes = new Map<string, ReturnType<typeof loadScheme>>();

/** Scores plain units under a scheme file, read once. */
function under(id: string, units: readonly Loose[], more: Loose = {}) {
  const scheme = schemes.get(id) ?? loadScheme(id);
  schemes.set(id, scheme);
  return score(scheme, { scheme: id, cycle: '2026', units, ...more } as ScoringInput, DIGEST);
}

const numberOf = (text: string | null | undefined): number => {
  const [p = 'NaN', q = '1'] = (text ?? 'NaN').split('/');
  return Number(p) / Number(q);
};

const totalOf = (unit: UnitResult): number => numberOf(unit.total?.exact);

describe('S5: villages', () => {
  const village = (id: string, points: number, people: number): UnitInput => ({
    id,
    category: 'villages',
    values: {
      areas: { 'economy-points': String(points), 'building-points': '20', 'society-points': '20', 'party-points': '20' },
      coefficient: { population: String(people) },
    },
  });
  const score25 = fc.integer({ min: 0, max: 25 });

  it('more people never lower a score, and more points always raise it', () => {
    fc.assert(
      fc.property(score25, fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 3000 }), (points, a, b) => {
        const [few, many] = a <= b ? [a, b] : [b, a];
        const result = under('s5-villages', [
          village('few', points, few),
          village('many', points, many),
          village('more', Math.min(points + 1, 26) === 26 ? 25 : points + 1, many),
        ]);
        const [low, high, best] = ['few', 'many', 'more'].map((id) => totalOf(unitOf(result, id)));
        return (low ?? 0) <= (high ?? 0) && (high ?? 0) <= (best ?? 0);
      }),
      RUNS,
    );
  });

  it('the wage sum is paid out to the fen', () => {
    fc.assert(
      fc.property(fc.array(score25, { minLength: 1, maxLength: 6 }), fc.integer({ min: 0, max: 10_000_000 }), (points, fen) => {
        const town = { id: 'town', category: 'town', values: { 'wage-sum': { amount: `${fen}/100` } } };
        const result = under('s5-villages', [town, ...points.map((one, index) => village(`v${index}`, one, 1000))]);
        const wages = result.pools?.find(({ id }) => id === 'village-wages');
        return wages?.paid === wages?.amount && wages?.left === '0.00';
      }),
      RUNS,
    );
  });
});

describe('S6: the pool', () => {
  const department = (id: string, yearEnd: number, graduates: number, rate: number): UnitInput => ({
    id,
    category: 'departments',
    values: { total: { score: String(yearEnd) }, facts: { graduates: String(graduates), rate: String(rate), bonus: '0', budget: '0' } },
  });
  const college = (rate: number, provincial: number): UnitInput => ({
    id: 'college',
    category: 'college',
    values: { facts: { rate: String(rate), provincial: String(provincial) } },
  });
  const departments = fc.array(
    fc.record({ yearEnd: fc.integer({ min: 0, max: 100 }), graduates: fc.integer({ min: 0, max: 900 }), rate: fc.integer({ min: 80, max: 100 }) }),
    {
      minLength: 1,
      maxLength: 6,
    },
  );

  it('pays no more than it holds, and nothing to a department at 90 % or below', () => {
    fc.assert(
      fc.property(departments, fc.integer({ min: 80, max: 100 }), (list, rate) => {
        const units = list.map((one, index) => department(`d${index}`, one.yearEnd, one.graduates, one.rate));
        const result = under('s6', [...units, college(rate, 85)]);
        const [pool] = result.pools ?? [];
        const idle = list.every((one, index) => one.rate > 90 || unitOf(result, `d${index}`).payouts?.[0]?.exact === '0');
        const formed = rate < 85 ? 0 : list.reduce((sum, { graduates }) => sum + graduates * 30, 0) + (rate - 85) * 5000;
        return idle && numberOf(pool?.amount) === formed && numberOf(pool?.paid) <= formed;
      }),
      RUNS,
    );
  });

  it('thirds differ by a fen at most', () => {
    fc.assert(
      fc.property(departments, (list) => {
        const units = list.map((one, index) => department(`d${index}`, one.yearEnd, one.graduates, one.rate));
        const result = under('s6', [...units, college(90, 85)]);
        return result.units.every(({ payouts }) => {
          const thirds = (payouts?.[0]?.children ?? []).filter(({ operation }) => operation === 'split').map(({ exact }) => Math.round(numberOf(exact) * 100));
          return thirds.length === 0 || Math.max(...thirds) - Math.min(...thirds) <= 1;
        });
      }),
      RUNS,
    );
  });
});

describe('S20: the ladder', () => {
  const paid = (results: readonly number[], target = 100): UnitResult =>
    unitOf(
      under('s20', [
        {
          id: 'u',
          category: 'business',
          values: { year: { result: String(results.reduce((a, b) => a + b, 0)), target: '600' } },
          periods: Object.fromEntries(
            results.map((result, index) => [`m0${index + 1}`, { values: { plan: { result: String(result), target: String(target) }, pay: { base: '1000' } } }]),
          ),
        },
      ]),
      'u',
    );
  const month = fc.integer({ min: 0, max: 130 });

  it('a better month never pays less', () => {
    fc.assert(
      fc.property(month, month, (a, b) => {
        const [low, high] = a <= b ? [a, b] : [b, a];
        return numberOf(figureAt(paid([low]), 'pay')) <= numberOf(figureAt(paid([high]), 'pay'));
      }),
      RUNS,
    );
  });

  it('paid, withheld and base agree; the year’s target met pays back exactly what was withheld', () => {
    fc.assert(
      fc.property(fc.array(month, { minLength: 1, maxLength: 6 }), (results) => {
        const unit = paid(results);
        const [pay, withheld, back, base] = ['pay', 'withheld', 'paid-back', 'base-year'].map((id) => numberOf(figureAt(unit, id)));
        const met = results.reduce((a, b) => a + b, 0) >= 600;
        return (pay ?? 0) + (withheld ?? 0) === base && back === (met ? withheld : 0);
      }),
      RUNS,
    );
  });

  it('the run of low months is the longest one', () => {
    fc.assert(
      fc.property(fc.array(month, { minLength: 1, maxLength: 6 }), (results) => {
        const runs = results
          .map((one) => (one < 60 ? 'x' : ' '))
          .join('')
          .split(' ');
        return numberOf(figureAt(paid(results), 'low-months')) === Math.max(...runs.map(({ length }) => length));
      }),
      RUNS,
    );
  });
});

describe('S4: people', () => {
  const person = (id: string, points: number, sick: number): UnitInput => ({
    id,
    category: 'people',
    values: { total: { score: String(points) }, attendance: { 'at-once': '0', 'in-year': '0', sick: String(sick), 'missed-duty': '0' } },
    findings: [{ part: 'proposals', kind: 'add', criterion: 'proposal' }],
    deliveries: {
      procedure: [
        { duty: 'appraisal', done: '2026-01-10' },
        { duty: 'notice', done: '2026-01-15' },
      ],
    },
  });

  it('never more than 30 % are excellent, none of them barred, none worse than an unbarred one who is not', () => {
    const people = fc.array(fc.record({ points: fc.integer({ min: 60, max: 70 }), sick: fc.constantFrom(0, 40, 41) }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(people, (list) => {
        const units = list.map(({ points, sick }, index) => person(`p${index}`, points, sick));
        const result = under('s4', units, { calendar: { from: '2026-01-01', asOf: '2026-02-01' } });
        const graded = list.map((one, index) => ({ ...one, excellent: unitOf(result, `p${index}`).grade === 'excellent' }));
        const best = graded.filter(({ excellent }) => excellent);
        const rest = graded.filter(({ excellent, sick }) => !excellent && sick <= 40);
        return best.length <= Math.floor(list.length * 0.3) && best.every(({ sick, points }) => sick <= 40 && rest.every((other) => other.points < points));
      }),
      RUNS,
    );
  });
});

describe('S9: months', () => {
  const VALUES: Readonly<Record<string, number>> = { good5: 100, good4: 85, good3: 70, good2: 55, good1: 40 };
  const PAID: Readonly<Record<string, number>> = { good5: 1000, good4: 800, good3: 600, good2: 400, good1: 200 };
  const level = fc.constantFrom(...Object.keys(VALUES));

  it('pay, excellent and failing months follow from each month alone', () => {
    fc.assert(
      fc.property(fc.array(level, { minLength: 1, maxLength: 12 }), (levels) => {
        const periods = levels.map((one, index) => [
          `m${String(index + 1).padStart(2, '0')}`,
          {
            values: { sales: { sold: '100', target: '100', minimum: '0' }, pay: { base: '1000' } },
            ratings: { superiors: { roster: null, counts: { overall: { [one]: 1 } } } },
          },
        ]);
        const unit = unitOf(under('s9', [{ id: 'u', category: 'sales', periods: Object.fromEntries(periods) }]), 'u');
        const count = (wanted: readonly string[]) => levels.filter((one) => wanted.includes(one)).length;
        expect([figureAt(unit, 'pay'), figureAt(unit, 'excellent-months'), figureAt(unit, 'failing-months')]).toEqual([
          String(levels.reduce((sum, one) => sum + (PAID[one] ?? 0), 0)),
          String(count(['good5'])),
          String(count(['good2', 'good1'])),
        ]);
      }),
      RUNS,
    );
  });
});

describe('S10: terms', () => {
  const AREAS = ['core', 'building', 'democracy', 'mass'];
  const figure = fc.integer({ min: 0, max: 20 });

  it('the level is that of the worst sum of results against the sum of plans', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(figure, figure, figure), { minLength: 4, maxLength: 4 }), (areas) => {
        const year = (index: number) =>
          Object.fromEntries(AREAS.map((area, a) => [area, [{ goal: 'g', target: '10', actual: String(areas[a]?.[index] ?? 0) }]]));
        const periods = Object.fromEntries([0, 1, 2].map((index) => [`y${index + 1}`, { values: year(index) }]));
        const unit = unitOf(under('s10', [{ id: 'u', category: 'villages', periods }]), 'u');
        const worst = Math.min(...areas.map((list) => list.reduce((a, b) => a + b, 0)));
        expect(unit.grade).toBe(worst >= 30 ? 'done' : worst >= 24 ? 'basically' : 'not-done');
      }),
      RUNS,
    );
  });
});

describe('every tree', () => {
  const nodes = (tree: ResultNode): ResultNode[] => [tree, ...tree.children.flatMap(nodes)];

  it('says its rule in both languages, and prints a figure exactly where it has one', () => {
    const result = under('s6', [
      { id: 'd', category: 'departments', values: { total: { score: '90' }, facts: { graduates: '100', rate: '96', bonus: '10', budget: '10' } } },
      { id: 'college', category: 'college', values: { facts: { rate: '90', provincial: '85' } } },
    ]);
    for (const one of result.units.flatMap(({ tree, figures = [], payouts = [] }) => [tree, ...figures, ...payouts].flatMap(nodes))) {
      expect([one.id, one.rule.zh !== '', one.rule.en !== '', one.exact === null]).toEqual([one.id, true, true, one.rounded === null]);
    }
  });
});
