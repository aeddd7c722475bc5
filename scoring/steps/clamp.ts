import { exact, least, most, toText } from '../exact.ts';
import { type Draft, note } from '../nodes/draft.ts';
import type { ClampStep } from '../scheme/steps.ts';

/** Holds the value inside [min, max]. The sampling error is passed on; intervals end at the limits. */
export function clamp(step: ClampStep, draft: Draft): Draft {
  const { min, max } = step;
  const scale = { ...draft.scale, ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
  if (draft.value === null) return { ...draft, scale };
  const raised = min === undefined ? draft.value : most(draft.value, exact(min));
  const value = max === undefined ? raised : least(raised, exact(max));
  if (value.compare(draft.value) === 0) return { ...draft, scale };
  const [was, is] = [toText(draft.value), toText(value)];
  const cut = note(
    'capped',
    `${was} 超出 ${min ?? '−∞'}—${max ?? '∞'}，按 ${is} 计。`,
    `${was} lies outside ${min ?? '−∞'} to ${max ?? '∞'} and counts as ${is}.`,
  );
  return { ...draft, value, scale, notes: [...draft.notes, cut] };
}
