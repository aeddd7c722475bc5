import type { GroupTally } from '../../scoring/index.ts';

/** Keys of level counts that are no valid answer. */
const DONT_KNOW = 'dk';

/** Valid answers to one question: levels only, "don't know" and silence are not answers. */
const validAnswers = (counts: Readonly<Record<string, number>>): number =>
  Object.entries(counts).reduce((sum, [level, n]) => (level === DONT_KNOW ? sum : sum + n), 0);

/**
 * What may leave the house of one group's tally about one unit: a question with fewer valid answers than the group's
 * minimum is left out with all its cells, and with every sum of products it takes part in. Scores use only what is
 * left, so that anyone can recompute them from the published cells.
 */
export function publishable(tally: GroupTally, minimum: number): GroupTally {
  const kept = Object.entries(tally.counts).filter(([, counts]) => validAnswers(counts) >= minimum);
  const questions = new Set(kept.map(([question]) => question));
  const inside = (pair: string): boolean => pair.split('*').every((question) => questions.has(question));
  const only = <T>(record: Readonly<Record<string, T>> = {}): Record<string, T> => Object.fromEntries(Object.entries(record).filter(([pair]) => inside(pair)));
  return { roster: tally.roster, counts: Object.fromEntries(kept), products: only(tally.products), pairs: only(tally.pairs) };
}
