import { exact } from '../exact.ts';
import type { ScoringInput } from '../input.ts';
import type { Around } from '../nodes/around.ts';
import type { PoolResult, UnitResult } from '../result.ts';
import type { Category, Scheme } from '../scheme/schema.ts';
import type { Seen } from '../standing/conditions.ts';
import { consequencesOf } from '../standing/consequence.ts';
import { levelsOf } from '../standing/grading.ts';
import { letterOf } from '../standing/letter.ts';
import { type Entry, seenOf } from './entry.ts';
import { addFigures } from './figures.ts';
import { payPools } from './pools.ts';

/** Levels in place of grades, where the category has its own. */
function grade(category: Category, entries: readonly Entry[]): readonly Entry[] {
  if (category.grading === undefined) return entries;
  const graded = entries.map((entry) => {
    const { grade: _, ...seen } = seenOf(entry);
    const total = entry.result.total === null ? null : exact(entry.result.total.exact);
    return { ...seen, id: entry.unit.id, total, caps: entry.vetoes.flatMap(({ caps_grade: cap }) => cap ?? []) };
  });
  const levels = levelsOf(category.grading, graded);
  return entries.map((entry, index) => {
    const { level = null, notes = [] } = levels[index] ?? {};
    return { ...entry, result: { ...entry.result, grade: level, notes: [...entry.result.notes, ...notes] } };
  });
}

/** What the conditions of consequences may look at, with the grade by its name. */
function lastSeen(entry: Entry, scheme: Scheme): Seen {
  const levels = entry.category.grading?.levels ?? scheme.grades?.bands ?? [];
  const gradeLabel = levels.find(({ id }) => id === entry.result.grade)?.label;
  return { ...seenOf(entry), ...(gradeLabel && { gradeLabel }) };
}

function finished(entry: Entry, scheme: Scheme, { calendar = null }: { calendar?: ScoringInput['calendar'] | null }): UnitResult {
  const { unit, category, result, beside, payouts } = entry;
  const consequences = category.consequences && consequencesOf(category.consequences, lastSeen(entry, scheme), unit, calendar);
  const letter = category.letter && unit.letter && calendar ? letterOf(category.letter, unit.letter, calendar) : undefined;
  return {
    ...result,
    ...(beside.length > 0 && { figures: beside }),
    ...(payouts.length > 0 && { payouts }),
    ...(consequences && { consequences }),
    ...(letter && { letter }),
  };
}

/** What `score` has worked out, in the order of its result. */
export interface Base {
  readonly entries: readonly Entry[];
  readonly around: Around;
}

/**
 * Everything that stands beside the totals: figures, levels, pools of money, consequences, letters. Categories go in the
 * scheme's order, so that the figures of one may read those of an earlier one. Totals and ranks are
 * not touched; a unit whose category asks for none of this comes out as it went in.
 */
export function complete(scheme: Scheme, input: ScoringInput, { entries, around }: Base): { units: readonly UnitResult[]; pools: readonly PoolResult[] } {
  const current = new Map(entries.map((entry) => [entry.unit.id, entry]));
  for (const category of scheme.categories) {
    if (category.figures === undefined && category.grading === undefined) continue;
    const others = [...current.values()];
    const own = others.filter(({ unit }) => unit.category === category.id);
    for (const entry of grade(category, addFigures(category, own, { ...around, others }, scheme))) current.set(entry.unit.id, entry);
  }
  const { entries: paid, pools } = payPools(scheme, [...current.values()]);
  return { units: paid.map((entry) => finished(entry, scheme, input)), pools };
}
