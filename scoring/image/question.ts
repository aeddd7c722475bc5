import { exact, isZero, quotient, type Rational, ZERO } from '../exact.ts';
import type { GroupTally } from '../input.ts';
import type { Group, Question } from '../scheme/image.ts';
import type { ImageNode } from '../scheme/nodes.ts';
import { scaleOf } from './levels.ts';

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

/**
 * Counts out one question over the scheme's level values. "Don't know" and silence stay outside.
 * With whole points a ÷ unit for each level: mean = Σ count × a ÷ (valid × unit), squares = (valid × Σ count × a² − (Σ count × a)²) ÷ (valid × unit²).
 */
export function countOut(question: Question, tally: GroupTally | undefined, image: ImageNode): QuestionFigure {
  const given = tally?.counts[question.id];
  const { points, unit } = scaleOf(image);
  const counts = image.levels.map(({ id }) => given?.[id] ?? 0);
  const valid = counts.reduce((sum, count) => sum + count, 0);
  const dontKnow = given?.[image.dont_know] ?? 0;
  let [sum, squares] = [0n, 0n];
  for (const [index, count] of counts.entries()) {
    const part = BigInt(count) * (points[index] ?? 0n);
    sum += part;
    squares += part * (points[index] ?? 0n);
  }
  const all = BigInt(valid);
  return {
    question,
    valid,
    dontKnow,
    mean: valid === 0 ? null : quotient(sum, all * unit),
    squares: valid === 0 ? ZERO : quotient(all * squares - sum * sum, all * unit * unit),
    counts: [...image.levels.map(({ id }, index) => `${id}=${counts[index]}`), `${image.dont_know}=${dontKnow}`].join(' '),
    asked: given !== undefined,
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
