import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { ResultNode } from '../../scoring/result.ts';
import { besideFacts } from '../../site/facts/beside.ts';
import { cycleOf } from '../../site/facts/cycles.ts';
import { findingLines } from '../../site/facts/findings.ts';
import { ratingFacts } from '../../site/facts/ratings.ts';
import { searchWords } from '../../site/facts/search.ts';
import { placesOf } from '../../site/facts/sources.ts';
import { BAR, bars } from '../../site/facts/spark.ts';
import { trendOf } from '../../site/facts/trend.ts';
import { type HistoryLine, unitFacts } from '../../site/facts/unit.ts';
import { unitsFacts } from '../../site/facts/units.ts';
import { loweredGoals, versionFacts } from '../../site/facts/versions.ts';
import { openRelease } from '../../site/release.ts';
import { fixtureFolder } from './build-fixture.ts';

const folder = fixtureFolder();
const release = openRelease(folder);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const inputs = (node: ResultNode): ResultNode['inputs'] => [...node.inputs, ...node.children.flatMap(inputs)];

describe('where figures come from', () => {
  const tree = release.scores.get('2024')?.result.units.find(({ id }) => id === 'water')?.tree;
  if (!tree) throw new Error('no score');

  it('every figure of a score leads somewhere: to a goal, a rating cell, a finding, or the file it stands in', () => {
    const places = placesOf(release, 'water', '2024', false);
    const found = inputs(tree).map((input) => [input.kind, places(input).to] as const);
    expect(found.length).toBeGreaterThan(20);
    for (const [kind, to] of found) {
      if (kind === 'tally') expect(to).toMatch(/^#(cell|group)-/);
      else if (kind === 'finding') expect(to).toMatch(/^#finding-\d+$/);
      else expect(to).toMatch(/^(\/units\/water\/2024#goal-|\/releases\/3\/data\/scores\/2024\/(values\.csv|input\.json)$)/);
    }
  });

  it('a goal of the year that the page shows is on the page itself', () => {
    const goal = release.plans.find(({ unit, cycle }) => unit === 'water' && cycle === '2024')?.goals[0]?.code;
    const place = placesOf(
      release,
      'water',
      '2024',
      true,
    )({ kind: 'goal', path: `units.water.values.main-business.${goal}`, label: { zh: '', en: '' }, value: '1' });
    expect(place).toEqual({ to: `#goal-${goal}`, isPage: false });
  });

  it('findings have the anchors that the score links to, with their names and documents', () => {
    const cycle = cycleOf(release, '2024');
    const withFindings = release.scores.get('2024')?.input.units.find(({ findings }) => (findings?.length ?? 0) > 0);
    if (!cycle || !withFindings) throw new Error('no findings');
    const lines = findingLines(release, withFindings.id, cycle);
    expect(lines.map(({ anchor }) => anchor)).toEqual(withFindings.findings?.map((_, index) => `finding-${index}`));
    for (const { label, finding, points } of lines) {
      expect(label.zh).not.toBe(finding.criterion);
      if (finding.kind === 'deduct') expect(points).toMatch(/^-/);
    }
  });

  it('ballots that left a question blank are counted, and a count that cannot be is not shown', () => {
    const scheme = release.schemes.get(cycleOf(release, '2024')?.scheme ?? '');
    const silent = (ballots: number | null) => ratingFacts(tree, scheme, release.city, () => ballots)?.groups[0]?.questions[0];
    const question = silent(null)?.node.answers;
    expect(silent(null)?.noAnswer).toBeNull();
    expect(silent(1000)?.noAnswer).toBe(1000 - (question?.valid ?? 0) - (question?.dontKnow ?? 0));
    expect(silent(1)?.noAnswer).toBeNull();
  });
});

describe('versions of a plan', () => {
  it('are shown newest first, with the goal named and the lowering marked', () => {
    const versions = versionFacts(release, 'water', '2025');
    expect(versions.map(({ version }) => version.version)).toEqual([2, 1]);
    const lowered = versions[0]?.changes.find(({ change }) => change.field === 'target');
    expect(lowered).toMatchObject({ title: { zh: '新增供水管网 120 公里' }, inForce: true, change: { from: '130', to: '120', lowered: true } });
    expect([...loweredGoals(release, 'water', '2025').keys()]).toContain('g1');
  });

  it('a plan that never changed has nothing to compare', () => expect(versionFacts(release, 'development-zone', '2025')).toEqual([]));
});

describe('small charts', () => {
  it('columns stay inside the chart, also for figures beyond it or none', () => {
    const chart = bars(['0', '50', '100', '4000', '-20', null]);
    for (const { y, height } of chart.bars) {
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y + height).toBeCloseTo(BAR.height);
    }
    expect(chart.bars[2]?.y).toBe(chart.line);
    expect(chart.bars.map(({ absent }) => absent)).toEqual([false, false, false, false, false, true]);
  });

  it('years under different schemes are not joined; one year alone is no trend', () => {
    const { history } = unitFacts(release, 'water', null);
    const scored = history.find(({ result }) => result?.total);
    if (!scored) throw new Error('no scored year');
    const other: HistoryLine = { ...scored, cycle: { ...scored.cycle, id: '2025', scheme: 'demo-flagship' } };
    expect(trendOf(release, history)).toBeNull();
    expect(trendOf(release, [other, scored])?.points.map(({ line, comparable }) => [line.cycle.id, comparable])).toEqual([
      ['2024', true],
      ['2025', false],
    ]);
  });
});

it('what stands beside a total is shown as far as it is public', () => {
  const facts = unitFacts(release, 'water', '2024').score;
  if (!facts) throw new Error('no score');
  const bonus: ResultNode = { ...facts.result.tree, id: 'bonus', children: [] };
  const result = {
    ...facts.result,
    rewards: [bonus],
    payouts: [{ ...bonus, visibility: 'office' as const }],
    letter: { inForce: false, missing: ['副市长'], answers: null, visibility: 'unit' as const },
  };
  const beside = besideFacts(release, { ...facts, result });
  expect(beside.lists.map(({ id }) => id)).toEqual(['rewards']);
  expect(beside.letter).toBeNull();
});

describe('errands', () => {
  it('are found by what people call them, by pinyin and initials', () => {
    const lines = unitsFacts(release).themes.flatMap((theme) => theme.lines);
    const found = (typed: string) => lines.filter(({ search }) => search.includes(typed)).flatMap(({ units }) => units.map(({ id }) => id));
    expect(found('停水')).toContain('water');
    for (const typed of ['身份证', 'shenfenzheng', 'sfz', 'id card']) expect(found(typed)).toContain('public-security');
  });

  it('lead only to units of the release', () => {
    const known = new Set(release.units.map(({ id }) => id));
    for (const { units } of unitsFacts(release).themes.flatMap((theme) => theme.lines)) for (const { id } of units) expect(known.has(id)).toBe(true);
    expect(unitsFacts({ ...release, city: { ...release.city, errands: null } }).themes).toEqual([]);
  });

  it('words of Latin letters and figures stay what they are', () => expect(searchWords(['12345', '路灯'], ['Lamp'])).toBe('12345 路灯 ludeng ld lamp'));
});
