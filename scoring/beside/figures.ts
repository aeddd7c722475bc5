import { type Around, figuresIn } from '../nodes/around.ts';
import type { Context } from '../nodes/draft.ts';
import { evaluate } from '../nodes/evaluate.ts';
import { fieldsOf } from '../nodes/fields.ts';
import type { SchemeNode } from '../scheme/nodes.ts';
import type { Category, Scheme } from '../scheme/schema.ts';
import { type Entry, withFigure } from './entry.ts';

function addOne(node: SchemeNode, entries: readonly Entry[], around: Around, scheme: Scheme): Entry[] {
  const base = { decimals: scheme.decimals, visibility: scheme.visibility };
  const contextOf = (entry: Entry): Context => ({ ...base, unit: entry.unit, around: { ...around, own: entry.figures, field: entries } });
  const fields = fieldsOf(node, entries.map(contextOf));
  return entries.map((entry) => {
    const scored = evaluate(node, { ...contextOf(entry), fields });
    return withFigure(entry, scored.node, figuresIn(node, scored));
  });
}

/** Figures beside the total, one after the other over all units of the category, so that one may go by places on an earlier one. */
export function addFigures(category: Category, entries: readonly Entry[], around: Around, scheme: Scheme): readonly Entry[] {
  return (category.figures ?? []).reduce<readonly Entry[]>((all, node) => addOne(node, all, around, scheme), entries);
}
