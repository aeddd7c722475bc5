import { exact, sumOf, toText, ZERO } from '../exact.ts';
import type { ResultNode, Text } from '../result.ts';
import type { ItemsNode } from '../scheme/nodes.ts';
import { sourceOf } from '../scheme/walk.ts';
import { type Context, type Draft, having, lacking, shown } from './draft.ts';
import { absenceOf, fateOf, missingNote, zeroNote } from './missing.ts';
import { givenNode } from './value.ts';

/** Sum of item scores, each from 0 to the item's points; the scale is 0 to the sum of all points. */
export function items(node: ItemsNode, context: Context): Draft {
  const part = sourceOf(node);
  const entries = node.items.map(({ id, label, points }) => givenNode({ part, id, label, range: ['0', points] }, context));
  const fates = entries.map((entry) => fateOf(entry, node.missing));
  const line = (language: keyof Text): string => entries.map(({ node: item, value }) => `${item.label[language]} ${shown(value, context)}`).join(' + ');
  const rule = { zh: `各项得分相加：${line('zh')}`, en: `Sum of the items: ${line('en')}` };
  const scale: ResultNode['scale'] = { unit: 'points', min: '0', max: toText(sumOf(node.items.map(({ points }) => exact(points)))) };
  const notes = entries.flatMap(({ node: { label } }, index) => {
    if (fates[index] === 'counts') return [];
    return [fates[index] === 'zero' ? zeroNote(label) : missingNote(label)];
  });
  const more = { notes, children: entries.map((entry) => entry.node) };
  if (fates.includes('blocks')) return lacking(absenceOf(entries), scale, rule, more);
  return having(sumOf(entries.map((entry) => entry.value ?? ZERO)), scale, rule, more);
}
