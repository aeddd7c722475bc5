import { exact, isZero, type Rational, sumOf, ZERO } from '../exact.ts';
import type { GroupTally } from '../input.ts';
import type { Group, Question } from '../scheme/image.ts';
import type { ImageNode } from '../scheme/nodes.ts';

/** One question of one group about one unit, counted out. */
export interface QuestionFigure {
  readonly question: Question;
  /** Answers that name a level. */
  readonly valid: number;
  readonly dontKnow: number;
  /** Σ count × value ÷ valid answers; null without valid answers. */
  readonly mean: Rational | null;
  /** Σ count × (value − mean)², exact; 0 without valid answers. */
  readonly squares: Rational;
  /** The counts as they entered, `level=count`, in the order of the scheme's levels. */
  readonly counts: string;
  /** Whether the input says anything about this question at all. */
  readonly asked: boolean;
}

/** Counts out one question over the scheme's level values. "Don't know" and silence stay outside. */
export function countOut(question: Question, tally: GroupTally | undefined, image: ImageNode): QuestionFigure {
  const counts = tally?.counts[question.id] ?? {};
  const cells = image.levels.map(({ id, value }) => ({ id, value: exact(value), count: counts[id] ?? 0 }));
  const valid = cells.reduce((sum, { count }) => sum + count, 0);
  const dontKnow = counts[image.dont_know] ?? 0;
  const total = sumOf(cells.map(({ value, count }) => value.mul(exact(count))));
  const mean = valid === 0 ? null : total.div(exact(valid));
  const off = (value: Rational): Rational => (mean === null ? ZERO : value.sub(mean));
  return {
    question,
    valid,
    dontKnow,
    mean,
    squares: sumOf(cells.map(({ value, count }) => off(value).mul(off(value)).mul(exact(count)))),
    counts: [...cells.map(({ id, count }) => `${id}=${count}`), `${image.dont_know}=${dontKnow}`].join(' '),
    asked: tally?.counts[question.id] !== undefined,
  };
}

/** All questions of a group that carry weight, counted out. */
export function figuresOf(group: Group, tally: GroupTally | undefined, image: ImageNode): QuestionFigure[] {
  const questionnaire = image.questionnaires.find(({ id }) => id === group.questionnaire);
  const active = (questionnaire?.questions ?? []).filter(({ weight }) => !isZero(exact(weight)));
  return active.map((question) => countOut(question, tally, image));
}

/** A question enters its group's score, and may be published, from the group's minimum of valid answers on. */
export const enough = ({ valid }: Pick<QuestionFigure, 'valid'>, { minimum }: Group): boolean => valid >= minimum;
