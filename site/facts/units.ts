import type { CityCategory, Errand, Text } from '../../content/load.ts';
import type { PublicCycle, PublicUnit } from '../../proof/release/files.ts';
import type { UnitResult } from '../../scoring/result.ts';
import type { Release } from '../release.ts';
import { resultOf, scoredCycles } from './cycles.ts';
import { searchText, searchWords } from './search.ts';

export interface UnitLine {
  readonly unit: PublicUnit;
  /** What a search looks through: both names, pinyin and initials, in small letters. */
  readonly search: string;
  readonly result: UnitResult | null;
}

export interface ErrandLine {
  readonly errand: Errand;
  readonly search: string;
  readonly units: readonly PublicUnit[];
}

export interface Theme {
  readonly id: string;
  readonly label: Text;
  readonly lines: readonly ErrandLine[];
}

export interface UnitsFacts {
  readonly cycle: PublicCycle | null;
  readonly categories: readonly { readonly category: CityCategory; readonly lines: readonly UnitLine[] }[];
  /** Errands by theme; none where the city lists none. */
  readonly themes: readonly Theme[];
}

/** Errands of units that are in the release. */
function themesOf({ city, units }: Release): Theme[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const lines = (city.errands?.errands ?? []).map((errand): ErrandLine & { readonly theme: string } => ({
    errand,
    theme: errand.theme,
    search: searchWords([errand.title.zh, ...errand.words.zh], [errand.title.en, ...errand.words.en]),
    units: errand.units.flatMap((id) => byId.get(id) ?? []),
  }));
  const under = Map.groupBy(
    lines.filter((line) => line.units.length > 0),
    ({ theme }) => theme,
  );
  return (city.errands?.themes ?? []).flatMap((theme) => {
    const own = under.get(theme.id);
    return own ? [{ ...theme, lines: own }] : [];
  });
}

export function unitsFacts(release: Release): UnitsFacts {
  const cycle = scoredCycles(release)[0] ?? null;
  const line = (unit: PublicUnit): UnitLine => ({
    unit,
    search: searchText(unit.name.zh, unit.name.en),
    result: cycle && resultOf(release, cycle.id, unit.id),
  });
  return {
    cycle,
    categories: release.city.categories
      .map((category) => ({ category, lines: release.units.filter((unit) => unit.category === category.id).map(line) }))
      .filter(({ lines }) => lines.length > 0),
    themes: themesOf(release),
  };
}
