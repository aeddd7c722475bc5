import { doubleOf, exact, type Rational, toDouble } from '../exact.ts';
import type { GroupTally } from '../input.ts';
import { type Spread, Z } from '../uncertainty/interval.ts';
import type { LevelSpan } from './levels.ts';
import type { QuestionFigure } from './question.ts';

/** A question that entered its group's score, with its share of the group (shares sum to 1). */
export interface Entered {
  readonly figure: QuestionFigure;
  readonly share: Rational;
}

/** Sampling error of a group's score; `bound` when it is wider than it need be, because a figure is absent. */
export interface GroupSpread extends Spread {
  readonly bound: boolean;
}

/** Key of a pair in `products` and `pairs`: both ids in code-unit order, joined by `*`. */
export const pairKey = (a: string, b: string): string => (a <= b ? `${a}*${b}` : `${b}*${a}`);

/**
 * Least variance of a mean over n answers: agreement of all is no certainty about those who did not answer. Of them, up to
 * z² ÷ (n + z²) may answer otherwise (upper limit at an observed share of 0), and another answer lies at least one level
 * away, so that the half-width z × √variance is never below step × z² ÷ (n + z²). Nor are they surer than n answers of which
 * one lies a level off, with √variance = step ÷ n; that is the larger figure below 5 answers.
 * Source of the share: E. B. Wilson, Journal of the American Statistical Association 22 (1927).
 */
export function leastVariance(valid: number, step: number): number {
  const unseen = Z / (valid + Z * Z);
  const error = step * (unseen * valid > 1 ? unseen : 1 / valid);
  return error * error;
}

/**
 * Variance of one question's mean: s² ÷ n with s² = Σ count × (value − mean)² ÷ (n − 1), never below `leastVariance`.
 * One single answer tells nothing about its spread; it gets the largest variance that the level values can have, range² ÷ 4.
 */
function ofMean({ valid, squares }: QuestionFigure, { range, step }: LevelSpan): MeanVariance {
  if (valid < 2) return { variance: (range * range) / 4, floored: false };
  const variance = toDouble(squares.div(exact(valid - 1)).div(exact(valid)));
  const least = leastVariance(valid, step);
  return variance < least ? { variance: least, floored: true } : { variance, floored: false };
}

interface MeanVariance {
  readonly variance: number;
  /** True: the answers agree so far that the floor stands in for their spread. */
  readonly floored: boolean;
}

/**
 * Covariance of the means of two questions answered on the same ballots: (Σ both x·y − m × mean(x) × mean(y)) ÷ (m − 1) × m ÷ (n(x) × n(y)),
 * with m the ballots that answered both. It takes the mean over those m ballots for the mean over all: the sums over
 * pairs of ballots are not published, since with them single answers could be worked out. Null where a figure is absent.
 */
function covariance(x: QuestionFigure, y: QuestionFigure, tally: GroupTally): number | null {
  const key = pairKey(x.question.id, y.question.id);
  const product = tally.products?.[key];
  const both = tally.pairs?.[key];
  if (product === undefined || both === undefined || x.mean === null || y.mean === null) return null;
  if (both === 0) return 0;
  if (both === 1) return null;
  return scatter(exact(product), x.mean, y.mean, { both: BigInt(both), answers: BigInt(x.valid) * BigInt(y.valid) });
}

/** (Σ both x·y − m × mean(x) × mean(y)) × m ÷ (m − 1) ÷ answers, without reducing what becomes a double anyway. */
function scatter(product: Rational, x: Rational, y: Rational, { both, answers }: { readonly both: bigint; readonly answers: bigint }): number {
  const below = x.d * y.d;
  const centred = product.s * product.n * below - x.s * x.n * y.s * y.n * both * product.d;
  return doubleOf(centred * both, product.d * below * (both - 1n) * answers);
}

const within = (value: number, limit: number): number => (value > limit ? limit : value < -limit ? -limit : value);

/** 1 − n ÷ N for a list of N people of whom n answered; 0 for a full census; 1 for an open group. */
export function populationFactor(roster: number | null, answered: number): number {
  if (roster === null) return 1;
  return answered >= roster ? 0 : 1 - answered / roster;
}

/**
 * Sampling error of Σ share × mean over the questions of one group, in square points.
 * Answers on one ballot go together, hence the covariances; without them the bound of perfect correlation, (Σ share × √variance)².
 * Sources: linearised ratio means, W. G. Cochran, *Sampling Techniques*, 3rd ed. (1977), ch. 2 (finite population) and ch. 6.
 * Two questions at the floor are taken to go together: whoever would answer otherwise would do so in both.
 */
export function groupSpread(entered: readonly Entered[], tally: GroupTally, span: LevelSpan): GroupSpread {
  const means = entered.map(({ figure }) => ofMean(figure, span));
  const variances = means.map(({ variance }) => variance);
  const shares = entered.map(({ share }) => toDouble(share));
  let variance = 0;
  let bound = entered.some(({ figure }) => figure.valid < 2);
  entered.forEach((x, i) => {
    entered.forEach((y, j) => {
      const limit = Math.sqrt(variances[i] ?? 0) * Math.sqrt(variances[j] ?? 0);
      const alike = i === j || (means[i]?.floored && means[j]?.floored);
      const known = alike ? limit : covariance(x.figure, y.figure, tally);
      if (known === null) bound = true;
      variance += (shares[i] ?? 0) * (shares[j] ?? 0) * (known === null ? limit : within(known, limit));
    });
  });
  const answered = entered.reduce((fewest, { figure }) => (figure.valid < fewest ? figure.valid : fewest), Number.MAX_SAFE_INTEGER);
  const factor = populationFactor(tally.roster, answered);
  if (factor === 0) return { variance: 0, kind: 'none', bound: false };
  return { variance: variance > 0 ? variance * factor : 0, kind: tally.roster === null ? 'sampling' : 'panel', bound };
}
