import type { UnitResult } from '../../scoring/result.ts';

/** A linear axis that all bars of one table share: whole points around everything that is drawn. */
export interface Axis {
  readonly low: number;
  readonly high: number;
  /** Position of a value in per cent of the axis, with two decimals. */
  readonly at: (value: number | string) => number;
}

export function axisOf(values: readonly (number | string)[]): Axis {
  const numbers = values.map(Number);
  const least = Math.floor(Math.min(...numbers));
  const most = Math.ceil(Math.max(...numbers));
  const pad = most - least < 4 ? 1 : 0;
  const low = least - pad;
  const high = most + pad;
  return { low, high, at: (value) => Math.round(((Number(value) - low) / (high - low)) * 10_000) / 100 };
}

/** The axis of a category: every total and both ends of every interval. */
export function axisOfUnits(units: readonly UnitResult[]): Axis | null {
  const values = units.flatMap(({ total, interval }) =>
    total === null ? [] : [total.rounded, interval?.low ?? total.rounded, interval?.high ?? total.rounded],
  );
  return values.length === 0 ? null : axisOf(values);
}
