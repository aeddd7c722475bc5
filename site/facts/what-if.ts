import type { CategoryResult } from '../../scoring/result.ts';
import type { Scheme } from '../../scoring/scheme/schema.ts';
import { ratersOf } from '../../scoring/what-if/groups.ts';
import { drawnWeightStress, type StressUnit } from '../../scoring/what-if/stress.ts';
import type { ViewUnit } from '../../scoring/what-if/view.ts';
import type { Release } from '../release.ts';
import { cycleOf } from './cycles.ts';
import { oncePerRelease } from './once.ts';
import { answer, type Ground, imageShare } from './what-if-choice.ts';
import { kept } from './what-if-kept.ts';
import { type Choice, OFFICIAL } from './what-if-query.ts';
import { switchesOf } from './what-if-switches.ts';

/** A question that the page answers by itself, and what it gives. */
export interface WhatIfView {
  readonly choice: Choice;
  readonly units: ReadonlyMap<string, ViewUnit>;
  /** Units that have both ranks, and how many of them keep theirs. */
  readonly ranked: number;
  readonly same: number;
  /** The largest move, and who makes it (the first of several by id); null where nobody moves. */
  readonly most: { readonly unit: string; readonly from: number; readonly to: number } | null;
}

export interface WhatIfFacts {
  readonly ground: Ground;
  readonly category: CategoryResult;
  /** Share of public image, whole per cent; null where it cannot be moved. */
  readonly share: number | null;
  readonly flagged: boolean;
  readonly views: readonly WhatIfView[];
  readonly stress: WhatIfStress;
}

/** Ranks under weights of the groups of raters drawn at random around their values; no draws where there is only one group. */
interface WhatIfStress {
  readonly seed: number;
  readonly draws: number;
  readonly units: ReadonlyMap<string, StressUnit>;
  /** How many units have a rank, and how many of them never leave the `NEAR` places around it. */
  readonly ranked: number;
  readonly close: number;
}

export const NEAR = 3;

export const whatIfPath = (cycle: string, category: string): string => `/rankings/${cycle}/${category}/what-if`;

/** Seed of the drawn weights; printed beside what it gave, so that anybody gets the same draws. */
const SEED = 2024;

/** Draws of weights: one hundred; in a city of many units fewer, so that publishing stays a matter of minutes. */
const drawsFor = (units: number): number => (units <= 300 ? 100 : units <= 1000 ? 30 : 10);

const hasFlags = ({ input }: Ground): boolean =>
  input.units.some(({ ratings = {} }) =>
    Object.values(ratings).some(({ flagged = {} }) => Object.values(flagged).some((levels) => Object.values(levels).some(Boolean))),
  );

/** What a choice gives; null where the data do not fit the rules that it asks for. No such question may keep a release from being published. */
function answerOrNone(ground: Ground, choice: Choice): readonly ViewUnit[] | null {
  try {
    return answer(ground, choice);
  } catch {
    return null;
  }
}

/** The schemes of the other years that take this year's data. */
const otherSchemes = (release: Release, ground: Ground): Scheme[] =>
  [...release.schemes.values()].filter(
    (other) => other.id !== ground.scheme.id && answerOrNone({ ...ground, others: [other] }, { ...OFFICIAL, scheme: other.id }) !== null,
  );

function groundOf(release: Release, cycleId: string): Ground | null {
  const scores = release.scores.get(cycleId);
  const scheme = release.schemes.get(cycleOf(release, cycleId)?.scheme ?? '');
  if (!scores || !scheme) return null;
  const { input, result } = scores;
  const ground = { scheme, others: [], input, official: result, digest: result.scheme.split(':')[1] ?? '', switches: switchesOf(scheme, input) };
  return { ...ground, others: otherSchemes(release, ground) };
}

/** What is asked without being asked: other years' schemes, public image five points up and down, each switch, the flagged ballots. */
function questions(ground: Ground, share: number | null): Choice[] {
  const shares = share === null ? [] : [share - 5, share + 5].filter((each) => each >= 0 && each <= 100);
  return [
    ...ground.others.map(({ id }): Choice => ({ ...OFFICIAL, scheme: id })),
    ...shares.map((image): Choice => ({ ...OFFICIAL, image })),
    ...ground.switches.map(({ id }): Choice => ({ ...OFFICIAL, without: [id] })),
    ...(hasFlags(ground) ? (['without', 'half'] as const).map((flagged): Choice => ({ ...OFFICIAL, flagged })) : []),
  ];
}

