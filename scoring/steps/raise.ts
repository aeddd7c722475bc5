import { exact } from '../exact.ts';
import { type Context, type Draft, having, note } from '../nodes/draft.ts';
import { findingsOf, fromFinding, type Placed } from '../nodes/read.ts';
import type { SchemeNode } from '../scheme/nodes.ts';
import type { RaiseStep } from '../scheme/steps.ts';
import { sourceOf } from '../scheme/walk.ts';

/** A claim counts with a place within reach and, where the scheme asks for it, its document. */
function isProved({ finding }: Placed, step: RaiseStep): boolean {
  const placed = finding.place !== undefined && finding.place <= step.place_at_most;
  return placed && (step.proof === 'none' || (finding.source ?? '').trim() !== '');
}

const unproved = (step: RaiseStep) =>
  note(
    'unproved',
    `“${step.label.zh}”：需要第 ${step.place_at_most} 名以内${step.proof === 'none' ? '' : '并附证明文件'}，未获证明，不生效。`,
    `“${step.label.en}”: a place within ${step.place_at_most}${step.proof === 'none' ? '' : ' and its document'} is needed; unproved, no effect.`,
  );

const raised = (step: RaiseStep) => note('override', `“${step.label.zh}”已获证明，提高到 ${step.to}。`, `“${step.label.en}” is proved: raised to ${step.to}.`);

const unchanged = (step: RaiseStep) =>
  note('override', `“${step.label.zh}”已获证明；原值不低于 ${step.to}，不变。`, `“${step.label.en}” is proved; the value is not below ${step.to} and stays.`);

/**
 * Raises the value to `to` on a proved claim; never lowers it. An unproved claim has no effect and is shown.
 * A raised value has no sampling error: it was decided, not estimated.
 */
export function raise(step: RaiseStep, draft: Draft, node: SchemeNode, context: Context): Draft {
  const claims = findingsOf(context.unit, sourceOf(node), ['override']).filter(({ finding }) => finding.criterion === step.criterion);
  if (claims.length === 0) return draft;
  const inputs = [...draft.inputs, ...claims.map((claim) => fromFinding(context.unit, claim, step.label, String(claim.finding.place ?? '—')))];
  const seen = { ...draft, inputs };
  if (!claims.some((claim) => isProved(claim, step))) return { ...seen, notes: [...draft.notes, unproved(step)] };
  const to = exact(step.to);
  if (draft.value === null && step.without_figure === 'leave') return seen;
  if (draft.value !== null && draft.value.compare(to) >= 0) return { ...seen, notes: [...draft.notes, unchanged(step)] };
  return having(to, draft.scale, draft.rule, { inputs, children: draft.children, notes: [...draft.notes, raised(step)] });
}
