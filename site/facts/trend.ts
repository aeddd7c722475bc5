import type { Release } from '../release.ts';
import { axisOf } from './axis.ts';
import type { HistoryLine } from './unit.ts';

/** A year's total in a small chart; places in the chart's own units from the top left. */
export interface TrendPoint {
  readonly line: HistoryLine;
  readonly total: string;
  readonly x: number;
  readonly y: number;
  /** Ends of the interval; null without one. */
  readonly range: readonly [number, number] | null;
  /** The scheme is that of the year before, so that the two compare. */
  readonly comparable: boolean;
}

export const TREND = { step: 76, height: 88, top: 18, bottom: 64 } as const;

/** Totals over the years, oldest first. Null below two of them. */
export function trendOf(release: Release, history: readonly HistoryLine[]): { readonly width: number; readonly points: readonly TrendPoint[] } | null {
  const scored = history
    .flatMap((line) => (line.result?.total ? [{ line, total: line.result.total.rounded, interval: line.result.interval }] : []))
    .toReversed();
  if (scored.length < 2) return null;
  const axis = axisOf(scored.flatMap(({ total, interval }) => [total, interval?.low ?? total, interval?.high ?? total]));
  const at = (value: string): number => Math.round((TREND.bottom - (axis.at(value) / 100) * (TREND.bottom - TREND.top)) * 100) / 100;
  const points = scored.map(({ line, total, interval }, index): TrendPoint => {
    const before = scored[index - 1];
    return {
      line,
      total,
      x: TREND.step * (index + 0.5),
      y: at(total),
      range: interval && [at(interval.low), at(interval.high)],
      comparable: before === undefined || sameScheme(release, before.line, line),
    };
  });
  return { width: TREND.step * scored.length, points };
}

/** The digest tells, where the release names it; schemes of one id can differ in a number. */
export function sameScheme({ manifest }: Release, a: HistoryLine, b: HistoryLine): boolean {
  const digest = ({ cycle }: HistoryLine): string => manifest.schemes[cycle.id] ?? cycle.scheme;
  return digest(a) === digest(b);
}
