import { exact, least, most, type Rational, sumOf } from '../exact.ts';
import type { SchemeNode } from '../scheme/nodes.ts';
import { walk } from '../scheme/walk.ts';
import { type Field, type Fields, fieldKey } from '../steps/field.ts';
import type { Context } from './draft.ts';
import { evaluate } from './evaluate.ts';

function fieldOf(values: readonly Rational[]): Field | null {
  const [first] = values;
  if (first === undefined) return null;
  const mean = sumOf(values).div(exact(values.length));
  const squares = sumOf(values.map((value) => value.sub(mean).mul(value.sub(mean))));
  return { lowest: values.reduce(least, first), highest: values.reduce(most, first), mean, squares, units: values.length };
}

/**
 * What the steps that compare units need to know of the category. Inner parts come first, since a part may be rescaled
 * inside another that is rescaled too; units without a value stand outside.
 */
export function fieldsOf(tree: SchemeNode, contexts: readonly Context[]): Fields {
  const fields = new Map<string, Field>();
  const inward = walk(tree).map(({ node }) => node);
  for (const node of inward.reverse()) {
    for (const [index, step] of (node.then ?? []).entries()) {
      if (step.do !== 'rescale' && step.do !== 'standardise') continue;
      const values = contexts.flatMap((context) => evaluate(node, { ...context, fields }, index).value ?? []);
      const field = fieldOf(values);
      if (field !== null) fields.set(fieldKey(node, index), field);
    }
  }
  return fields;
}
