import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Result, UnitResult } from '../../scoring/result.ts';
import { quotable, rankingFacts } from '../../site/facts/ranking.ts';
import { rankingHistory } from '../../site/facts/ranking-history.ts';
import { openRelease, type Release } from '../../site/release.ts';
import { fixtureFolder } from './build-fixture.ts';

let release: Release;
let folder: string;

beforeAll(() => {
  folder = fixtureFolder();
  release = openRelease(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The release with other departments. */
function withUnits(change: (units: readonly UnitResult[]) => readonly UnitResult[]): Release {
  const scores = release.scores.get('2024');
  if (!scores) throw new Error('no scores');
  const units = change(scores.result.units.filter(({ category }) => category === 'departments'));
  const category = scores.result.categories.find(({ id }) => id === 'departments');
  if (!category) throw new Error('no departments');
  const scored = units.filter(({ total }) => total !== null);
  const result: Result = {
    ...scores.result,
    units,
    categories: [{ ...category, units: units.length, withTotal: scored.length, mean: scored.length === 0 ? null : category.mean }],
  };
  return { ...release, scores: new Map([['2024', { ...scores, result }]]) };
}

const said = (of: Release) => (['zh', 'en'] as const).map((lang) => quotable(of, rankingFacts(of, '2024', 'departments'), lang));
const without = (unit: UnitResult): UnitResult => ({ ...unit, total: null, rank: null, rankInterval: null, band: null, interval: null, grade: null });

describe('the sentence to quote', () => {
  it('counts bands of those that have a total, and names release and day', () => {
    const [zh, en] = said(release);
    expect(zh).toMatch(
      /^2024 年度市直单位共 7 个，其中 6 个有总分，平均 [\d.]+ 分：\d 个明显高于平均，\d 个与平均分不出高低，\d 个明显低于平均.*（置信水平 95%，只含随机误差；第 3 号发布，2025年12月15日）。$/,
    );
    expect(en).toMatch(
      /^City departments, .*: 6 of 7 have a total, with a mean of [\d.]+; .* \(level 95%, chance variation only; release 3, 15 December 2025\)\.$/,
    );
  });

  it('says so when all have a total, and counts one as one', () => {
    const all = withUnits((units) =>
      units.filter(({ total }) => total !== null).map((unit, index) => ({ ...unit, band: index === 0 ? 'clearly-above' : 'not-separable' })),
    );
    const [zh, en] = said(all);
    expect(zh).toContain('共 6 个，都有总分');
    expect(en).toContain('all 6 have a total');
    expect(en).toContain('1 is clearly above it, 5 cannot be separated from it and 0 are clearly below it');
  });

  it('claims no comparison where none was made', () => {
    const [zh, en] = said(withUnits((units) => units.map((unit) => ({ ...unit, band: null }))));
    expect(zh).toContain('误差无从估计，因此不分高低');
    expect(en).toContain('none is called above or below');
  });

  it('with one total left has nothing to compare', () => {
    const [zh, en] = said(withUnits((units) => units.map((unit) => (unit.id === 'water' ? { ...unit, band: null } : without(unit)))));
    expect(zh).toMatch(/共 7 个，只有市水利局有总分，得分 [\d.]+，无从比较/);
    expect(en).toMatch(/of 7 only Water Resources Bureau has a total, [\d.]+; there is nothing to compare/);
  });

  it('without any total says why there are no ranks, also in a category of one', () => {
    for (const keep of [7, 1]) {
      const [zh, en] = said(withUnits((units) => units.slice(0, keep).map(without)));
      expect(zh).toContain(`共 ${keep} 个，${keep > 1 ? '都' : ''}缺少办法规定的数字，没有总分，也没有名次`);
      expect(en).toContain('there are no totals and no ranks');
    }
  });

  it('says that a result is provisional', () => {
    const manifest = { ...release.manifest, kind: 'score', stage: 'provisional', cycles: ['2024'], objectionsUntil: '2025-12-24' } as const;
    const [zh, en] = said({ ...release, manifest });
    expect(zh).toContain('公示结果，第 3 号发布');
    expect(en).toContain('provisional, release 3');
  });

  it('warns of few answers', () => {
    const few = withUnits((units) =>
      units.map((unit) => ({ ...unit, tree: { ...unit.tree, operation: 'image', answers: { valid: 12, dontKnow: 0, label: 'few' } } })),
    );
    expect(said(few)[0]).toContain('其中 6 个收到的答案较少');
  });
});

describe('over the years', () => {
  it('there is no table of one year', () => expect(rankingHistory(release, rankingFacts(release, '2024', 'departments'))).toBeNull());

  it('each unit stands where it stood in its year, and nowhere in a year without a total', () => {
    const earlier = release.scores.get('2024');
    if (!earlier) throw new Error('no scores');
    const newest = withUnits((units) => units.map((unit) => (unit.id === 'health' ? without(unit) : unit))).scores.get('2024');
    if (!newest) throw new Error('no scores');
    const both: Release = {
      ...release,
      scores: new Map([
        ['2024', earlier],
        ['2025', { ...newest, cycle: '2025' }],
      ]),
    };
    const history = rankingHistory(both, rankingFacts(both, '2025', 'departments'));
    expect(history?.cycles.map(({ cycle, sameScheme }) => [cycle.id, sameScheme])).toEqual([
      ['2025', true],
      ['2024', false],
    ]);
    const water = earlier.result.units.find(({ id }) => id === 'water');
    expect(history?.lines.find(({ unit }) => unit === 'water')?.standings[1]).toEqual({ rank: water?.rank, band: water?.band });
    const back = rankingHistory(both, rankingFacts(both, '2024', 'departments'));
    expect(back).toBeNull();
    expect(history?.lines.some(({ unit }) => unit === 'health')).toBe(false);
  });
});
