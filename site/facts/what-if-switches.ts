import type { GroupTally, ScoringInput } from '../../scoring/input.ts';
import type { Text } from '../../scoring/result.ts';
import type { Scheme } from '../../scoring/scheme/schema.ts';
import { imagesOf, ratersOf } from '../../scoring/what-if/groups.ts';

/** Views that differ from the official result by fewer ballots than this would point at persons. */
const FEWEST_BALLOTS = 10;

/** Something that can be left out: one group of raters, or several small ones that may only leave together. */
export interface Switch {
  readonly id: string;
  readonly groups: readonly string[];
  readonly labels: readonly Text[];
}

/** What all small groups are called together. */
export const SMALL = 'small-groups';

/** Valid answers of a group about one unit: the question with the fewest counts, since each of them could point at a person. */
function answersOf({ counts }: GroupTally, levels: ReadonlySet<string>): number {
  const sizes = Object.values(counts).map((question) => Object.entries(question).reduce((sum, [level, count]) => sum + (levels.has(level) ? count : 0), 0));
  const some = sizes.filter((size) => size > 0);
  return some.length === 0 ? 0 : Math.min(...some);
}

/** Every unit has none of these answers, or enough of them. */
const enough = (sizes: readonly number[]): boolean => sizes.every((size) => size === 0 || size >= FEWEST_BALLOTS);

/**
 * The groups that can be left out. A group that gave any unit 1–9 answers leaves only together with the other small
 * ones, and not even so where together they still gave a unit 1–9.
 */
export function switchesOf(scheme: Scheme, input: ScoringInput): Switch[] {
  const levels = new Set(imagesOf(scheme).flatMap((image) => image.levels.map(({ id }) => id)));
  const sizes = (group: string): number[] => input.units.map(({ ratings }) => (ratings?.[group] ? answersOf(ratings[group], levels) : 0));
  const raters = ratersOf(scheme).map((rater) => ({ ...rater, sizes: sizes(rater.id) }));
  const rated = raters.filter((rater) => rater.sizes.some((size) => size > 0));
  if (rated.length < 2) return [];
  const large = rated.filter((rater) => enough(rater.sizes));
  const small = rated.filter((rater) => !large.includes(rater));
  const together = input.units.map((_, unit) => small.reduce((sum, rater) => sum + (rater.sizes[unit] ?? 0), 0));
  const singles = large.map(({ id, label }): Switch => ({ id, groups: [id], labels: [label] }));
  if (small.length < 2 || large.length === 0 || !enough(together)) return singles;
  return [...singles, { id: SMALL, groups: small.map(({ id }) => id), labels: small.map(({ label }) => label) }];
}
