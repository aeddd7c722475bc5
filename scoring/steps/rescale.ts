import { exact, isZero, least, most, type Rational, round, toDouble, toText } from '../exact.ts';
import { type Context, type Draft, lacking, note } from '../nodes/draft.ts';
import type { ResultNode, Text } from '../result.ts';
import type { Anchor, RescaleStep } from '../scheme/steps.ts';
import type { Field } from './field.ts';

/** Longest figure that a rule prints exactly. */
const READABLE = 12;

const place = (end: Anchor, field: Field | undefined): Rational | null => {
  if (end !== 'lowest' && end !== 'highest') return exact(end);
  return field === undefined ? null : field[end];
};

/** A figure inside a rule: exact where it is short, otherwise with at least four decimals. */
export const printed = (value: Rational, { decimals }: Pick<Context, 'decimals'>): string => {
  const text = toText(value);
  return text.length <= READABLE ? text : round(value, Math.max(decimals, 4));
};

const END: Readonly<Record<'lowest' | 'highest', Text>> = {
  lowest: { zh: '本类别最低值', en: 'the lowest of the category' },
  highest: { zh: '本类别最高值', en: 'the highest of the category' },
};

function ruleOf(step: RescaleStep, ends: readonly [Rational, Rational], draft: Draft, context: Context): Text {
  const name = (index: 0 | 1, language: keyof Text): string => {
    const end = step.from[index];
    const figure = printed(ends[index], context);
    if (end !== 'lowest' && end !== 'highest') return figure;
    return language === 'zh' ? `${END[end].zh}（${figure}）` : `${END[end].en} (${figure})`;
  };
  const own = draft.value === null ? '—' : printed(draft.value, context);
  const [a, b] = step.to;
  return {
    zh: `${draft.rule.zh}；所得 ${own} 再换算：${name(0, 'zh')} 计 ${a}，${name(1, 'zh')} 计 ${b}，其间按比例`,
    en: `${draft.rule.en}; the result, ${own}, is rescaled: ${name(0, 'en')} becomes ${a}, ${name(1, 'en')} becomes ${b}, evenly between`,
  };
}

/** Nothing lies outside the lowest and highest value of a category; between fixed numbers there is no such limit. */
function scaleOf({ from, to }: RescaleStep): ResultNode['scale'] {
  if (from[0] !== 'lowest' || from[1] !== 'highest') return { unit: 'points' };
  const [a, b] = [exact(to[0]), exact(to[1])];
  return { unit: 'points', min: toText(least(a, b)), max: toText(most(a, b)) };
}

/**
 * to₀ + (value − from₀) ÷ (from₁ − from₀) × (to₁ − to₀). With `from: [lowest, highest]` this is min–max scaling over the
 * units of the category, with `[0, highest]` per cent of the best, with two numbers a fixed goalpost; `to: [100, 0]`
 * turns the scale round. Where all units have the same value there is nothing to spread and no figure.
 * The sampling error is stretched alike; the ends are taken as they are, not as estimates.
 */
export function rescale(step: RescaleStep, draft: Draft, field: Field | undefined, context: Context): Draft {
  const scale = scaleOf(step);
  const [low, high] = [place(step.from[0], field), place(step.from[1], field)];
  if (draft.value === null || low === null || high === null) return { ...draft, scale };
  const rule = ruleOf(step, [low, high], draft, context);
  const width = high.sub(low);
  if (isZero(width)) {
    const flat = note('missing', '本类别各单位的值都相同，无法换算。', 'All units of the category have the same value; there is nothing to spread.');
    return lacking('incomplete', scale, rule, { inputs: draft.inputs, children: draft.children, notes: [...draft.notes, flat] });
  }
  const [start, end] = [exact(step.to[0]), exact(step.to[1])];
  const factor = end.sub(start).div(width);
  const stretch = toDouble(factor);
  const spread = { ...draft.spread, variance: draft.spread.variance * stretch * stretch };
  return { ...draft, value: start.add(draft.value.sub(low).mul(factor)), scale, rule, spread };
}
