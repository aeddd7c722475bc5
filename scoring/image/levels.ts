import { exact, toDouble } from '../exact.ts';
import type { ImageNode } from '../scheme/nodes.ts';

/** How far level values lie apart, on the scale of ratings. */
export interface LevelSpan {
  /** Highest minus lowest value. */
  readonly range: number;
  /** Least distance between two different values. */
  readonly step: number;
}

const known = new WeakMap<ImageNode['levels'], LevelSpan>();

function measure(levels: ImageNode['levels']): LevelSpan {
  const values = levels.map(({ value }) => toDouble(exact(value))).sort((a, b) => a - b);
  const gaps = values.slice(1).map((value, index) => value - (values[index] ?? value));
  const range = (values.at(-1) ?? 0) - (values[0] ?? 0);
  return { range, step: gaps.reduce((least, gap) => (gap > 0 && gap < least ? gap : least), range) };
}

/** Span of an image's levels, worked out once per scheme. */
export function spanOf({ levels }: ImageNode): LevelSpan {
  const span = known.get(levels) ?? measure(levels);
  known.set(levels, span);
  return span;
}
