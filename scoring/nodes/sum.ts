import { sumOf, ZERO } from '../exact.ts';
import type { Text } from '../result.ts';
import type { SumNode } from '../scheme/nodes.ts';
import { combine } from '../uncertainty/interval.ts';
import { type Context, type Draft, having, lacking, POINTS, type Scored, shown } from './draft.ts';
import { absenceOf, fateOf, missingNote, zeroNote } from './missing.ts';

/** Plain sum of the parts. A part without a value leaves the sum without one, unless the scheme counts it as 0. */
export function sum(node: SumNode, parts: readonly Scored[], context: Context): Draft {
  const fates = parts.map((part, index) => fateOf(part, node.parts[index]?.if_missing ?? node.missing));
  const line = (language: keyof Text): string => parts.map((part) => `${part.node.label[language]} ${shown(part.value, context)}`).join(' + ');
  const rule = { zh: `相加：${line('zh')}`, en: `Sum: ${line('en')}` };
  const notes = parts.flatMap((part, index) => {
    if (fates[index] === 'zero') return [zeroNote(part.node.label)];
    return fates[index] === 'counts' ? [] : [missingNote(part.node.label)];
  });
  const more = { notes, children: parts.map((part) => part.node) };
  if (fates.some((fate) => fate === 'blocks' || fate === 'handed-on')) return lacking(absenceOf(parts), POINTS, rule, more);
  const spread = combine(parts.map((part) => ({ weight: 1, spread: part.spread })));
  return having(sumOf(parts.map((part) => part.value ?? ZERO)), POINTS, rule, { ...more, spread });
}
