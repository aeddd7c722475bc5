import { expect, test } from 'vitest';
import type { PlanGoal, Problem } from '../../site/workspace/server/ask.ts';
import { fromForm, nameFaults, plainFigure, toDraft, valuesOf } from '../../site/workspace/server/report-form.ts';
import { typedLines } from '../../site/workspace/server/typed-report.ts';

const goal = (code: string, kind: PlanGoal['kind'] = 'numeric') => ({ code, kind }) as PlanGoal;

test.each([
  ['１５００', '1500'],
  ['1,500,000.25', '1500000.25'],
  [' 12 . 5 ', '12.5'],
  ['−3', '-3'],
  ['１，２３４', '1234'],
  ['1,5', '1,5'],
  ['约1500', '约1500'],
  ['1500万', '1500万'],
  ['', ''],
])('a figure typed as %j is sent as %j: spelling is mended, meaning is not guessed', (typed, sent) => {
  expect(plainFigure(typed)).toBe(sent);
});

test('only goals about which something was said are sent', () => {
  const form = new FormData();
  for (const [name, value] of [
    ['revision', '3'],
    ['narrativeZh', '总体'],
    ['a:reported', '１２'],
    ['a:claim', ''],
    ['b:share', '40%'],
    ['c:notComparable', '1'],
    ['d:reported', ' '],
    ['e:claim', 'constructor'],
    ['stranger:reported', '1'],
  ] as const)
    form.set(name, value);
  const draft = toDraft(
    fromForm(
      form,
      ['a', 'b', 'c', 'd'].map((code) => goal(code)),
    ),
  );
  expect(draft).toMatchObject({ revision: 3, narrative: { zh: '总体', en: '' } });
  expect(draft.entries).toMatchObject([
    { goal: 'a', reported: '12', claim: null, comparable: true },
    { goal: 'b', reported: null, share: '40' },
    { goal: 'c', comparable: false },
  ]);
});

test('an unknown claim and a broken revision become none', () => {
  const form = new FormData();
  form.set('revision', 'x');
  form.set('a:claim', '__proto__');
  const values = fromForm(form, [goal('a')]);
  expect(toDraft(values)).toMatchObject({ revision: 0, entries: [{ goal: 'a', claim: null }] });
  expect(valuesOf(values, 'other').reported).toBe('');
});

test('a fault of the API stands at the field it is about', () => {
  const at = (path: string) => ({ path, messages: { zh: path, en: path } });
  const problem: Problem = {
    status: 422,
    code: 'x',
    messages: { zh: '', en: '' },
    errors: [at('entries.1.reported'), at('entries.0.narrative.zh'), at('goals.water-2025-1.reason'), at('narrative.en'), at('revision')],
  };
  const named = nameFaults(problem, [{ goal: 'a' }, { goal: 'b' }]);
  expect(named.errors?.map(({ path }) => path)).toEqual(['b:reported', 'a:narrativeZh', 'water-2025-1:reason', 'narrativeEn', 'revision']);
});

test('what was typed into a report that is handed in meanwhile can be copied, goal by goal', () => {
  const goals = [
    { code: 'a', title: { zh: '修路', en: 'Roads' } },
    { code: 'b', title: { zh: '架桥', en: 'Bridges' } },
  ] as PlanGoal[];
  const form = new FormData();
  for (const [name, value] of Object.entries({ 'a:reported': '１２', 'a:reason': '雨季', 'b:share': ' ', narrativeZh: '总的说来' })) form.set(name, value);
  expect(typedLines(fromForm(form, goals), goals, 'zh', '总体说明')).toEqual([
    { label: '修路', text: '12\n雨季' },
    { label: '总体说明', text: '总的说来' },
  ]);
});
