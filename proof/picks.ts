import type { Ballot, BallotFault } from './ballot.ts';
import { compareText } from './bytes.ts';
import type { ManifestQuestionnaire } from './manifest.ts';
import type { Tally, TallyMaker } from './tally.ts';

/** A questionnaire by which a rater chooses some units of a category instead of rating each. */
export interface PickRule {
  readonly category: string;
  /** How many units one ballot names. */
  readonly choose: number;
  /** Whether a ballot may name fewer; naming nobody is no ballot. */
  readonly fewer: 'refused' | 'allowed';
}

export type PickForm = ManifestQuestionnaire & { readonly pick: PickRule };

/** The answer that names a unit. A unit that is not named has none. */
export const PICKED = 'picked';
/** Under which the tally counts the valid ballots that do not name a unit. */
export const LEFT = 'left';

export const isPick = (form: ManifestQuestionnaire): form is PickForm => form.pick !== undefined;

const PREFIX = 'category:';

/** What an envelope, a leaf and a receipt name in the place of a unit when the ballot is about a whole category. */
export const categoryPlace = (category: string): string => `${PREFIX}${category}`;

/** The category that a ballot is about; null when it is about a unit. Ids of units hold no colon. */
export const categoryOfPlace = (place: string): string | null => (place.startsWith(PREFIX) ? place.slice(PREFIX.length) : null);

/** What ballots of a questionnaire can be about: each unit of the window, or one category. */
export const placesOf = (units: readonly string[], { pick }: Pick<ManifestQuestionnaire, 'pick'>): readonly string[] =>
  pick ? [categoryPlace(pick.category)] : units;

/** What is wrong with the picks of a ballot; null when they count. */
export function pickFault(answers: Ballot['answers'], { questions, pick }: PickForm): BallotFault | null {
  const named = Object.entries(answers);
  const units = new Set(questions.map(({ id }) => id));
  if (named.some(([unit]) => !units.has(unit))) return 'foreign-unit';
  if (named.some(([, answer]) => answer !== PICKED)) return 'unknown-level';
  if (named.length === 0) return 'empty';
  if (named.length > pick.choose) return 'too-many-picks';
  return named.length < pick.choose && pick.fewer === 'refused' ? 'too-few-picks' : null;
}

/**
 * How many of the valid ballots name each unit, and how many do not: the two add up to the ballots for every unit. Who
 * was named together with whom is not counted.
 */
export function pickMaker({ questions }: PickForm): TallyMaker {
  const named = new Map(questions.map(({ id }) => [id, 0]));
  let all = 0;
  return {
    add: (answers) => {
      all += 1;
      for (const unit of Object.keys(answers)) named.set(unit, (named.get(unit) ?? 0) + 1);
    },
    tally: () => {
      const counts = [...named].sort(([a], [b]) => compareText(a, b)).map(([unit, times]) => [unit, { [LEFT]: all - times, [PICKED]: times }]);
      return { counts: Object.fromEntries(counts), products: {}, pairs: {} };
    },
  };
}

/** Valid ballots behind a tally of picks. */
export const ballotsIn = ({ counts }: Pick<Tally, 'counts'>): number => Object.values(Object.values(counts)[0] ?? {}).reduce((sum, n) => sum + n, 0);
