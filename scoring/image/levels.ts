import { exact, least, most, toDouble, toText, ZERO } from '../exact.ts';
import type { ResultNode, Text } from '../result.ts';
import type { ImageNode } from '../scheme/nodes.ts';

/** How far level values lie apart, on the scale of ratings. */
export interface LevelSpan {
  /** Highest minus lowest value. */
  readonly range: number;
  /** Least distance between two different values. */
  readonly step: number;
}

/** What the levels of a scheme say, worked out once for all units. */
export interface LevelScale extends LevelSpan {
  /** Each level's value as whole points; value = points ÷ unit. */
  readonly points: readonly bigint[];
  readonly unit: bigint;
  /** From the lowest to the highest level value. */
  readonly scale: ResultNode['scale'];
  /** Rule of a question, with the levels' names and values. */
  readonly rule: Text;
}

const known = new WeakMap<ImageNode['levels'], LevelScale>();

function spanOf(levels: ImageNode['levels']): LevelSpan {
  const values = levels.map(({ value }) => toDouble(exact(value))).sort((a, b) => a - b);
  const gaps = values.slice(1).map((value, index) => value - (values[index] ?? value));
  const range = (values.at(-1) ?? 0) - (values[0] ?? 0);
  return { range, step: gaps.reduce((smallest, gap) => (gap > 0 && gap < smallest ? gap : smallest), range) };
}

function measured(levels: ImageNode['levels']): LevelScale {
  const values = levels.map(({ value }) => exact(value));
  const [first = ZERO] = values;
  const unit = values.reduce((product, { d }) => (product % d === 0n ? product : product * d), 1n);
  const list = (language: keyof Text): string => levels.map(({ label, value }) => `${label[language]} ${value}`).join(' / ');
  return {
    ...spanOf(levels),
    points: values.map(({ s, n, d }) => s * n * (unit / d)),
    unit,
    scale: { unit: 'points', min: toText(values.reduce(least, first)), max: toText(values.reduce(most, first)) },
    rule: { zh: `有效答案的平均分：${list('zh')}`, en: `Mean over the valid answers: ${list('en')}` },
  };
}

/** The levels of an image as a scale. */
export function scaleOf({ levels }: Pick<ImageNode, 'levels'>): LevelScale {
  const found = known.get(levels) ?? measured(levels);
  known.set(levels, found);
  return found;
}
