import type { CategoryResult, Text, UnitResult } from '../../scoring/result.ts';
import { absolute } from '../address.ts';
import { href, type Lang } from '../language.ts';
import type { Release } from '../release.ts';
import { categoryResult, cycleOf, gradeLabel, localDay, resultOf, scoredCycles, totalBeside } from './cycles.ts';
import { namesOf } from './names.ts';
import { allRankings, rankingFacts, rankingPath } from './ranking.ts';
import { findOperation } from './ratings.ts';
import { provisional } from './releases.ts';

/** Height of a frame in pixels that shows all of it at 640 px: what it carries stands at its foot. */
export const EMBED_HEIGHT = { unit: 400, ranking: 640 } as const;

/** What every picture of the site on other pages carries, whatever it shows. */
interface Carried {
  readonly site: Text;
  readonly cycle: Text;
  readonly category: CategoryResult;
  readonly provisional: boolean;
  readonly demonstration: boolean;
  /** Whose real data they are, and under which licence; nothing for a city's own. */
  readonly borrowed: readonly Text[];
  readonly release: number;
  /** ISO day of the release in the city. */
  readonly day: string;
}

export interface UnitEmbed extends Carried {
  readonly id: string;
  readonly name: Text;
  readonly result: UnitResult;
  readonly total: string | null;
  readonly grade: Text | null;
  /** Valid answers about the unit; null where nobody is asked. */
  readonly answers: number | null;
}

export interface RankingEmbed extends Carried {
  /** Units with a total, best first. */
  readonly units: readonly { readonly name: Text; readonly result: UnitResult }[];
  /** Fewest and most valid answers about one unit; null where nobody is asked. */
  readonly answers: readonly [fewest: number, most: number] | null;
}

export const unitEmbedPath = (id: string, cycle: string): string => `/embed/units/${id}/${cycle}`;
export const rankingEmbedPath = (cycle: string, category: string): string => `/embed/rankings/${cycle}/${category}`;

/** The page that a picture is taken from, as a whole address. */
export const pageOfUnit = (id: string, cycle: string, lang: Lang): string => absolute(href(lang, `/units/${id}/${cycle}`));
export const pageOfRanking = (cycle: string, category: string, lang: Lang): string => absolute(href(lang, rankingPath(cycle, category)));

/** Every unit with a result in every scored cycle. */
export const allUnitEmbeds = (release: Release): { readonly id: string; readonly cycle: string }[] =>
  scoredCycles(release).flatMap((cycle) =>
    release.units.filter(({ id }) => resultOf(release, cycle.id, id) !== null).map(({ id }) => ({ id, cycle: cycle.id })),
  );

export const allRankingEmbeds = (release: Release): { readonly cycle: string; readonly category: string }[] =>
  allRankings(release).map(({ cycle, category }) => ({ cycle: cycle.id, category: category.id }));

function carried(release: Release, cycleId: string, categoryId: string): Carried {
  const cycle = cycleOf(release, cycleId);
  const category = categoryResult(release, cycleId, categoryId);
  if (!cycle || !category) throw new Error(`no result ${cycleId}/${categoryId}`);
  const { manifest, city } = release;
  return {
    site: city.site,
    cycle: cycle.label,
    category,
    provisional: provisional(release, cycleId) !== null,
    demonstration: manifest.demonstration,
    borrowed: city.source ? [...(city.notice ? [city.notice] : []), city.source.attribution, city.source.licence] : [],
    release: manifest.release,
    day: localDay(release, manifest.generatedAt),
  };
}

const answersOf = ({ tree }: UnitResult): number | null => findOperation(tree, 'image')?.answers?.valid ?? null;

export function unitEmbed(release: Release, id: string, cycle: string): UnitEmbed {
  const result = resultOf(release, cycle, id);
  if (!result) throw new Error(`no result of ${id} in ${cycle}`);
  return {
    ...carried(release, cycle, result.category),
    id,
    name: namesOf(release)(id),
    result,
    total: totalBeside(release, cycle, result),
    grade: gradeLabel(release, cycle, result.grade),
    answers: answersOf(result),
  };
}

export function rankingEmbed(release: Release, cycle: string, category: string): RankingEmbed {
  const lines = rankingFacts(release, cycle, category)
    .bands.flatMap((band) => band.lines)
    .toSorted((a, b) => Number(b.result.total?.rounded) - Number(a.result.total?.rounded) || (a.result.rank ?? 0) - (b.result.rank ?? 0));
  const answers = lines.flatMap(({ result }) => answersOf(result) ?? []);
  return {
    ...carried(release, cycle, category),
    units: lines.map(({ name, result }) => ({ name, result })),
    answers: answers.length === 0 ? null : [Math.min(...answers), Math.max(...answers)],
  };
}
