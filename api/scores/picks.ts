import type { TallyRow } from '../../db/queries/scores.ts';
import { ballotsIn, categoryPlace, PICKED } from '../../proof/picks.ts';
import { type PickPart, pickParts, type Scheme } from '../../scoring/index.ts';

/** How often units were named on ballots that choose some of a category, as the engine takes it. */
export interface PickInput {
  /** part → valid ballots. */
  readonly ballots: Readonly<Record<string, number>>;
  /** unit → part → how often it was named. */
  readonly named: ReadonlyMap<string, Readonly<Record<string, { readonly named: string }>>>;
}

/**
 * The picks of all groups of each part together. A group with fewer valid ballots than its minimum is left out whole, so
 * that scores use published figures only; a part without any group has no ballots.
 */
export function pickInput(scheme: Scheme, tallies: readonly TallyRow[]): PickInput {
  const counted = pickParts(scheme).flatMap((part) => {
    const rows = rowsOf(part, tallies);
    return rows.length === 0 ? [] : [{ part: part.part, rows }];
  });
  const named = new Map<string, Record<string, { named: string }>>();
  for (const { part, rows } of counted) for (const [unit, times] of timesNamed(rows)) named.set(unit, { ...named.get(unit), [part]: { named: String(times) } });
  return { ballots: Object.fromEntries(counted.map(({ part, rows }) => [part, rows.reduce((sum, row) => sum + ballotsIn(row), 0)])), named };
}

const rowsOf = ({ category, ballots }: PickPart, tallies: readonly TallyRow[]): TallyRow[] =>
  tallies.filter((row) => row.unitId === categoryPlace(category) && ballots.groups.some(({ id, minimum }) => id === row.group && ballotsIn(row) >= minimum));

function timesNamed(rows: readonly TallyRow[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const { counts } of rows) for (const [unit, answers] of Object.entries(counts)) times.set(unit, (times.get(unit) ?? 0) + (answers[PICKED] ?? 0));
  return times;
}
