import { exact, isZero, rootOf, toDouble } from '../exact.ts';
import { type Context, type Draft, lacking, note } from '../nodes/draft.ts';
import type { Text } from '../result.ts';
import type { StandardiseStep } from '../scheme/steps.ts';
import type { Field } from './field.ts';
import { printed } from './rescale.ts';

function ruleOf(step: StandardiseStep, draft: Draft, field: Field, deviation: string, context: Context): Text {
  const own = draft.value === null ? '—' : printed(draft.value, context);
  const line = `${step.mean} + (${own} − ${printed(field.mean, context)}) ÷ ${deviation} × ${step.deviation}`;
  return {
    zh: `${draft.rule.zh}；所得 ${own} 再标准化（${field.units} 个单位的平均数和标准差）：${line}`,
    en: `${draft.rule.en}; the result, ${own}, is standardised by the mean and deviation of ${field.units} units: ${line}`,
  };
}

/**
 * mean + (value − M) ÷ S × deviation, with M the mean of the category's values and S their standard deviation,
 * √(Σ (value − M)² ÷ n) or over n − 1, cut after 20 decimals. No figure where all values are alike or there is only one.
 * The sampling error is stretched alike; M and S are taken as they are, not as estimates.
 */
export function standardise(step: StandardiseStep, draft: Draft, field: Field | undefined, context: Context): Draft {
  const scale = { unit: 'points' } as const;
  if (draft.value === null || field === undefined) return { ...draft, scale };
  if (isZero(field.squares)) {
    const flat = note('missing', '本类别各单位的值都相同，无法换算。', 'All units of the category have the same value; there is nothing to spread.');
    return lacking('incomplete', scale, draft.rule, { inputs: draft.inputs, children: draft.children, notes: [...draft.notes, flat] });
  }
  const spread = rootOf(field.squares.div(exact(step.divide_by === 'n' ? field.units : field.units - 1)));
  const factor = exact(step.deviation).div(spread);
  const stretch = toDouble(factor);
  const value = exact(step.mean).add(draft.value.sub(field.mean).mul(factor));
  const rule = ruleOf(step, draft, field, printed(spread, context), context);
  return { ...draft, value, scale, rule, spread: { ...draft.spread, variance: draft.spread.variance * stretch * stretch } };
}
