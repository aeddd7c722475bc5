import type { PublicCycle } from '../../proof/release/files.ts';
import type { Band, CategoryResult, Text, UnitResult } from '../../scoring/result.ts';
import type { Lang } from '../language.ts';
import { day } from '../language.ts';
import type { Release } from '../release.ts';
import { words } from '../text/index.ts';
import { type Axis, axisOfUnits } from './axis.ts';
import { cycleOf, gradeLabel, localDay, scoredCycles, totalBeside } from './cycles.ts';
import { findOperation } from './ratings.ts';
import { provisional } from './releases.ts';

export interface RankingLine {
  readonly result: UnitResult;
  /** The total as it stands beside the grade; null without one. */
  readonly total: string | null;
  readonly name: Text;
  readonly grade: Text | null;
}

/** Lines that share a band, best total first. Band null: not compared (a category of one, or no sampling error known). */
export interface RankingBand {
  readonly band: Band | null;
  readonly lines: readonly RankingLine[];
}

export interface RankingFacts {
  readonly cycle: PublicCycle;
  readonly category: CategoryResult;
  readonly bands: readonly RankingBand[];
  readonly withoutTotal: readonly RankingLine[];
  readonly axis: Axis | null;
  readonly graded: boolean;
}

export const rankingPath = (cycle: string, category: string): string => `/rankings/${cycle}/${category}`;

/** Every ranking there is: newest cycle first, categories as the scheme lists them. */
export function allRankings(release: Release): { readonly cycle: PublicCycle; readonly category: CategoryResult }[] {
  return scoredCycles(release).flatMap((cycle) =>
    (release.scores.get(cycle.id)?.result.categories ?? []).filter(({ units }) => units > 0).map((category) => ({ cycle, category })),
  );
}

const BANDS: readonly (Band | null)[] = ['clearly-above', 'not-separable', 'clearly-below', null];

/** By exact place where there is one, else by printed total; the release already orders equal ones by id. */
const byTotal = (a: RankingLine, b: RankingLine): number =>
  (a.result.rank ?? 0) - (b.result.rank ?? 0) || Number(b.result.total?.rounded) - Number(a.result.total?.rounded);

export function rankingFacts(release: Release, cycleId: string, categoryId: string): RankingFacts {
  const cycle = cycleOf(release, cycleId);
  const category = release.scores.get(cycleId)?.result.categories.find(({ id }) => id === categoryId);
  if (!cycle || !category) throw new Error(`no ranking ${cycleId}/${categoryId}`);
  const names = new Map(release.units.map(({ id, name }) => [id, name]));
  const units = release.scores.get(cycleId)?.result.units.filter((unit) => unit.category === categoryId) ?? [];
  const lines = units.map(
    (result): RankingLine => ({
      result,
      total: totalBeside(release, cycleId, result),
      name: names.get(result.id) ?? { zh: result.id, en: result.id },
      grade: gradeLabel(release, cycleId, result.grade),
    }),
  );
  const scored = lines.filter(({ result }) => result.total !== null).toSorted(byTotal);
  return {
    cycle,
    category,
    bands: BANDS.map((band) => ({ band, lines: scored.filter(({ result }) => result.band === band) })).filter((group) => group.lines.length > 0),
    withoutTotal: lines.filter(({ result }) => result.total === null),
    axis: axisOfUnits(units),
    graded: scored.some(({ grade }) => grade !== null),
  };
}

/** One plain sentence that can be quoted and says how sure it is; where nothing can be compared, it says that instead. */
export function quotable(release: Release, facts: RankingFacts, lang: Lang): string {
  const t = words(lang).ranking;
  const { category, cycle, bands } = facts;
  const lines = bands.flatMap((group) => group.lines);
  const base = {
    cycle: cycle.label[lang],
    category: category.label[lang],
    release: release.manifest.release,
    day: day(localDay(release, release.manifest.generatedAt), lang),
    provisional: provisional(release, cycle.id) !== null,
    n: category.units,
    withTotal: category.withTotal,
    mean: category.mean?.rounded ?? '',
  };
  const [only] = lines;
  if (only === undefined) return t.sentenceNone(base);
  const named = { ...base, name: only.name[lang], total: only.result.total?.rounded ?? '' };
  if (category.units === 1) return t.sentenceOne(named);
  if (lines.length === 1) return t.sentenceAlone(named);
  const size = (band: Band): number => bands.find((group) => group.band === band)?.lines.length ?? 0;
  const [above, middle, below] = [size('clearly-above'), size('not-separable'), size('clearly-below')];
  if (above + middle + below === 0) return t.sentenceUnbanded(base);
  const level = `${Math.round(Number(only.result.interval?.level ?? 0.95) * 100)}%`;
  const few = lines.filter(({ result }) => findOperation(result.tree, 'image')?.answers?.label === 'few').length;
  return t.sentence({ ...base, above, middle, below, level, few });
}
