import type { City } from '../../../content/load.ts';
import type { PlainBallot, TallyRow } from './rows.ts';
import { splitter } from './splits.ts';

/** Level values of the demonstration's schemes; a test compares them with the scheme files. */
export const LEVEL_VALUES: Readonly<Record<string, number>> = { good5: 100, good4: 80, good3: 60, good2: 30, good1: 0 };

/** What questions a group answers, in code-unit order; the screening question is not counted. */
function questionsOf(city: City): Map<string, readonly string[]> {
  return new Map(
    city.groups.map((group) => [group.id, (city.questionnaires.find((one) => one.id === group.questionnaire)?.questions ?? []).map((q) => q.id).sort()]),
  );
}

/** Counts ballots into tallies: answers by level, and for each pair of questions how many answered both and the sum of products. */
export function tally(city: City, windowId: string, ballots: Iterable<PlainBallot>): TallyRow[] {
  const questions = questionsOf(city);
  const rosters = new Map(city.groups.map((group) => [group.id, group.roster]));
  const cells = new Map<string, Cell>();
  for (const ballot of ballots) {
    const key = `${ballot.unitId}/${ballot.group}`;
    const cell = cells.get(key) ?? emptyCell(ballot, questions.get(ballot.group) ?? []);
    cells.set(key, cell);
    count(cell, ballot);
    cell.split.add(ballot);
  }
  return [...cells.values()].map(({ unitId, group, counts, products, pairs, split }) => ({
    windowId,
    unitId,
    group,
    origin: 'imported',
    roster: rosters.get(group) ?? null,
    counts,
    pairs,
    products: Object.fromEntries(Object.entries(products).map(([pair, sum]) => [pair, String(sum)])),
    splits: split.splits(),
  }));
}

interface Cell {
  readonly unitId: string;
  readonly group: string;
  readonly questions: readonly string[];
  readonly counts: Record<string, Record<string, number>>;
  readonly products: Record<string, number>;
  readonly pairs: Record<string, number>;
  readonly split: ReturnType<typeof splitter>;
}

function emptyCell({ unitId, group }: PlainBallot, questions: readonly string[]): Cell {
  const pairs = questions.flatMap((a, i) => questions.slice(i).map((b) => `${a}*${b}`));
  const zero = (): Record<string, number> => Object.fromEntries(pairs.map((pair) => [pair, 0]));
  const levels = [...Object.keys(LEVEL_VALUES), 'dk'];
  const counts = Object.fromEntries(questions.map((question) => [question, Object.fromEntries(levels.map((level) => [level, 0]))]));
  return { unitId, group, questions, counts, products: zero(), pairs: zero(), split: splitter(questions, Object.keys(LEVEL_VALUES)) };
}

function count(cell: Cell, { answers }: PlainBallot): void {
  cell.questions.forEach((a, i) => {
    const level = answers[a];
    const levels = cell.counts[a];
    if (level === undefined || levels === undefined) return;
    levels[level] = (levels[level] ?? 0) + 1;
    const value = LEVEL_VALUES[level];
    if (value !== undefined) countPairs(cell, { a, value, partners: cell.questions.slice(i) }, answers);
  });
}

function countPairs(cell: Cell, { a, value, partners }: { a: string; value: number; partners: readonly string[] }, answers: PlainBallot['answers']): void {
  for (const b of partners) {
    const other = LEVEL_VALUES[answers[b] ?? ''];
    if (other === undefined) continue;
    const pair = `${a}*${b}`;
    cell.products[pair] = (cell.products[pair] ?? 0) + value * other;
    cell.pairs[pair] = (cell.pairs[pair] ?? 0) + 1;
  }
}
