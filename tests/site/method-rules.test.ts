import { expect, test } from 'vitest';
import { nodeSchema, type SchemeNode } from '../../scoring/scheme/nodes.ts';
import { type Step, stepSchema } from '../../scoring/scheme/steps.ts';
import { LANGS } from '../../site/language.ts';
import { words } from '../../site/text/index.ts';
import { percentOf, RULES, ruleOf, STEP_RULES, signed, stepRule } from '../../site/text/method-rules.ts';

const literals = (schema: unknown, key: string): string[] =>
  (schema as { options: { shape: Record<string, { value: string }> }[] }).options.map(({ shape }) => shape[key]?.value ?? '');

test('every kind of the scheme language has a sentence of its own on the method page', () => {
  expect(literals(nodeSchema, 'kind').filter((kind) => !(kind in RULES))).toEqual([]);
});

test('a kind or step that the page does not know is told by a general sentence, not by a crash', () => {
  for (const lang of LANGS) {
    expect(ruleOf({ kind: 'of-tomorrow' } as unknown as SchemeNode, lang)).toBe(words(lang).method.kinds.other);
    expect(stepRule({ do: 'of-tomorrow' } as unknown as Step, lang)).toBe(words(lang).method.steps.other);
  }
});

test('every step of the scheme language has a sentence of its own', () => {
  expect(literals(stepSchema, 'do').filter((step) => !(step in STEP_RULES))).toEqual([]);
});

test('sentences carry the numbers of the scheme', () => {
  const label = { zh: '数', en: 'Figure' };
  const node: SchemeNode = {
    id: 'months',
    label,
    kind: 'periods',
    periods: [
      { id: 'm1', label: { zh: '1 月', en: 'January' } },
      { id: 'm2', label: { zh: '2 月', en: 'February' } },
    ],
    combine: 'mean',
    missing: 'skip',
    part: { id: 'x', label, kind: 'value', value: 'x', range: ['0', '100'] },
  };
  expect(ruleOf(node, 'zh')).toBe('逐期计算（1 月、2 月），再取平均数。没有的不计入。');
  expect(ruleOf(node, 'en')).toBe('Worked out for each period (January, February), then averaged. What is absent is left out.');
  expect(
    ruleOf(
      {
        id: 'p',
        label,
        kind: 'places',
        by: 'total',
        table: [
          { first: 3, value: '5' },
          { last: 2, value: '-1' },
        ],
        otherwise: '0',
      },
      'zh',
    ),
  ).toBe('按名次取值：前 3 名 5，后 2 名 -1，其余 0。');
  expect(stepRule({ do: 'ladder', full_from: '90', amount: '10', per: '2', change: '1', min: '0', steps: 'begun', unit: 'points' }, 'en')).toContain(
    'every 2 begun',
  );
});

test('points carry their sign, shares are told as per cent', () => {
  expect(['3', '-3', '0', '1/2'].map(signed)).toEqual(['+3', '−3', '0', '+1/2']);
  expect(['0.1', '1/3', '1'].map(percentOf)).toEqual(['10%', '33%', '100%']);
});
