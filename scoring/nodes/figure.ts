import type { FigureNode } from '../scheme/nodes.ts';
import { type Figure, figureOf, NOTHING_AROUND } from './around.ts';
import { type Context, type Draft, having, lacking, shown } from './draft.ts';
import { missingNote } from './missing.ts';

/** The figure, or the member of it that the node names. */
function meant(node: FigureNode, whole: Figure | null): Figure | null {
  if (node.member === undefined) return whole;
  const member = whole?.node.children.find(({ id }) => id === node.member);
  return member === undefined ? null : figureOf(member, 'empty');
}

/** A figure of the same unit that was worked out before, taken over exactly. */
export function figure(node: FigureNode, context: Context): Draft {
  const found = meant(node, (context.around ?? NOTHING_AROUND).own.get(node.of) ?? null);
  const label = found?.node.label ?? { zh: node.of, en: node.of };
  const scale = { ...found?.node.scale, unit: node.unit ?? found?.node.scale.unit ?? 'points' };
  const value = found?.value ?? null;
  const rule = { zh: `取自“${label.zh}”：${shown(value, context)}`, en: `Taken from “${label.en}”: ${shown(value, context)}` };
  if (found === null || value === null) return lacking(found?.absence ?? 'incomplete', scale, rule, { notes: [missingNote(label)] });
  return having(value, scale, rule, { spread: found.spread });
}
