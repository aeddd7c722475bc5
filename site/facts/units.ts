import { pinyin } from 'pinyin-pro';
import type { CityCategory } from '../../content/load.ts';
import type { PublicCycle, PublicUnit } from '../../proof/release/files.ts';
import type { UnitResult } from '../../scoring/result.ts';
import type { Release } from '../release.ts';
import { resultOf, scoredCycles } from './cycles.ts';

export interface UnitLine {
  readonly unit: PublicUnit;
  /** What a search looks through: both names, pinyin and initials, in small letters. */
  readonly search: string;
  readonly result: UnitResult | null;
}

export interface UnitsFacts {
  readonly cycle: PublicCycle | null;
  readonly categories: readonly { readonly category: CityCategory; readonly lines: readonly UnitLine[] }[];
}

const known = new Map<string, string>();

/** `市教育局` → `市教育局 shijiaoyuju sjyj jiaoyuju jyj`: with and without the leading 市, since nobody types it. */
export function searchText(name: { readonly zh: string; readonly en: string }): string {
  const cached = known.get(name.zh);
  if (cached !== undefined) return cached;
  const syllables = pinyin(name.zh, { toneType: 'none', type: 'array', nonZh: 'consecutive' });
  const of = (parts: readonly string[]): string[] => [parts.join(''), parts.map((part) => part[0] ?? '').join('')];
  const short = name.zh.startsWith('市') ? of(syllables.slice(1)) : [];
  const text = [name.zh, name.en, ...of(syllables), ...short].join(' ').toLowerCase();
  known.set(name.zh, text);
  return text;
}

export function unitsFacts(release: Release): UnitsFacts {
  const cycle = scoredCycles(release)[0] ?? null;
  const line = (unit: PublicUnit): UnitLine => ({ unit, search: searchText(unit.name), result: cycle && resultOf(release, cycle.id, unit.id) });
  return {
    cycle,
    categories: release.city.categories
      .map((category) => ({ category, lines: release.units.filter((unit) => unit.category === category.id).map(line) }))
      .filter(({ lines }) => lines.length > 0),
  };
}
