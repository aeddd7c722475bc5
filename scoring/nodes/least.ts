import { least, type Rational, ZERO } from '../exact.ts';
import type { Text } from '../result.ts';
import type { LeastNode } from '../scheme/nodes.ts';
import { type Context, type Draft, having, lacking, type Scored, shown } from './draft.ts';
import { absenceOf, fateOf, missingNote, zeroNote } from './missing.ts';

/**
 * The lowest of the parts. A part without a value leaves none here, since it might be the lowest, unless it counts as 0.
 * Carries no interval: the sampling error of a minimum is not that of the part that happens to be lowest.
 */
export function leastOf(node: LeastNode, parts: readonly Scored[], context: Context): Draft {
  const fates = parts.map((part, index) => fateOf(part, node.parts[index]?.if_missing ?? node.missing));
  const line = (language: keyof Text): string =>
    parts.map((part) => `${part.node.label[language]} ${shown(part.value, context)}`).join(language === 'zh' ? '、' : ', ');
  const rule = { zh: `取最低：${line('zh')}`, en: `Lowest of: ${line('en')}` };
  const scale = { unit: node.unit ?? 'points' } as const;
  const notes = parts.flatMap(({ node: { label } }, index) => {
    if (fates[index] === 'counts') return [];
    return [fates[index] === 'zero' ? zeroNote(label) : missingNote(label)];
  });
  const more = { notes, children: parts.map((part) => part.node) };
  if (fates.some((fate) => fate === 'blocks' || fate === 'handed-on')) return lacking(absenceOf(parts), scale, rule, more);
  const values = parts.map(({ value }): Rational => value ?? ZERO);
  return having(values.slice(1).reduce(least, values[0] ?? ZERO), scale, rule, more);
}
