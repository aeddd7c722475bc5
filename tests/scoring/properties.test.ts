import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exact, type GroupTally, normaliseInput, type ResultNode, score, type UnitInput } from '../../scoring/index.ts';
import { accept, DIGEST, finding, inputOf, loadScheme, makeUnit, nodeAt, PUBLIC, rawScheme, run, unitOf } from './support.ts';

const LEVELS = ['good5', 'good4', 'good3', 'good2', 'good1'] as const;
const PANELS = ['deputies', 'civil-servants', 'city-leaders', 'journalists', 'honorary'];
const OPEN = ['public-web', 'public-newspaper', 'community'];
const MIRROR: Record<string, string> = { excellent: 'poor', good: 'fair', fair: 'good', poor: 'excellent', dk: 'dk' };

const count = fc.integer({ min: 0, max: 40 });
const countsArb = fc.record({ good5: count, good4: count, good3: count, good2: count, good1: count, dk: count });
const openTally = fc.record(Object.fromEntries(PUBLIC.map((id) => [id, countsArb]))).map((counts): GroupTally => ({ roster: null, counts }));
const panelTally = countsArb.map((overall): GroupTally => ({ roster: null, counts: { overall } }));

const ratingsArb = fc.record(
  { ...Object.fromEntries(OPEN.map((id) => [id, openTally])), ...Object.fromEntries(PANELS.map((id) => [id, panelTally])) },
  { requiredKeys: [] },
) as fc.Arbitrary<Record<string, GroupTally>>;

const entryArb = fc.record({ criterion: fc.constantFrom('late-report', 'upheld-complaint', 'wrong-figure'), period: fc.constantFrom('q1', 'q2', 'q3', 'q4') });
const goalArb = fc.integer({ min: 0, max: 150 }).map((actual) => ({ target: '100', actual: String(actual) }));

const unitArb = (id: string): fc.Arbitrary<UnitInput> =>
  fc
    .record({
      ratings: ratingsArb,
      entries: fc.array(entryArb, { maxLength: 6 }),
      goals: fc.array(goalArb, { minLength: 1, maxLength: 4 }),
      task: fc.integer({ min: 0, max: 100 }),
    })
    .map(({ ratings, entries, goals, task }) =>
      makeUnit(id, {
        values: {
          'key-tasks': { manyuan: String(task) },
          'main-business': goals.map((goal, n) => ({ goal: `g${n}`, ...goal })),
          management: { 'half-year': '1', 'year-end': '1' },
        },
        findings: [
          finding('tier', 'banded-ranking', { level: 'tier-2' }),
          ...entries.map((entry) => finding('deduct', entry.criterion, { period: entry.period })),
        ],
        ratings,
      }),
    );

const unitsArb = fc.integer({ min: 1, max: 5 }).chain((size) => fc.tuple(...Array.from({ length: size }, (_, n) => unitArb(`u${n}`))));
const flagship = loadScheme('demo-flagship');
const RUNS = { numRuns: 40 };

const reversed = <T>(values: readonly T[]): T[] => [...values].reverse();
const backward = <T>(record: Readonly<Record<string, T>>): Record<string, T> => Object.fromEntries(reversed(Object.entries(record)));

function shuffled(unit: UnitInput): UnitInput {
  const values = Object.entries(unit.values ?? {}).map(([part, one]) => [part, Array.isArray(one) ? reversed(one) : one] as const);
  return { ...unit, values: backward(Object.fromEntries(values)), findings: reversed(unit.findings ?? []), ratings: backward(unit.ratings ?? {}) };
}

const nodes = (tree: ResultNode): ResultNode[] => [tree, ...tree.children.flatMap(nodes)];

const mapCounts = (ratings: UnitInput['ratings'], change: (value: number) => number): Record<string, GroupTally> =>
  Object.fromEntries(
    Object.entries(ratings ?? {}).map(([id, tally]) => [
      id,
      {
        ...tally,
        counts: Object.fromEntries(
          Object.entries(tally.counts).map(([question, cells]) => [
            question,
            Object.fromEntries(Object.entries(cells).map(([level, n]) => [level, change(n)])),
          ]),
        ),
      },
    ]),
  );

