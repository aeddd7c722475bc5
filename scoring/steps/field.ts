import type { Rational } from '../exact.ts';
import type { SchemeNode } from '../scheme/nodes.ts';

/** Lowest, highest and mean value of one part, just before one of its steps, over the units of a category that have one. */
export interface Field {
  readonly lowest: Rational;
  readonly highest: Rational;
  readonly mean: Rational;
  /** Σ (value − mean)². */
  readonly squares: Rational;
  readonly units: number;
}

/** Fields by `fieldKey`. */
export type Fields = ReadonlyMap<string, Field>;

/** Ids are unique inside a category's tree, so part and place of the step are enough. */
export const fieldKey = (node: Pick<SchemeNode, 'id'>, step: number): string => `${node.id}/${step}`;
