import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exact, type Scheme, score, type UnitInput } from '../../scoring/index.ts';
import { accept, DIGEST, kindsOf, type Loose, loadScheme, nodeAt, rawScheme, unitOf } from './support.ts';

type Ends = readonly [string | number, string | number];

/** One value a unit, rescaled; more steps may follow. */
function scheme(from: Ends, to: Ends, ...more: Loose[]): Scheme {
  const raw = rawScheme('odb-2014-subindex');
  const node = raw.categories[0].tree;
  Object.assign(node, { range: [-1000, 1000] });
  Reflect.set(node, 'then', [{ do: 'rescale', from, to }, ...more]);
  return accept({ ...raw, decimals: 2 });
}

const unit = (id: string, value: string | null): UnitInput => ({
  id,
  category: 'countries',
  ...(value !== null && { values: { subindex: { score: value } } }),
});
const scored = (one: Scheme, values: readonly (string | null)[]) =>
  score(one, { scheme: one.id, cycle: '1', units: values.map((value, n) => unit(`u${n}`, value)) }, DIGEST);
const totals = (one: Scheme, values: readonly (string | null)[]) => scored(one, values).units.map(({ total }) => total?.exact ?? null);

const MIN_MAX = scheme(['lowest', 'highest'], [0, 100]);

describe('rescaling', () => {
  it.each<[string, Ends, Ends, string[], string[]]>([
    ['min–max over the category', ['lowest', 'highest'], [0, 100], ['2', '4', '7'], ['0', '40', '100']],
    ['onto 60 to 100', ['lowest', 'highest'], [60, 100], ['2', '4', '7'], ['60', '76', '100']],
    ['lower is better', ['lowest', 'highest'], [100, 0], ['2', '4', '7'], ['100', '60', '0']],
    ['per cent of the best', [0, 'highest'], [0, 100], ['2', '4', '8'], ['25', '50', '100']],
    ['against a fixed goal', ['lowest', 10], [0, 1], ['2', '4', '6'], ['0', '0.25', '0.5']],
    ['between two fixed numbers, and beyond them', [20, 40], [0, 1], ['20', '50', '10'], ['0', '1.5', '-0.5']],
    ['thirds stay exact', ['lowest', 'highest'], [0, 1], ['0', '1', '3'], ['0', '1/3', '1']],
  ])('%s', (_, from, to, values, wanted) => expect(totals(scheme(from, to), values)).toEqual(wanted));

  it('leaves units without a value outside', () => expect(totals(MIN_MAX, ['5', null, '10'])).toEqual(['0', null, '100']));

  it.each([[['4']], [['4', '4', '4']]])('gives no figure where there is nothing to spread: %j', (values) => {
    const result = scored(MIN_MAX, values);
    expect(result.units.map(({ total }) => total)).toEqual(values.map(() => null));
    expect(result.units[0]?.notes[0]?.text.en).toContain('All units of the category have the same value');
  });

  it('says what it did, with the lowest and highest value', () => {
    expect(unitOf(scored(MIN_MAX, ['2', '4', '7']), 'u1').tree.rule).toEqual({
      zh: '给定分值，范围 -1000—1000；所得 4 再换算：本类别最低值（2） 计 0，本类别最高值（7） 计 100，其间按比例',
      en: 'Given figure, from -1000 to 1000; the result, 4, is rescaled: the lowest of the category (2) becomes 0, the highest of the category (7) becomes 100, evenly between',
    });
  });

  it('knows its limits where it has any', () => {
    expect(unitOf(scored(MIN_MAX, ['2', '4']), 'u0').tree.scale).toEqual({ unit: 'points', min: '0', max: '100' });
    expect(unitOf(scored(scheme([20, 40], [0, 1]), ['2', '4']), 'u0').tree.scale).toEqual({ unit: 'points' });
  });

  it('takes steps in their order, each over the values before it', () => {
    const capped = scheme(['lowest', 'highest'], [0, 100], { do: 'clamp', max: 80 }, { do: 'rescale', from: [0, 'highest'], to: [0, 10] });
    expect(totals(capped, ['0', '2', '5'])).toEqual(['0', '5', '10']);
  });

  it('goes by each category alone', () => {
    const raw = rawScheme('odb-2014-subindex');
    raw.categories.push({ ...structuredClone(raw.categories[0]), id: 'islands' });
    const units = [unit('a', '1'), unit('b', '2'), { ...unit('c', '5'), category: 'islands' }, { ...unit('d', '9'), category: 'islands' }];
    const result = score(accept(raw), { scheme: raw.id, cycle: '1', units }, DIGEST);
    expect(result.units.map(({ total }) => total?.exact)).toEqual(['0', '100', '0', '100']);
  });

  it('works on a part, inner ones first', () => {
    const raw = rawScheme('odb-2014');
    for (const part of raw.categories[0].tree.parts) Reflect.set(part, 'then', [{ do: 'rescale', from: ['lowest', 'highest'], to: [0, 100] }]);
    const values = (a: string, b: string, c: string): UnitInput['values'] => ({ readiness: { score: a }, implementation: { score: b }, impact: { score: c } });
    const units = [values('0', '0', '2'), values('1', '2', '1'), values('2', '1', '0')].map((own, n) => ({
      id: `u${n}`,
      category: 'countries',
      values: own ?? {},
    }));
    const result = score(accept(raw), { scheme: raw.id, cycle: '1', units }, DIGEST);
    expect(nodeAt(unitOf(result, 'u1').tree, 'implementation').exact).toBe('100');
    expect(result.units.map(({ total }) => total?.exact)).toEqual(['0', '100', '50']);
  });

  it('keeps order, and is its own result when done twice', () => {
    const twice = scheme(['lowest', 'highest'], [0, 100], { do: 'rescale', from: ['lowest', 'highest'], to: [0, 100] });
    const values = fc.uniqueArray(fc.integer({ min: -900, max: 900 }), { minLength: 2, maxLength: 8 }).map((all) => all.map(String));
    fc.assert(
      fc.property(values, (all) => {
        const once = totals(MIN_MAX, all);
        expect(totals(twice, all)).toEqual(once);
        const order = (list: readonly (string | null)[]) => list.map((_, n) => n).sort((i, j) => exact(list[i] ?? '0').compare(exact(list[j] ?? '0')));
        expect(order(once)).toEqual(order(all));
      }),
      { numRuns: 60 },
    );
  });

  it('stretches the interval of an estimate', () => {
    const raw = rawScheme('bloomington-2017');
    const input = {
      scheme: raw.id,
      cycle: '1',
      units: ['a', 'b'].map((id, n) => ({
        id,
        category: 'services',
        ratings: { residents: { roster: null, counts: { quality: { excellent: 50, poor: 50 + n * 100 } } } },
      })),
    };
    const plain = unitOf(score(accept(raw), input, DIGEST), 'a');
    Reflect.set(raw.categories[0].tree, 'then', [{ do: 'rescale', from: [0, 100], to: [0, 10] }]);
    const tenth = unitOf(score(accept(raw), input, DIGEST), 'a');
    expect(Number(tenth.interval?.low)).toBeCloseTo(Number(plain.interval?.low) / 10, 3);
  });

  it('compares units in figures beside the total too', () => {
    const raw = rawScheme('odb-2014-subindex');
    delete raw.categories[0].tree.then;
    const figure = { id: 'relative', label: { zh: '相对', en: 'Relative' }, kind: 'figure', of: 'subindex' };
    Reflect.set(figure, 'then', [{ do: 'rescale', from: ['lowest', 'highest'], to: [0, 1] }]);
    raw.categories[0].figures = [figure];
    const result = score(accept(raw), { scheme: raw.id, cycle: '1', units: [unit('a', '1'), unit('b', '3'), unit('c', '5')] }, DIGEST);
    expect(result.units.map(({ total, figures }) => [total?.exact, figures?.[0]?.exact])).toEqual([
      ['1', '0'],
      ['3', '0.5'],
      ['5', '1'],
    ]);
  });
});

