import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { planFile } from '../../api/plans/export.ts';
import { readGoal } from '../../api/plans/goal-input.ts';
import { GoalTyped } from '../../api/plans/plans.shapes.ts';
import { toScoringGoal } from '../../api/scores/goals.ts';
import type { GoalRow } from '../../db/queries/progress.ts';
import { changesBetween } from '../../proof/release/plan-versions.ts';
import { goalStatus } from '../../scoring/index.ts';

const FRAME = { year: 2026, parts: [{ id: 'main-business', label: { zh: '主要业务', en: 'Main business' } }] };
const read = (more: object) => readGoal(GoalTyped.parse({ titleZh: '创建等级', kind: '等级', levels: '合格、良好、优秀', due: '12月底', ...more }), FRAME);
const fields = (more: object) => read(more).faults.map(({ field }) => field);

describe('a goal of levels as it is typed', () => {
  test('its target is one of its levels, the lowest first', () => {
    expect(read({ target: '良好', lastYear: '合格' })).toMatchObject({
      faults: [],
      goal: { kind: 'level', levels: ['合格', '良好', '优秀'], target: '1', lastYear: '0', direction: 'at-least' },
    });
  });

  test('a scale alone makes it one', () =>
    expect(read({ kind: '', levels: '三级/二级/一级', target: '一级' }).goal).toMatchObject({ kind: 'level', target: '2' }));

  test.each([
    ['a level that is not in the scale', { target: '特优' }, ['target']],
    ['a scale of one', { levels: '合格' }, ['levels']],
    ['a level twice', { levels: '合格、合格、优秀' }, ['levels']],
    ['thirteen levels', { levels: Array.from({ length: 13 }, (_, at) => `${at} 级`).join('、') }, ['levels']],
    ['a start', { start: '1' }, ['start']],
    ['levels of a numeric goal', { kind: '数值', target: '5' }, ['levels']],
  ])('%s is a fault', (_name, more, wanted) => expect(fields(more)).toEqual(wanted));
});

describe('its status', () => {
  const goal = {
    id: 'g',
    code: 'g',
    kind: 'level',
    levels: ['合格', '良好', '优秀'],
    direction: 'at-least',
    target: '2',
    start: null,
    weight: null,
  } as unknown as GoalRow;
  const status = (reported: string | null, verified: string | null = null) => {
    const entry = { reported, verified, verifiedDoneOn: null, verifiedShare: null, verificationId: null, approximate: false, comparable: true } as const;
    const { status: found, ratio } = goalStatus(
      toScoringGoal(
        goal,
        () => ({ ...entry, doneOn: null, share: null, claim: null }),
        () => [],
      ),
      '2026-12-31',
    );
    return [found, ratio];
  };

  test.each([
    [null, null, 'not-reported', null],
    ['0', null, 'not-done', '0'],
    ['1', null, 'partly', '50'],
    ['2', null, 'done', '100'],
    ['2', '1', 'partly', '50'],
  ])('reported %s and verified %s is %s', (reported, verified, wanted, ratio) => expect(status(reported, verified)).toEqual([wanted, ratio]));
});

test('a lower level is a lowered target, told by its name; another scale is another goal', () => {
  const terms = {
    code: 'g',
    parent: null,
    part: 'p',
    kind: 'level',
    direction: 'at-least',
    levels: ['合格', '良好', '优秀'],
    title: { zh: '等级', en: '' },
    promise: { zh: '', en: '' },
    measure: { zh: '', en: '' },
    start: null,
    target: '2',
    due: '2026-12-31',
  } as const;
  const cycle = { id: '2026', label: { zh: '', en: '' }, scheme: 's', periods: [] };
  expect(changesBetween([terms], [{ ...terms, target: '1' }], '2026-06-01', cycle)).toMatchObject([
    { field: 'target', from: '优秀', to: '良好', lowered: true },
  ]);
  expect(changesBetween([terms], [{ ...terms, levels: ['差', '好', '优'] }], '2026-06-01', cycle).map(({ field }) => field)).toEqual(['removed', 'added']);
});

test('a plan goes out with the names of levels, as the import reads them', async () => {
  const { titleZh, titleEn, promiseZh, promiseEn, measureZh, measureEn, levels, ...rest } = read({ target: '良好' }).goal;
  const words = { title: { zh: titleZh, en: titleEn }, promise: { zh: promiseZh, en: promiseEn }, measure: { zh: measureZh, en: measureEn } };
  const goal = { ...rest, ...words, levels: levels && [...levels], code: 'w-1', parent: null, revision: 1, returnReason: null };
  const { body } = await planFile({ goals: [goal], parts: FRAME.parts }, 'plan.csv', 'zh');
  const [headings = [], cells = []] = parse(String(body).replace(/^\ufeff/, '')) as string[][];
  const typed = Object.fromEntries(headings.map((heading, at) => [heading, cells[at] ?? '']));
  expect(typed).toMatchObject({ 类型: '等级', '档次（从低到高）': '合格、良好、优秀', 目标值: '良好', 方向: '' });
  expect(read({ levels: typed['档次（从低到高）'], target: typed['目标值'] }).goal).toMatchObject({ levels, target: '1' });
});
