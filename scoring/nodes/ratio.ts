import { isZero, toDouble, ZERO } from '../exact.ts';
import type { RatioNode } from '../scheme/nodes.ts';
import { combine } from '../uncertainty/interval.ts';
import { type Context, type Draft, having, lacking, note, type Scored, shown } from './draft.ts';
import { absenceOf, missingNote } from './missing.ts';

/**
 * First part ÷ second part. With a second part of 0 the scheme says whether that is 0 (0 of 0 items: nothing) or no figure.
 * Sampling error to first order: V(a) ÷ b² + a² × V(b) ÷ b⁴ for independent a and b.
 */
export function ratio(node: RatioNode, parts: readonly Scored[], context: Context): Draft {
  const [above, below] = parts;
  const scale = { unit: node.unit ?? 'coefficient' } as const;
  const line = (language: 'zh' | 'en'): string => parts.map((part) => `${part.node.label[language]} ${shown(part.value, context)}`).join(' ÷ ');
  const rule = { zh: `相除：${line('zh')}`, en: `Ratio: ${line('en')}` };
  const lost = parts.filter(({ value }) => value === null);
  const more = { children: parts.map((part) => part.node), notes: lost.map(({ node: { label } }) => missingNote(label)) };
  if (above === undefined || below === undefined || above.value === null || below.value === null) return lacking(absenceOf(parts), scale, rule, more);
  if (isZero(below.value)) {
    const { zh, en } = below.node.label;
    if (node.when_zero === 'zero')
      return having(ZERO, scale, rule, { ...more, notes: [note('capped', `“${zh}”为 0，按 0 计。`, `“${en}” is 0: counts as 0.`)] });
    return lacking('empty', scale, rule, { ...more, notes: [note('missing', `“${zh}”为 0，没有比率。`, `“${en}” is 0: there is no ratio.`)] });
  }
  const b = toDouble(below.value);
  const spread = combine([
    { weight: 1 / b, spread: above.spread },
    { weight: toDouble(above.value) / (b * b), spread: below.spread },
  ]);
  return having(above.value.div(below.value), scale, rule, { ...more, spread });
}