describe('whatever the input', () => {
  it('its order leaves no trace: same bytes', () => {
    fc.assert(
      fc.property(unitsArb, (units) => {
        const there = JSON.stringify(score(flagship, inputOf(units), DIGEST));
        expect(JSON.stringify(score(flagship, inputOf(reversed(units).map(shuffled)), DIGEST))).toBe(there);
        expect(JSON.stringify(score(flagship, normaliseInput(inputOf(units)), DIGEST))).toBe(there);
      }),
      RUNS,
    );
  });

  it('casting every ballot twice leaves every mean', () => {
    fc.assert(
      fc.property(
        unitArb('u').filter((unit) => Object.keys(unit.ratings ?? {}).length > 0),
        (unit) => {
          const many = { ...unit, ratings: mapCounts(unit.ratings, (n) => n * 10) };
          const twice = { ...unit, ratings: mapCounts(unit.ratings, (n) => n * 20) };
          expect(unitOf(run([twice]), 'u').total).toEqual(unitOf(run([many]), 'u').total);
        },
      ),
      RUNS,
    );
  });

  it('one better answer never lowers public image, total or rank', () => {
    const arb = fc.record({
      units: unitsArb,
      group: fc.constantFrom(...OPEN),
      question: fc.constantFrom(...PUBLIC),
      from: fc.integer({ min: 1, max: 4 }),
      to: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(arb, ({ units, group, question, from, to }) => {
        const [first, ...others] = units;
        const tally = first?.ratings?.[group];
        const [worse, better] = [LEVELS[from] ?? 'good1', LEVELS[to] ?? 'good5'];
        const cells = tally?.counts[question];
        fc.pre(first !== undefined && tally !== undefined && cells !== undefined && to < from && (cells[worse] ?? 0) > 0);
        const moved = { ...cells, [worse]: (cells[worse] ?? 0) - 1, [better]: (cells[better] ?? 0) + 1 };
        const after = { ...first, ratings: { ...first.ratings, [group]: { ...tally, counts: { ...tally.counts, [question]: moved } } } };
        const [a, b] = [unitOf(run(units), 'u0'), unitOf(run([after, ...others]), 'u0')];
        if (a.total === null || b.total === null) {
          expect(b.total).toBe(a.total);
          return;
        }
        expect(exact(b.total.exact).compare(exact(a.total.exact))).toBeGreaterThanOrEqual(0);
        expect(b.rank ?? 0).toBeLessThanOrEqual(a.rank ?? 0);
      }),
      { numRuns: 150 },
    );
  });

  it('mirrored answers on a mirrored scale mirror the score and keep the width of its interval', () => {
    const survey = loadScheme('bloomington-2017');
    const cells = fc.record({ excellent: count, good: count, fair: count, poor: count, dk: count });
    fc.assert(
      fc.property(cells, (counts) => {
        const unit = (id: string, quality: Record<string, number>): UnitInput => ({
          id,
          category: 'services',
          ratings: { residents: { roster: null, counts: { quality } } },
        });
        const mirrored = Object.fromEntries(Object.entries(counts).map(([level, n]) => [MIRROR[level] ?? level, n]));
        const result = run([unit('a', counts), unit('b', mirrored)], survey);
        const [a, b] = [unitOf(result, 'a'), unitOf(result, 'b')];
        if (a.total === null || b.total === null) {
          expect(b.total).toBe(a.total);
          return;
        }
        expect(exact(a.total.exact).add(exact(b.total.exact)).equals(100)).toBe(true);
        expect(Number(a.interval?.low) + Number(b.interval?.high)).toBeCloseTo(100, 3);
      }),
      { numRuns: 100 },
    );
  });

  it('redistribution keeps the sum of weights', () => {
    fc.assert(
      fc.property(unitArb('u'), (unit) => {
        for (const node of nodes(unitOf(run([unit]), 'u').tree)) {
          const weights = node.children.flatMap(({ weight }) => (weight ? [weight] : []));
          if (weights.length === 0 || node.exact === null) continue;
          const sum = (pick: 'stated' | 'applied') => weights.reduce((all, weight) => all.add(exact(weight[pick])), exact(0));
          expect(sum('applied').equals(sum('stated'))).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('limits hold: every value lies inside its scale, every interval holds its value', () => {
    fc.assert(
      fc.property(unitsArb, (units) => {
        for (const node of run(units).units.flatMap(({ tree }) => nodes(tree))) {
          if (node.exact === null) continue;
          const value = exact(node.exact);
          if (node.scale.min !== undefined) expect(value.compare(exact(node.scale.min))).toBeGreaterThanOrEqual(0);
          if (node.scale.max !== undefined) expect(value.compare(exact(node.scale.max))).toBeLessThanOrEqual(0);
          expect(Number(node.interval?.low)).toBeLessThanOrEqual(value.valueOf() + 1e-4);
          expect(Number(node.interval?.high)).toBeGreaterThanOrEqual(value.valueOf() - 1e-4);
        }
      }),
      RUNS,
    );
  });

  it('grades, ranks and bands fit the totals; equal printed totals share a rank', () => {
    fc.assert(
      fc.property(unitsArb, (units) => {
        const rated = run(units).units.flatMap(({ total, ...unit }) => (total === null ? [] : [{ ...unit, total }]));
        for (const a of rated) {
          for (const b of rated) {
            if (rated.length < 2) continue;
            const order = Number(a.total.rounded) - Number(b.total.rounded);
            expect(Math.sign((b.rank ?? 0) - (a.rank ?? 0))).toBe(Math.sign(order));
            if (a.band === 'clearly-above' && b.band === 'clearly-below') expect(order).toBeGreaterThan(0);
          }
          expect(a.rankInterval?.[0] ?? 1).toBeLessThanOrEqual(a.rank ?? 1);
        }
      }),
      RUNS,
    );
  });

  it('an empty unit has no result, never 0', () => {
    const unit = unitOf(run([{ id: 'empty', category: 'departments' }, makeUnit('full')]), 'empty');
    expect(unit).toMatchObject({ total: null, grade: null, rank: null, band: null, rankInterval: null, interval: null, commended: false });
    expect(nodes(unit.tree).filter(({ exact: value }) => value !== null)).toEqual([]);
  });

  it('every node speaks both languages and prints what it holds', () => {
    fc.assert(
      fc.property(unitsArb, (units) => {
        for (const node of run(units).units.flatMap(({ tree }) => nodes(tree))) {
          for (const text of [node.label, node.rule, ...node.notes.map((one) => one.text), ...node.inputs.map((one) => one.label)]) {
            expect(text.zh !== '' && text.en !== '').toBe(true);
          }
          expect(node.rounded === null).toBe(node.exact === null);
          expect(node.rounded).not.toBe('-0.00');
        }
      }),
      { numRuns: 15 },
    );
  });

  it('what no node reads is listed as unused', () => {
    const raw = rawScheme('demo-flagship');
    raw.categories[0].tree.parts[2].parts[0].criteria.push({
      id: 'later',
      kind: 'add',
      points: 1,
      label: { zh: '后', en: 'Later' },
      measure: { zh: '每件', en: 'each' },
    });
    const findings = [
      finding('tier', 'banded-ranking', { level: 'tier-2' }),
      finding('add', 'later', { period: 'q1' }),
      finding('add', 'open-data', { period: 'q1' }),
    ];
    expect(run([makeUnit('u', { findings })], accept(raw)).unused).toEqual([]);
    const settled = { part: 'main-business', kind: 'level', criterion: 'office-figure', goal: 'g1', points: '50' } as const;
    const result = run([makeUnit('u', { findings: [finding('tier', 'banded-ranking', { level: 'tier-2' }), settled] })]);
    expect(nodeAt(unitOf(result, 'u').tree, 'achievements/main-business/g1').exact).toBe('100');
    expect(result.unused).toEqual(['units.u.findings.1']);
  });
});
