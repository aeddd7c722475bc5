import type { UnitInput } from '../input.ts';
import { type Figures, figureOf } from '../nodes/around.ts';
import type { ResultNode, UnitResult } from '../result.ts';
import type { Category, Veto } from '../scheme/schema.ts';
import type { Seen } from '../standing/conditions.ts';

/** A scored unit, and what has been worked out beside its total so far. */
export interface Entry {
  readonly unit: UnitInput;
  readonly category: Category;
  readonly result: UnitResult;
  readonly vetoes: readonly Veto[];
  /** Parts of its tree, then figures and payments as they come. */
  readonly figures: Figures;
  readonly beside: readonly ResultNode[];
  readonly payouts: readonly ResultNode[];
}

/** The entry with one more figure beside the total and the parts it is made of. */
export function withFigure(entry: Entry, made: ResultNode, parts: Figures): Entry {
  return { ...entry, beside: [...entry.beside, made], figures: new Map([...entry.figures, ...parts]) };
}

/** The entry with one more payment, under the id of its pool. */
export function withPayout(entry: Entry, made: ResultNode): Entry {
  return { ...entry, payouts: [...entry.payouts, made], figures: new Map([...entry.figures, [made.id, figureOf(made)]]) };
}

/** The entry as conditions see it. */
export function seenOf({ figures, vetoes, result }: Entry): Seen {
  return { figures, vetoes: vetoes.map(({ id }) => id), place: result.rank, grade: result.grade };
}
