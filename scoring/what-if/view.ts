import { exact, round, toText } from '../exact.ts';
import type { Result, Text, UnitResult } from '../result.ts';

/** Where a unit stands: its total and place, or null where it has none. */
export interface Place {
  readonly total: { readonly exact: string; readonly rounded: string } | null;
  readonly rank: number | null;
}

export interface ViewUnit {
  readonly id: string;
  readonly category: string;
  readonly official: Place;
  readonly view: Place;
  /** View minus official total, rounded; places won (positive) or lost. Null where one of the two is absent. */
  readonly change: { readonly total: string | null; readonly places: number | null };
  /** True: so few ballots differ that the unit is shown as it is officially, since the difference would point at persons. */
  readonly merged?: true;
}

/** One question "what if …?" answered for every unit. It never replaces the official result. */
export interface View {
  readonly id: string;
  readonly label: Text;
  readonly units: readonly ViewUnit[];
}

export interface ViewOptions {
  /** Digest of the official scheme's canonical form, as `score` takes it. */
  readonly digest: string;
}

const placeOf = (unit: UnitResult | undefined): Place => ({ total: unit?.total ?? null, rank: unit?.rank ?? null });

function change(official: Place, view: Place, decimals: number): ViewUnit['change'] {
  const total = official.total === null || view.total === null ? null : round(exact(view.total.exact).sub(exact(official.total.exact)), decimals);
  return { total, places: official.rank === null || view.rank === null ? null : official.rank - view.rank };
}

/** Lays a second result beside the official one, in the official order. Units that only the second has are left out. */
export function compare(official: Result, other: Result, decimals: number, merged: ReadonlySet<string> = new Set()): ViewUnit[] {
  const found = new Map(other.units.map((unit) => [unit.id, unit]));
  return official.units.map((unit) => {
    const [there, here] = [placeOf(unit), placeOf(found.get(unit.id))];
    return {
      id: unit.id,
      category: unit.category,
      official: there,
      view: here,
      change: change(there, here, decimals),
      ...(merged.has(unit.id) && ({ merged: true } as const)),
    };
  });
}

/** A weight times a factor, as a scheme writes it. */
export const scaled = (weight: string, factor: string): string => toText(exact(weight).mul(exact(factor)));
