import { expect, test } from 'vitest';
import type { Note, ResultNode } from '../../scoring/result.ts';
import { missingFigures } from '../../site/facts/missing.ts';

const text = (zh: string) => ({ zh, en: zh });
const gap = (zh: string): Note => ({ kind: 'missing', text: text(zh) });
const node = (id: string, more: Partial<ResultNode> = {}): ResultNode => ({
  id,
  label: text(id),
  operation: 'weighted',
  exact: null,
  rounded: null,
  scale: { unit: 'points' },
  rule: text(''),
  inputs: [],
  notes: [],
  visibility: 'public',
  children: [],
  ...more,
});

test('a total that waits names the goals without a figure, from the part down', () => {
  const goal = node('g1', { operation: 'goal-numeric', notes: [gap('未报告')] });
  const done = node('g2', { operation: 'goal-numeric', exact: '100', rounded: '100.00' });
  const moved = node('key-tasks', { operation: 'mean' });
  const empty = node('image', { exact: '80', rounded: '80.00', children: [node('panel', { notes: [gap('没有答案')] })] });
  const part = node('business', { operation: 'completion', notes: [gap('g1')], children: [goal, done] });
  const total = node('total', { notes: [gap('business')], children: [part, moved, empty] });
  expect(missingFigures(total)).toEqual([{ id: 'g1', labels: [text('business'), text('g1')], reason: text('未报告'), isGoal: true }]);
});

test('what a reader may not see is told by the part above it', () => {
  const hidden = node('secret', { visibility: 'office', notes: [gap('没有数')] });
  const total = node('total', { notes: [gap('有一部分没有得分')], children: [hidden] });
  expect(missingFigures(total)).toEqual([{ id: 'total', labels: [], reason: text('有一部分没有得分'), isGoal: false }]);
});

test('a total that is there waits for nothing', () => {
  expect(missingFigures(node('total', { exact: '90', rounded: '90.00', children: [node('p', { notes: [gap('x')] })] }))).toEqual([]);
});
