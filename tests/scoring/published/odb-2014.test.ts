import { describe, expect, it } from 'vitest';
import { type Exact, exact, type Finding, round, type ScoringInput, score, type UnitInput } from '../../../scoring/index.ts';
import { accept, DIGEST, loadScheme, nodeAt, rawScheme, unitOf } from '../support.ts';
import { cell, type Row, table } from './tables.ts';

const CHECKS = {
  exists: 'aExists',
  available: 'bAvailable',
  'machine-readable': 'cMachineReadable',
  bulk: 'dBulk',
  free: 'eFree',
  license: 'fLicense',
  updated: 'gUpdated',
  sustainable: 'hSustainable',
  discoverable: 'iDiscoverable',
  linked: 'jLinked',
} as const;

const sheets = table('odb-2014/datasets');
const ranking = table('odb-2014/rankings');
/** Namibia's code, NA, is empty in the published ranking. */
const idOf = (row: Row): string => cell(row, 'ISO2').toLowerCase() || 'na';
const dataset = (row: Row): string => cell(row, 'Variable').replace('ODB.2013.', '').toLowerCase();
const clusterOf = new Map(
  table('odb-2014/clusters').map((row) => [cell(row, 'code').replace('ODB.2013.', '').toLowerCase(), cell(row, 'component').replace('_', '-')]),
);

function countryOf(row: Row): UnitInput {
  const own = sheets.filter((sheet) => idOf(sheet) === idOf(row));
  const answers = own.map((sheet) => {
    const each = Object.entries(CHECKS).map(([id, column]) => [id, Number(sheet[column]) > 0 ? 'yes' : 'no']);
    return [`${dataset(sheet)}-checks`, Object.fromEntries(each)] as const;
  });
  const late = own.filter((sheet) => sheet['gUpdated'] === '-5');
  const findings = late.map((sheet): Finding => ({ part: `${dataset(sheet)}-age`, kind: 'deduct', criterion: 'out-of-date' }));
  return { id: idOf(row), category: 'countries', answers: Object.fromEntries(answers), findings };
}

const inputOf = (scheme: string, units: readonly UnitInput[]): ScoringInput => ({ scheme, cycle: '2014', units });
const values = (row: Row, columns: Readonly<Record<string, string>>): Record<string, Record<string, Exact>> =>
  Object.fromEntries(Object.entries(columns).map(([part, column]) => [part, { score: cell(row, column) }]));
const unitsOf = (columns: Readonly<Record<string, string>>): UnitInput[] =>
  ranking.map((row) => ({ id: idOf(row), category: 'countries', values: values(row, columns) }));

describe('Open Data Barometer 2014: data sets', () => {
  const result = score(loadScheme('odb-2014-datasets'), inputOf('odb-2014-datasets', ranking.map(countryOf)), DIGEST);
  const at = (row: Row, path: string) => nodeAt(unitOf(result, idOf(row)).tree, path).exact ?? '';

  it('is stored whole', () => expect([sheets.length, ranking.length, clusterOf.size]).toEqual([1290, 86, 15]));

  it('gives all 1,290 data sets their published points, 287 of them with the deduction', () => {
    const computed = sheets.map((row) => at(row, `${clusterOf.get(dataset(row))}/${dataset(row)}`));
    expect(computed).toEqual(sheets.map((row) => row['CalculatedScore']));
    expect(sheets.filter((row) => row['gUpdated'] === '-5')).toHaveLength(287);
  });

  it.each([
    ['innovation', 'Datasets_Innovation'],
    ['social-policy', 'Datasets_Social_Policy'],
    ['accountability', 'Datasets_Accountability'],
  ])('gives all 86 countries their published cluster %s', (cluster, column) => {
    expect(ranking.map((row) => at(row, cluster))).toEqual(ranking.map((row) => row[column]));
  });

  it('gives all 86 countries their published mean, to the last printed digit', () => {
    for (const row of ranking) {
      const printed = cell(row, 'Datasets_Average');
      const digits = printed.split('.')[1]?.length ?? 0;
      expect([row['ISO2'], round(exact(unitOf(result, idOf(row)).total?.exact ?? '0'), digits)]).toEqual([row['ISO2'], printed]);
    }
  });

  it('uses every answer and every deduction', () => expect(result.unused).toEqual([]));
});

