import type { Ballot } from './ballot.ts';
import { compareText } from './bytes.ts';
import type { ManifestQuestionnaire } from './manifest.ts';
import type { Labelled } from './merge.ts';
import { type Tally, tallyMaker } from './tally.ts';

/** By what the answers of one group about one unit can be split. */
export const SPLIT_BY = ['channel', 'stratum', 'class'] as const;
export type SplitBy = (typeof SPLIT_BY)[number];

/** The ballots that share a label. */
export interface LabelCount {
  readonly ballots: number;
  /** Question → level → valid answers; "don't know" and silence are left out. */
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** By what → label → its ballots. What is the same for all ballots is no split and absent. */
export type Splits = Readonly<Partial<Record<SplitBy, Readonly<Record<string, LabelCount>>>>>;

/** Everything that is counted of one group about one unit. */
export interface Count extends Tally {
  readonly splits: Splits;
}

type Labels = Pick<Labelled, 'channel' | 'stratum' | 'riskClass'>;

/** Counts ballots one by one, in all and by label: memory holds the counts, not the ballots. */
export interface CountMaker {
  readonly add: (answers: Ballot['answers'], labels: Labels) => void;
  readonly count: () => Count;
}

/** The tally and its splits. The order of the ballots does not change one byte. */
export function countMaker(form: ManifestQuestionnaire): CountMaker {
  const whole = tallyMaker(form);
  const split = splitMaker(
    form.questions.map(({ id }) => id),
    form.levels.map(({ id }) => id),
  );
  return {
    add: (answers, labels) => {
      whole.add(answers);
      split.add(answers, labels);
    },
    count: () => ({ ...whole.tally(), splits: split.splits() }),
  };
}

const labelOf = ({ channel, stratum, riskClass }: Labels): Readonly<Record<SplitBy, string>> => ({ channel, stratum, class: riskClass });

/** The splits alone. */
export function splitMaker(questions: readonly string[], levels: readonly string[]) {
  const position = new Map(levels.map((id, i) => [id, i]));
  const cells = new Map<string, { readonly labels: Readonly<Record<SplitBy, string>>; ballots: number; readonly counts: Float64Array }>();
  return {
    add: (answers: Ballot['answers'], labels: Labels): void => {
      const name = `${labels.channel}\n${labels.stratum}\n${labels.riskClass}`;
      const cell = cells.get(name) ?? { labels: labelOf(labels), ballots: 0, counts: new Float64Array(questions.length * levels.length) };
      cells.set(name, cell);
      cell.ballots += 1;
      questions.forEach((question, i) => {
        const level = position.get(answers[question] ?? '');
        if (level !== undefined) cell.counts[i * levels.length + level] = (cell.counts[i * levels.length + level] ?? 0) + 1;
      });
    },
    splits: (): Splits => {
      const along = (by: SplitBy) => [...new Set([...cells.values()].map(({ labels }) => labels[by]))].sort(compareText);
      const together = (by: SplitBy, label: string) => [...cells.values()].filter(({ labels }) => labels[by] === label);
      const split = SPLIT_BY.filter((by) => along(by).length > 1);
      return Object.fromEntries(split.map((by) => [by, Object.fromEntries(along(by).map((label) => [label, summed(together(by, label), questions, levels)]))]));
    },
  };
}

function summed(
  cells: readonly { readonly ballots: number; readonly counts: Float64Array }[],
  questions: readonly string[],
  levels: readonly string[],
): LabelCount {
  const at = (place: number): number => cells.reduce((sum, { counts }) => sum + (counts[place] ?? 0), 0);
  const given = (question: number) =>
    levels.flatMap((level, i): [string, number][] => (at(question * levels.length + i) > 0 ? [[level, at(question * levels.length + i)]] : []));
  const sorted = [...questions.keys()].sort((a, b) => compareText(questions[a] ?? '', questions[b] ?? ''));
  return {
    ballots: cells.reduce((sum, { ballots }) => sum + ballots, 0),
    counts: Object.fromEntries(sorted.map((i) => [questions[i] ?? '', Object.fromEntries(given(i))])),
  };
}
