import { exact, type Rational, round, toText } from '../exact.ts';
import type { GradeBand, Scheme, Veto } from '../scheme/schema.ts';

/** Bands from the lowest to the highest. */
export function ascending(bands: readonly GradeBand[]): readonly GradeBand[] {
  return [...bands].sort((a, b) => {
    if (a.from === undefined) return -1;
    return b.from === undefined ? 1 : exact(a.from).compare(exact(b.from));
  });
}

/** The band of an exact total: from ≤ total < below. Null without a total or without bands. */
export function bandOf(total: Rational | null, bands: readonly GradeBand[]): GradeBand | null {
  if (total === null) return null;
  return ascending(bands).findLast(({ from }) => from === undefined || total.compare(exact(from)) >= 0) ?? null;
}

/** Grade id after vetoes: the band of the exact total, but not above the lowest cap among the vetoes. */
export function gradeOf(total: Rational | null, scheme: Pick<Scheme, 'grades'>, vetoes: readonly Veto[]): string | null {
  const order = ascending(scheme.grades?.bands ?? []).map(({ id }) => id);
  const own = bandOf(total, scheme.grades?.bands ?? []);
  if (own === null) return null;
  const caps = vetoes.flatMap(({ caps_grade: cap }) => (cap === undefined ? [] : [order.indexOf(cap)]));
  return order[Math.min(order.indexOf(own.id), ...caps)] ?? null;
}

/** Most digits that a page adds to make a verdict plain. */
const PLAINEST = 12;

/**
 * The total as a page prints it beside a verdict: at the scheme's decimals, or with as many more as it takes until the
 * printed figure falls on the same side of every limit as the exact one (`89.996` under a limit of 90 prints `89.996`).
 */
export function printedBeside(total: Rational, limits: readonly Rational[], decimals: number): string {
  const agrees = (text: string): boolean => limits.every((limit) => total.compare(limit) >= 0 === exact(text).compare(limit) >= 0);
  for (let digits = decimals; digits <= PLAINEST; digits += 1) {
    const text = round(total, digits);
    if (agrees(text)) return text;
  }
  return toText(total);
}
