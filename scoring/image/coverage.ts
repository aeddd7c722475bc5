import { exact, isZero, least, most, type Rational, round, sumOf, toText } from '../exact.ts';
import type { GroupTally, UnitInput } from '../input.ts';
import type { Text } from '../result.ts';
import type { Group } from '../scheme/image.ts';
import type { ImageNode } from '../scheme/nodes.ts';
import { enough, figuresOf, type QuestionFigure } from './question.ts';

/** A figure as it is, and what it would be if everybody who said "don't know" had chosen the worst or the best level. */
export interface Bounds {
  readonly worst: Figure;
  readonly score: Figure;
  readonly best: Figure;
}

export interface Figure {
  readonly exact: string;
  readonly rounded: string;
}

export interface QuestionCoverage {
  readonly id: string;
  readonly label: Text;
  readonly valid: number;
  readonly dontKnow: number;
  /** People on the group's list who gave no answer at all to this question; null where there is no list. */
  readonly silent: number | null;
  /** Per cent of the answers that name a level, exact and rounded. */
  readonly share: Figure;
  readonly bounds: Bounds;
}

/** A group with a figure; a question below the minimum is left out altogether, as it is in the score. */
export interface GroupCoverage {
  readonly id: string;
  readonly label: Text;
  readonly questions: readonly QuestionCoverage[];
  readonly bounds: Bounds;
}

export interface ImageCoverage {
  readonly groups: readonly GroupCoverage[];
  /** Null where public image has no figure. */
  readonly bounds: Bounds | null;
}

type Triple = readonly [worst: Rational, score: Rational, best: Rational];

interface Printer {
  readonly figure: (value: Rational) => Figure;
  readonly bounds: (triple: Triple) => Bounds;
}

function printer(decimals: number): Printer {
  const figure = (value: Rational): Figure => ({ exact: toText(value), rounded: round(value, decimals) });
  return { figure, bounds: ([worst, score, best]) => ({ worst: figure(worst), score: figure(score), best: figure(best) }) };
}

/** (valid × mean + "don't know" × level) ÷ (valid + "don't know"), at the lowest level, without them, and at the highest. */
function tripleOf({ valid, dontKnow, mean }: QuestionFigure, image: ImageNode): Triple {
  const values = image.levels.map(({ value }) => exact(value));
  const score = mean ?? exact(0);
  const all = exact(valid + dontKnow);
  const including = (level: Rational): Rational =>
    score
      .mul(exact(valid))
      .add(level.mul(exact(dontKnow)))
      .div(all);
  return [including(values.reduce(least)), score, including(values.reduce(most))];
}

interface Part {
  readonly weight: Rational;
  readonly triple: Triple;
}

function combined(parts: readonly Part[]): Triple {
  const total = sumOf(parts.map(({ weight }) => weight));
  const at = (index: 0 | 1 | 2): Rational => sumOf(parts.map(({ weight, triple }) => weight.mul(triple[index]))).div(total);
  return [at(0), at(1), at(2)];
}

function questionCoverage(figure: QuestionFigure, tally: GroupTally | undefined, triple: Triple, print: Printer): QuestionCoverage {
  const { question, valid, dontKnow } = figure;
  const roster = tally?.roster ?? null;
  const share = exact(valid)
    .mul(exact(100))
    .div(exact(valid + dontKnow));
  const silent = roster === null ? null : roster - valid - dontKnow;
  return {
    id: question.id,
    label: question.label,
    valid,
    dontKnow,
    silent: silent !== null && silent < 0 ? 0 : silent,
    share: print.figure(share),
    bounds: print.bounds(triple),
  };
}

function groupCoverage(group: Group, image: ImageNode, tally: GroupTally | undefined, print: Printer): { coverage: GroupCoverage; part: Part } | null {
  const entered = figuresOf(group, tally, image).filter((figure) => enough(figure, group));
  if (entered.length === 0) return null;
  const triples = entered.map((figure) => tripleOf(figure, image));
  const triple = combined(entered.map(({ question }, index) => ({ weight: exact(question.weight), triple: triples[index] as Triple })));
  const questions = entered.map((figure, index) => questionCoverage(figure, tally, triples[index] as Triple, print));
  return { coverage: { id: group.id, label: group.label, questions, bounds: print.bounds(triple) }, part: { weight: exact(group.weight), triple } };
}

/**
 * How much of a unit's public image rests on answers, per question, group and in all, with the widest limits that
 * "don't know" allows: no assumption is made about what those people think. Uses exactly the questions, groups and
 * weights that the score uses, so that nothing below a minimum shows.
 * Source: C. F. Manski, "Nonparametric Bounds on Treatment Effects", American Economic Review 80 (1990): bounds without assumptions on missing answers.
 */
export function imageCoverage(image: ImageNode, unit: Pick<UnitInput, 'ratings'>, decimals: number): ImageCoverage {
  const print = printer(decimals);
  const all = image.groups.map((group) => ({ group, found: groupCoverage(group, image, unit.ratings?.[group.id], print) }));
  const weighing = all.filter(({ group }) => !isZero(exact(group.weight)));
  const parts = weighing.flatMap(({ found }) => (found === null ? [] : [found.part]));
  const refused = image.when_empty === 'refuse' && parts.length < weighing.length;
  return {
    groups: all.flatMap(({ found }) => (found === null ? [] : [found.coverage])),
    bounds: parts.length === 0 || refused ? null : print.bounds(combined(parts)),
  };
}
