import Fraction from 'fraction.js';
import type { Ballot } from './ballot.ts';
import { compareText } from './bytes.ts';
import type { ManifestQuestionnaire } from './manifest.ts';

/** Exact integers and sums of one group about one unit, as `scoring` takes them (without the roster). */
export interface Tally {
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly products: Readonly<Record<string, string>>;
  readonly pairs: Readonly<Record<string, number>>;
}

type Answers = Ballot['answers'];

/**
 * Counts per question and level (don't know included, silence not), and for each pair a ≤ b of questions the sum of
 * value(a) × value(b) and the number of ballots over the ballots with a valid answer to both. The order of the ballots
 * does not matter; the sums are exact (`p` or `p/q`).
 */
export function tallyBallots(ballots: readonly Answers[], form: ManifestQuestionnaire): Tally {
  const questions = form.questions.map(({ id }) => id).sort(compareText);
  const joint = countPairs(ballots, questions, new Set(form.levels.map(({ id }) => id)));
  const value = new Map(form.levels.map((level) => [level.id, new Fraction(level.value)]));
  return {
    counts: sorted(questions.map((question) => [question, countLevels(ballots, question)])),
    products: sorted([...joint].map(([pair, levels]) => [pair, productSum(levels, value)])),
    pairs: sorted([...joint].map(([pair, levels]) => [pair, [...levels.values()].reduce((a, b) => a + b, 0)])),
  };
}

function countLevels(ballots: readonly Answers[], question: string): Record<string, number> {
  const counts = new Map<string, number>();
  for (const answers of ballots) {
    const level = answers[question];
    if (level !== undefined) counts.set(level, (counts.get(level) ?? 0) + 1);
  }
  return sorted([...counts]);
}

/** Pair of questions → pair of levels → ballots. */
function countPairs(ballots: readonly Answers[], questions: readonly string[], levels: ReadonlySet<string>): Map<string, Map<string, number>> {
  const pairs = questions.flatMap((a, i) => questions.slice(i).map((b) => [a, b] as const));
  const joint = new Map(pairs.map(([a, b]) => [`${a}*${b}`, new Map<string, number>()]));
  for (const answers of ballots) {
    for (const [a, b] of pairs) {
      const first = answers[a];
      const second = answers[b];
      if (first === undefined || second === undefined || !levels.has(first) || !levels.has(second)) continue;
      const cell = joint.get(`${a}*${b}`);
      const key = `${first}*${second}`;
      cell?.set(key, (cell.get(key) ?? 0) + 1);
    }
  }
  return joint;
}

const productSum = (levels: ReadonlyMap<string, number>, value: ReadonlyMap<string, Fraction>): string =>
  [...levels]
    .reduce((sum, [key, count]) => {
      const [a = '', b = ''] = key.split('*');
      return sum.add((value.get(a) ?? new Fraction(0)).mul(value.get(b) ?? new Fraction(0)).mul(count));
    }, new Fraction(0))
    .toFraction();

const sorted = <T>(entries: readonly (readonly [string, T])[]): Record<string, T> => Object.fromEntries([...entries].sort(([a], [b]) => compareText(a, b)));
