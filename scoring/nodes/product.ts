import { ONE, type Rational, toDouble, ZERO } from '../exact.ts';
import type { Text } from '../result.ts';
import type { ProductNode } from '../scheme/nodes.ts';
import { combine, type Spread } from '../uncertainty/interval.ts';
import { type Context, type Draft, having, lacking, type Scored, shown, shownWeight } from './draft.ts';
import { absenceOf, fateOf, missingNote, zeroNote } from './missing.ts';

const productOf = (values: readonly Rational[]): Rational => values.reduce((product, value) => product.mul(value), ONE);

/** First-order sampling error of a product of independent factors: Σ (product of the others)² × variance. */
function spreadOf(parts: readonly Scored[]): Spread {
  const others = (own: number): Rational => productOf(parts.flatMap(({ value }, index) => (index === own ? [] : [value ?? ZERO])));
  return combine(parts.map(({ spread }, index) => ({ weight: spread.variance === 0 ? 0 : toDouble(others(index)), spread })));
}

const factor = ({ node, value }: Scored, context: Context): string =>
  node.scale.unit === 'coefficient' && value !== null ? shownWeight(value, { decimals: 3 }) : shown(value, context);

/** The parts multiplied: value₁ × value₂ × …. A part without a value leaves the product without one, unless it counts as 0. */
export function product(node: ProductNode, parts: readonly Scored[], context: Context): Draft {
  const fates = parts.map((part, index) => fateOf(part, node.parts[index]?.if_missing ?? node.missing));
  const line = (language: keyof Text): string => parts.map((part) => `${part.node.label[language]} ${factor(part, context)}`).join(' × ');
  const rule = { zh: `相乘：${line('zh')}`, en: `Product: ${line('en')}` };
  const scale = { unit: node.unit ?? 'points' } as const;
  const notes = parts.flatMap(({ node: { label } }, index) => {
    if (fates[index] === 'counts') return [];
    return [fates[index] === 'zero' ? zeroNote(label) : missingNote(label)];
  });
  const more = { notes, children: parts.map((part) => part.node) };
  if (fates.some((fate) => fate === 'blocks' || fate === 'handed-on')) return lacking(absenceOf(parts), scale, rule, more);
  return having(productOf(parts.map(({ value }) => value ?? ZERO)), scale, rule, { ...more, spread: spreadOf(parts) });
}
