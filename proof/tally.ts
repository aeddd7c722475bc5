import Fraction from 'fraction.js';
import type { Ballot } from './ballot.ts';
import { compareText } from './bytes.ts';
import type { ManifestQuestionnaire } from './manifest.ts';
import { isPick, pickMaker } from './picks.ts';

/** Exact integers and sums of one group about one unit, as `scoring` takes them (without the roster). */
export interface Tally {
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly products: Readonly<Record<string, string>>;
  readonly pairs: Readonly<Record<string, number>>;
}

type Answers = Ballot['answers'];

/** Counts ballots one by one: memory holds the counts, not the ballots. */
export interface TallyMaker {
  readonly add: (answers: Answers) => void;
  readonly tally: () => Tally;
}

/** `tallyMaker` over ballots that are there already. */
export function tallyBallots(ballots: Iterable<Answers>, form: ManifestQuestionnaire): Tally {
  const maker = tallyMaker(form);
  for (const answers of ballots) maker.add(answers);
  return maker.tally();
}

/**
 * Counts per question and level (don't know included, silence not), and for each pair a ≤ b of questions the sum of
 * value(a) × value(b) and the number of ballots over the ballots with a valid answer to both. The order of the ballots
 * does not matter; the sums are exact (`p` or `p/q`).
 */
export function tallyMaker(form: ManifestQuestionnaire): TallyMaker {
  if (isPick(form)) return pickMaker(form);
  const questions = form.questions.map(({ id }) => id).sort(compareText);
  const levels = new Map(form.levels.map(({ id }, i) => [id, i]));
  /** Per question: level → ballots. */
  const counts = questions.map(() => new Map<string, number>());
  /** Per pair of questions: ballots by level of the first (row) and of the second (column). */
  const joint = pairsOf(questions.length).map((pair) => ({ pair, cells: new Float64Array(levels.size ** 2) }));
  return {
    add: (answers) => {
      const given = questions.map((question) => answers[question]);
      const level = given.map((answer) => (answer === undefined ? undefined : levels.get(answer)));
      given.forEach((answer, i) => {
        if (answer !== undefined) counts[i]?.set(answer, (counts[i]?.get(answer) ?? 0) + 1);
      });
      for (const { pair, cells } of joint) addPair(cells, level[pair[0]], level[pair[1]], levels.size);
    },
    tally: () => {
      const values = form.levels.map(({ value }) => new Fraction(value));
      const pairs = joint.map(({ pair: [a, b], cells }) => [`${questions[a]}*${questions[b]}`, cells] as const);
      return {
        counts: sorted(questions.map((question, i) => [question, sorted([...(counts[i] ?? [])])])),
        products: sorted(pairs.map(([pair, cells]) => [pair, productSum(cells, values)])),
        pairs: sorted(pairs.map(([pair, cells]) => [pair, cells.reduce((a, b) => a + b, 0)])),
      };
    },
  };
}

function addPair(cells: Float64Array, row: number | undefined, column: number | undefined, width: number): void {
  if (row === undefined || column === undefined) return;
  const cell = row * width + column;
  cells[cell] = (cells[cell] ?? 0) + 1;
}

/** Pairs i ≤ j of n questions. */
const pairsOf = (n: number): (readonly [number, number])[] =>
  Array.from({ length: n }, (_, a) => Array.from({ length: n - a }, (_, more) => [a, a + more] as const)).flat();

const productSum = (cells: Float64Array, values: readonly Fraction[]): string =>
  cells
    .reduce<Fraction>((sum, ballots, cell) => {
      const [row, column] = [values[Math.floor(cell / values.length)], values[cell % values.length]];
      return ballots === 0 || !row || !column ? sum : sum.add(row.mul(column).mul(ballots));
    }, new Fraction(0))
    .toFraction();

const sorted = <T>(entries: readonly (readonly [string, T])[]): Record<string, T> => Object.fromEntries([...entries].sort(([a], [b]) => compareText(a, b)));