describe('Open Data Barometer 2014: score and rank', () => {
  const columns = { readiness: 'Readiness', implementation: 'Implementation', impact: 'Impact' };
  const input = inputOf('odb-2014', unitsOf(columns));
  const result = score(loadScheme('odb-2014'), input, DIGEST);

  it('prints all 86 scaled scores as published', () => {
    const computed = ranking.map((row) => Number(unitOf(result, idOf(row)).total?.rounded));
    expect(computed).toEqual(ranking.map((row) => Number(row['ODB-Scaled'])));
  });

  it('gives all 86 published ranks, which compare scores rounded to whole numbers', () => {
    expect(ranking.map((row) => unitOf(result, idOf(row)).rank)).toEqual(ranking.map((row) => Number(row['ODB-Rank'])));
  });

  it.each(['printed', 'exact'])('has 35 other ranks on %s scores', (on) => {
    const other = score(accept({ ...rawScheme('odb-2014'), rank_on: on }), input, DIGEST);
    const moved = ranking.filter((row) => unitOf(other, idOf(row)).rank !== Number(row['ODB-Rank']));
    expect(moved).toHaveLength(35);
  });

  it('has the published raw score, a third of the weighted total, before it is rescaled', () => {
    const raw = rawScheme('odb-2014');
    delete raw.categories[0].tree.then;
    const before = score(accept(raw), input, DIGEST);
    for (const row of ranking) {
      const off = exact(unitOf(before, idOf(row)).total?.exact ?? '0')
        .div(exact(3))
        .sub(exact(cell(row, 'ODB-Score')));
      expect(Math.abs(off.valueOf())).toBeLessThan(2e-15);
    }
  });

  it('tells where the figure comes from', () => {
    const best = ranking.find((row) => row['ODB-Rank'] === '1') ?? {};
    expect(unitOf(result, idOf(best)).tree.rule.en).toMatch(
      /is rescaled: the lowest of the category \(-?\d+\.\d+\) becomes 0, the highest of the category \(\d+\.\d+\) becomes 100/,
    );
  });
});

describe('Open Data Barometer 2014: sub-indexes', () => {
  const alone = (column: string) => score(loadScheme('odb-2014-subindex'), inputOf('odb-2014-subindex', unitsOf({ subindex: column })), DIGEST);

  it.each(['Readiness', 'Implementation', 'Impact'])('prints all 86 scaled values of %s as published', (column) => {
    const result = alone(column);
    expect(ranking.map((row) => unitOf(result, idOf(row)).total?.rounded)).toEqual(ranking.map((row) => row[`${column}-Scaled`]));
  });

  it('gives all 86 published ranks of Readiness, which compare exact scores where those of the total compare rounded ones', () => {
    const result = alone('Readiness');
    expect(ranking.map((row) => unitOf(result, idOf(row)).rank)).toEqual(ranking.map((row) => Number(row['Readiness-Rank'])));
  });

  it('holds all 86 published ranks of Implementation between the first and last place of a tied set; the publisher gave equal scores an order without a rule', () => {
    const input = inputOf('odb-2014-subindex', unitsOf({ subindex: 'Implementation' }));
    const under = (ties: string) => score(accept({ ...rawScheme('odb-2014-subindex'), ties }), input, DIGEST);
    const [first, last] = [under('competition'), under('last')];
    const places = ranking.map((row) => [unitOf(first, idOf(row)).rank ?? 0, Number(row['Implementation-Rank']), unitOf(last, idOf(row)).rank ?? 0] as const);
    expect(places.filter(([from, printed, until]) => from <= printed && printed <= until)).toHaveLength(86);
    expect(places.filter(([from, printed]) => from === printed)).toHaveLength(70);
  });

  it.each([
    ['Readiness', ['Government', 'Citizens', 'Entrepreneurs']],
    ['Impact', ['Political', 'Social', 'Economic']],
  ] as const)('is the mean of its three components: %s', (column, components) => {
    const raw = rawScheme('odb-2014');
    delete raw.categories[0].tree.then;
    raw.categories[0].tree.sum = 3;
    for (const part of raw.categories[0].tree.parts) part.weight = 1;
    const [readiness, implementation, impact] = components.map((name) => `${column}_${name}`) as [string, string, string];
    const result = score(accept(raw), inputOf('odb-2014', unitsOf({ readiness, implementation, impact })), DIGEST);
    for (const row of ranking) {
      const off = exact(unitOf(result, idOf(row)).total?.exact ?? '0').sub(exact(cell(row, column)));
      expect(Math.abs(off.valueOf())).toBeLessThan(1e-14);
    }
  });
});
