import { describe, expect, test } from 'vitest';
import { city, countBy, demo, generate } from './demo.fixture.ts';

const goalsOf = (prefix: string) => demo.goals.filter((goal) => goal.code.startsWith(`${prefix}-`));
const entryOf = (code: string) => {
  const goal = demo.goals.find((one) => one.code === code);
  return demo.entries.filter((entry) => entry.goalId === goal?.id).at(-1);
};
const category = new Map(city.units.map((unit) => [unit.id, unit.category]));

test('the same seed and moment give the same bytes', () => {
  const { ballots: _, ...rows } = demo;
  const { ballots: again, ...others } = generate();
  expect(JSON.stringify(others)).toBe(JSON.stringify(rows));
  expect(JSON.stringify([...again('demo-2025')])).toBe(JSON.stringify([...demo.ballots('demo-2025')]));
});

describe('plans and goals', () => {
  test('each unit has a final plan with a public notice in both years', () => {
    expect(demo.plans.filter(({ version }) => version === 1).length).toBe(2 * 122);
    expect(demo.plans.every((plan) => plan.state === 'final' && plan.noticeFrom && plan.noticeTo && plan.finalAt && plan.noticeTo < plan.finalAt)).toBe(true);
  });

  test('a department has 4 to 8 goals of its main business, a county or the zone 8 indicators', () => {
    for (const plan of demo.plans) {
      const top = demo.goals.filter((goal) => goal.planId === plan.id && goal.parentId === null);
      const department = category.get(plan.unitId) === 'departments';
      expect(top.length, plan.unitId).toBeGreaterThanOrEqual(department ? 4 : 8);
      expect(top.length, plan.unitId).toBeLessThanOrEqual(8);
      expect(new Set(top.map((goal) => goal.part))).toEqual(new Set([department ? 'main-business' : 'indicators']));
    }
  });

  test('ids and codes are unique, parents come before their components', () => {
    expect(new Set(demo.goals.map((goal) => goal.id)).size).toBe(demo.goals.length);
    expect(new Set(demo.goals.map((goal) => `${goal.planId} ${goal.code}`)).size).toBe(demo.goals.length);
    const seen = new Set<string>();
    for (const goal of demo.goals) {
      if (goal.parentId) expect(seen.has(goal.parentId), goal.code).toBe(true);
      seen.add(goal.id);
    }
  });

  test('three plans have a second version with a reason and the same goals: lowered late, raised, and later', () => {
    const second = demo.plans.filter(({ version }) => version === 2);
    expect(second.map(({ unitId }) => unitId).sort()).toEqual(['agriculture', 'archives', 'transport']);
    for (const plan of second) {
      const first = demo.plans.find(({ unitId, cycleId, version }) => unitId === plan.unitId && cycleId === plan.cycleId && version === 1);
      const terms = (id?: string) => new Map(demo.goals.filter(({ planId }) => planId === id).map((goal) => [goal.code, `${goal.target} ${goal.due}`]));
      const [before, after] = [terms(first?.id), terms(plan.id)];
      expect([...after].filter(([code, is]) => before.get(code) !== is)).toHaveLength(1);
      expect([...after.keys()]).toEqual([...before.keys()]);
      expect(plan.reasonZh && plan.reasonEn && plan.approverZh && plan.finalAt && first?.finalAt && plan.finalAt > first.finalAt).toBe(true);
    }
  });

  test('titles of one plan differ, in both languages', () => {
    const keys = demo.goals.map((goal) => `${goal.planId}/${goal.titleZh}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(demo.goals.every((goal) => goal.titleEn !== '' && /[一-鿿]/.test(goal.titleZh))).toBe(true);
  });

  test('all three kinds of goal occur', () => {
    const kinds = countBy(demo.goals, (goal) => goal.kind);
    expect(kinds.numeric).toBeGreaterThan(800);
    expect(kinds.milestone).toBeGreaterThan(100);
    expect(kinds.composite).toBeGreaterThan(10);
  });
});

describe('figures borrowed from published reports', () => {
  test.each([
    ['water-2025-1-1', { reported: undefined, doneOn: undefined, claim: 'done' }],
    ['water-2025-1-2', { doneOn: '2025-12-31', claim: 'done' }],
    ['water-2025-1-3', { share: '0', claim: 'done' }],
    ['water-2025-1-5', { reported: '1560', claim: 'done' }],
    ['water-2025-2-1', { reported: '4' }],
    ['water-2025-2-2', { reported: '4.5' }],
    ['water-2025-2-3', { reported: '100000', approximate: true, comparable: false }],
    ['water-2025-2-4', { reported: undefined, claim: undefined }],
    ['water-2025-3-1', { reported: '12.3' }],
    ['water-2025-3-3', { reported: '5050' }],
    ['education-2025-1-1', { reported: '6' }],
    ['education-2025-1-2', { reported: '7' }],
    ['education-2025-1-3', { reported: '24942' }],
    ['education-2025-2-1', { reported: '9', claim: 'partly' }],
    ['education-2025-2-2', { reported: '2486.5' }],
  ] as const)('%s stands as printed', (code, expected) => {
    const entry = entryOf(code);
    for (const [key, value] of Object.entries(expected)) expect(entry?.[key as keyof typeof entry], key).toBe(value);
  });

  test.each(['water-2025-1-4', 'water-2025-3-2'])('%s is not reported', (code) => {
    expect(demo.goals.some((goal) => goal.code === code)).toBe(true);
    expect(entryOf(code)).toBeUndefined();
  });

  test('plans stand as printed and say where they come from', () => {
    const targets = Object.fromEntries([...goalsOf('water-2025'), ...goalsOf('education-2025')].map((goal) => [goal.code, goal.target]));
    expect(targets).toMatchObject({
      'water-2025-1-5': '1500',
      'water-2025-2-3': '3',
      'water-2025-2-4': '1930',
      'water-2025-3-1': '11',
      'water-2025-3-3': '5000',
      'education-2025-1-1': '7',
      'education-2025-2-1': '13',
    });
    const borrowed = demo.goals.filter((goal) => goal.borrowedZh);
    expect(borrowed.every((goal) => goal.borrowedZh?.startsWith('借用') && goal.borrowedEn?.startsWith('Borrowed'))).toBe(true);
    expect(new Set(borrowed.map((goal) => goal.code.split('-2025')[0]))).toEqual(new Set(['water', 'education']));
  });

  test('percentages of the source agree: 106.32 % and 88.49 %', () => {
    expect(((24942 / 23460) * 100).toFixed(2)).toBe('106.32');
    expect(((2486.5 / 2810) * 100).toFixed(2)).toBe('88.49');
  });
});