describe('a checklist', () => {
  const godi = loadScheme('godi-2015');
  const YES = Object.fromEntries(
    ['exists', 'digital', 'public', 'online', 'free', 'machinereadable', 'bulk', 'openlicense', 'uptodate'].map((id) => [id, 'yes']),
  );
  const map = (answers: Record<string, string | null>) => {
    const result = score(godi, { scheme: 'godi-2015', cycle: '1', units: [{ id: 'x', category: 'places', answers: { map: answers } }] }, DIGEST);
    return nodeAt(unitOf(result, 'x').tree, 'map');
  };

  it('adds the points of the answers', () => {
    expect(map(YES)).toMatchObject({ exact: '100', scale: { min: '0', max: '100' } });
    expect(map({ ...YES, openlicense: 'no', bulk: 'unsure' }).exact).toBe('60');
  });

  it('says of each question what was answered and what it earned', () => {
    const license = nodeAt(map({ ...YES, openlicense: 'unsure' }), 'openlicense');
    expect(license).toMatchObject({ exact: '0', rule: { zh: '不确定（0）× 30', en: 'Unsure (0) × 30' } });
    expect(license.inputs).toEqual([expect.objectContaining({ path: 'units.x.answers.map.openlicense', value: 'unsure' })]);
  });

  it('has no figure while an answer is expected, and none at all where nothing was asked', () => {
    const waiting = map({ ...YES, bulk: null });
    expect([waiting.exact, kindsOf(waiting)]).toEqual([null, ['missing']]);
    expect(kindsOf(nodeAt(waiting, 'bulk'))).toEqual(['missing']);
    const { bulk: _, ...some } = YES;
    expect(map(some).exact).toBeNull();
  });

  it('counts what is not answered as 0 only when the scheme says so', () => {
    const raw = rawScheme('godi-2015');
    for (const part of raw.categories[0].tree.parts) part.missing = 'zero';
    const unitInput = { id: 'x', category: 'places', answers: { map: { exists: 'yes', bulk: null } } };
    const result = score(accept(raw), { scheme: 'godi-2015', cycle: '1', units: [unitInput] }, DIGEST);
    expect(nodeAt(unitOf(result, 'x').tree, 'map').exact).toBe('5');
  });
});
