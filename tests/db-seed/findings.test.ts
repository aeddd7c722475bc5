import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadSchemeText } from '../../content/load.ts';
import { CRITERIA } from '../../db/seed/demo/findings.ts';
import { LEVEL_VALUES } from '../../db/seed/demo/tallies.ts';
import { city, countBy, demo, ROOT } from './demo.fixture.ts';

/** All objects of a value that carry a key, wherever they stand. */
function having(value: unknown, key: string): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Object.hasOwn(value, key) ? [value as Record<string, unknown>] : [];
  return [...own, ...Object.values(value).flatMap((inner) => having(inner, key))];
}

const ids = (list: readonly Record<string, unknown>[]): Set<unknown> => new Set(list.map((one) => one.id));

describe.each(city.cycles.map((cycle) => [cycle.id, cycle.scheme] as const))('findings of %s name what %s has', (cycleId, schemeId) => {
  const scheme = parse(loadSchemeText(ROOT, schemeId)?.text ?? '') as Record<string, unknown>;
  const criteria = having(scheme, 'measure');
  const mine = demo.findings.filter((finding) => finding.cycleId === cycleId);

  test('criteria with their points', () => {
    for (const rule of CRITERIA) expect(criteria).toContainEqual(expect.objectContaining({ id: rule.id, kind: rule.kind, points: Number(rule.points) }));
    const known = new Set([...ids(criteria), ...having(scheme, 'criterion').map((node) => node.criterion)]);
    for (const finding of mine) expect(known.has(finding.criterion), finding.criterion).toBe(true);
  });

  test('tiers, key tasks, reviews and parts', () => {
    const tiers = ids(having(scheme, 'tiers').flatMap((node) => node.tiers as Record<string, unknown>[]));
    expect(mine.filter((finding) => finding.kind === 'tier').every((finding) => tiers.has(finding.level))).toBe(true);
    const held = having(scheme, 'held').map((node) => node.held);
    const tasks = ids(having(scheme, 'values').flatMap((node) => node.values as Record<string, unknown>[]));
    for (const value of demo.partValues)
      expect(value.part === 'management' ? held.includes(value.valueId) : tasks.has(value.valueId), value.valueId).toBe(true);
    const parts = ids(having(scheme, 'kind'));
    expect([...new Set([...mine.map((finding) => finding.part), ...demo.goals.map((goal) => goal.part)])].every((part) => parts.has(part))).toBe(true);
  });

  test('level values are those the ballots were counted with', () => {
    const levels = having(scheme, 'levels').flatMap((node) => node.levels as { id: string; value: number }[]);
    expect(Object.fromEntries(levels.map((level) => [level.id, level.value]))).toEqual(LEVEL_VALUES);
  });

  test('each unit has its tier and both reviews', () => {
    expect(mine.filter((finding) => finding.kind === 'tier').length).toBe(122);
    expect(demo.partValues.filter((value) => value.cycleId === cycleId && value.part === 'management').length).toBe(244);
  });
});

describe('what is special', () => {
  const of = (kind: string) => demo.findings.filter((finding) => finding.kind === kind);

  test('one veto', () =>
    expect(of('veto').map((finding) => [finding.unitId, finding.cycleId, finding.criterion])).toEqual([['transport-investment', '2025', 'safety']]));

  test('one place among the top three of the province is proved, one is not', () => {
    expect(of('override').map((finding) => [finding.unitId, finding.place, finding.document !== null])).toEqual([
      ['disabled-federation', 2, true],
      ['sports', 3, false],
    ]);
  });

  test('additions and deductions fall in each quarter of both years and carry a document', () => {
    const quarterly = demo.findings.filter((finding) => finding.kind === 'add' || finding.kind === 'deduct');
    expect(Object.keys(countBy(quarterly, (finding) => `${finding.cycleId}/${finding.periodId}`)).length).toBe(8);
    expect(quarterly.every((finding) => finding.document && finding.reasonZh && finding.reasonEn)).toBe(true);
  });

  test('departments take part in 0 to 6 key tasks, scored from 0 to 100', () => {
    const tasks = demo.partValues.filter((value) => value.part === 'key-tasks');
    const perUnit = countBy(tasks, (value) => `${value.cycleId}/${value.unitId}`);
    expect(new Set(Object.values(perUnit))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
    expect(Object.keys(perUnit).length).toBeLessThan(2 * 113);
    expect(tasks.every((value) => Number(value.value) >= 0 && Number(value.value) <= 100)).toBe(true);
  });
});