/** Everything that is worked out for a cycle: each question once, over all its categories, and the stress of its weights. */
interface Answers {
  readonly views: readonly { readonly choice: Choice; readonly units: readonly ViewUnit[] }[];
  readonly draws: number;
  readonly stress: readonly StressUnit[];
}

function answersFor(ground: Ground): Answers {
  const shares = [...new Set(ground.scheme.categories.map(({ id }) => imageShare(ground.scheme, id)))];
  const asked = new Map(shares.flatMap((share) => questions(ground, share)).map((choice) => [JSON.stringify(choice), choice]));
  const { scheme, input, digest } = ground;
  const options = { digest, seed: SEED, draws: ratersOf(scheme).length < 2 ? 0 : drawsFor(input.units.length) };
  return {
    views: [...asked.values()].flatMap((choice) => {
      const units = answerOrNone(ground, choice);
      return units === null ? [] : [{ choice, units }];
    }),
    draws: options.draws,
    stress: options.draws === 0 ? [] : kept([scheme, input, options], () => drawnWeightStress(scheme, input, options).units),
  };
}

const worked = oncePerRelease((release) => {
  const known = new Map<string, { readonly ground: Ground; readonly answers: Answers } | null>();
  return (cycle: string) => {
    if (!known.has(cycle)) {
      const ground = groundOf(release, cycle);
      known.set(cycle, ground && { ground, answers: answersFor(ground) });
    }
    return known.get(cycle) ?? null;
  };
});

function viewOf(choice: Choice, units: readonly ViewUnit[]): WhatIfView {
  const both = units.flatMap(({ id, official, view }) =>
    official.rank === null || view.rank === null ? [] : [{ unit: id, from: official.rank, to: view.rank }],
  );
  const moved = both.toSorted((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from) || (a.unit < b.unit ? -1 : 1))[0];
  return {
    choice,
    units: new Map(units.map((unit) => [unit.id, unit])),
    ranked: both.length,
    same: both.filter(({ from, to }) => from === to).length,
    most: moved && moved.from !== moved.to ? moved : null,
  };
}

/** Two questions with one answer, such as next year's scheme and the share of public image that it has. */
const sameAnswer = (a: WhatIfView, b: WhatIfView): boolean => [...a.units].every(([id, { view }]) => view.total?.exact === b.units.get(id)?.view.total?.exact);

function stressOf({ draws, stress }: Answers, category: string): WhatIfStress {
  const units = stress.filter((unit) => unit.category === category);
  const ranked = units.flatMap(({ official, rank }) => (official.rank === null || rank === null ? [] : [[official.rank - rank[0], rank[1] - official.rank]]));
  const close = ranked.filter((moves) => moves.every((move) => move <= NEAR)).length;
  return { seed: SEED, draws, units: new Map(units.map((unit) => [unit.id, unit])), ranked: ranked.length, close };
}

/** What a ranking would be under other rules. Null where nothing is ranked, or nothing can be asked. */
export function whatIfFacts(release: Release, cycleId: string, categoryId: string): WhatIfFacts | null {
  const category = release.scores.get(cycleId)?.result.categories.find(({ id }) => id === categoryId);
  if (!category?.ranked || category.withTotal < 2) return null;
  const found = worked(release)(cycleId);
  if (found === null) return null;
  const { ground, answers } = found;
  const share = imageShare(ground.scheme, categoryId);
  const own = new Set(questions(ground, share).map((choice) => JSON.stringify(choice)));
  const inCategory = (units: readonly ViewUnit[]): ViewUnit[] => units.filter((unit) => unit.category === categoryId);
  const views = answers.views.filter(({ choice }) => own.has(JSON.stringify(choice))).map(({ choice, units }) => viewOf(choice, inCategory(units)));
  if (views.length === 0) return null;
  const told = views.filter((view, index) => !views.slice(0, index).some((earlier) => sameAnswer(earlier, view)));
  return { ground, category, share, flagged: hasFlags(ground), views: told, stress: stressOf(answers, categoryId) };
}
