import { exact, floorOf, toDouble, toText, ZERO } from '../exact.ts';
import { limitText, within } from '../limits.ts';
import type { Draft } from '../nodes/draft.ts';
import type { Text } from '../result.ts';
import type { BandsStep, CutStep, PlusStep, TimesStep } from '../scheme/plain-steps.ts';
import { EXACTLY } from '../uncertainty/interval.ts';

const after = (rule: Text, zh: string, en: string): Text => ({ zh: `${rule.zh}；${zh}`, en: `${rule.en}; ${en}` });

/** value × by. Sampling error is stretched alike. */
export function times(step: TimesStep, draft: Draft): Draft {
  const by = exact(step.by);
  const size = toDouble(by);
  const spread = { ...draft.spread, variance: draft.spread.variance * size * size };
  const scale = { unit: step.unit ?? draft.scale.unit };
  return { ...draft, value: draft.value?.mul(by) ?? null, spread, scale, rule: after(draft.rule, `乘以 ${step.by}`, `times ${step.by}`) };
}

/** value + by. */
export function plus(step: PlusStep, draft: Draft): Draft {
  const less = step.by.startsWith('-');
  const size = less ? step.by.slice(1) : step.by;
  const rule = after(draft.rule, `${less ? '减' : '加'} ${size}`, `${less ? 'less' : 'plus'} ${size}`);
  return { ...draft, value: draft.value?.add(exact(step.by)) ?? null, scale: { unit: draft.scale.unit }, rule };
}

/** sign(value) × floor(|value| ÷ to) × to: a full multiple of `to`, never further from zero. A stepped value carries no interval. */
export function cut(step: CutStep, draft: Draft): Draft {
  const rule = after(draft.rule, `只计满 ${step.to} 的部分`, `full multiples of ${step.to} only`);
  if (draft.value === null) return { ...draft, rule };
  const to = exact(step.to);
  const size = exact(floorOf(draft.value.abs().div(to)).toString()).mul(to);
  return { ...draft, value: draft.value.compare(ZERO) < 0 ? size.neg() : size, spread: EXACTLY, rule };
}

/** The value of the band that the exact value lies in. Limits decide exactly; the interval ends here. */
export function bands(step: BandsStep, draft: Draft): Draft {
  const scale = { unit: step.unit ?? draft.scale.unit };
  const { value } = draft;
  const found = value === null ? undefined : step.bands.find((one) => within(value, one));
  if (value === null || found === undefined) return { ...draft, scale };
  const limits = limitText(found);
  const rule = after(draft.rule, `${toText(value)}（${limits.zh}）计 ${found.value}`, `${toText(value)} (${limits.en}) counts ${found.value}`);
  return { ...draft, value: exact(found.value), scale, spread: EXACTLY, rule };
}
