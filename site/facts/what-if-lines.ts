import type { Text } from '../../scoring/result.ts';
import type { Release } from '../release.ts';
import { namesOf } from './names.ts';
import type { WhatIfFacts } from './what-if.ts';

export interface WhatIfLine {
  readonly id: string;
  readonly name: Text;
  readonly rank: number | null;
  /** In the order of the views: the rank there and the places won (positive) or lost. */
  readonly places: readonly { readonly rank: number | null; readonly moved: number }[];
  /** `36–46`, or one rank where it never moves; a dash without one. */
  readonly stress: string;
}

const range = (ranks: readonly [number, number] | null | undefined): string => (ranks ? [...new Set(ranks)].join('–') : '—');

/** One line per unit in the official order; units without an official rank come last. */
export function whatIfLines(release: Release, { views, stress }: WhatIfFacts): WhatIfLine[] {
  const name = namesOf(release);
  const lines = [...(views[0]?.units.values() ?? [])].map(
    ({ id, official }): WhatIfLine => ({
      id,
      name: name(id),
      rank: official.rank,
      places: views.map(({ units }) => ({ rank: units.get(id)?.view.rank ?? null, moved: units.get(id)?.change.places ?? 0 })),
      stress: range(stress.units.get(id)?.rank),
    }),
  );
  return lines.toSorted((a, b) => (a.rank ?? Number.POSITIVE_INFINITY) - (b.rank ?? Number.POSITIVE_INFINITY) || 0);
}
