import { byCodeUnit } from '../canonical.ts';
import { determined, type Equation } from './inference.ts';

/** One cell of a split: how many valid answers it rests on. */
export interface SplitCell {
  readonly id: string;
  readonly count: number;
}

/** A figure that is, or would be, published about several cells together. */
export interface SplitLine {
  readonly id: string;
  /** Ids of its cells. */
  readonly cells: readonly string[];
  /** True for a scoring group's own line: it is published whatever happens. Other lines go when one of their cells is hidden. */
  readonly always: boolean;
}

export interface Suppressed {
  /** Cells to hide, sorted. */
  readonly cells: readonly string[];
  /** Lines to leave out, sorted. */
  readonly lines: readonly string[];
}

/** Lines that stay, as equations over the hidden cells: what anybody can work out by taking visible cells away. */
function known(hidden: ReadonlySet<string>, lines: readonly SplitLine[]): Equation[] {
  return lines.filter(({ always }) => always).map(({ cells }) => cells.filter((cell) => hidden.has(cell)));
}

interface Table {
  readonly counts: ReadonlyMap<string, number>;
  readonly lines: readonly SplitLine[];
  readonly minimum: number;
}

/** Hidden cells that somebody could compute, alone or as a sum of fewer answers than the minimum. */
function exposed(hidden: ReadonlySet<string>, { counts, lines, minimum }: Table): string[] {
  const equations = known(hidden, lines).filter((cells) => cells.length > 0);
  const sums = [...equations, ...determined([...hidden].sort(byCodeUnit), equations)];
  const small = sums.filter((cells) => cells.length === 1 || cells.reduce((sum, cell) => sum + (counts.get(cell) ?? 0), 0) < minimum);
  return small.flat();
}

/**
 * The visible cell to hide next: of those on a standing line with an exposed cell the one that leaves the fewest exposed, then the
 * smallest; cells with answers before empty ones, then by id.
 */
function companion(open: readonly string[], hidden: ReadonlySet<string>, table: Table): string | undefined {
  const touched = table.lines.filter(({ always, cells }) => always && cells.some((cell) => open.includes(cell)));
  const candidates = [...new Set(touched.flatMap(({ cells }) => cells))].filter((cell) => !hidden.has(cell));
  const size = (cell: string): number => table.counts.get(cell) || Number.MAX_SAFE_INTEGER;
  const rated = candidates.map((cell) => ({ cell, left: new Set(exposed(new Set([...hidden, cell]), table)).size }));
  return rated.sort((a, b) => a.left - b.left || size(a.cell) - size(b.cell) || byCodeUnit(a.cell, b.cell))[0]?.cell;
}

/** Shows neighbours again that turned out not to be needed, the largest first. */
function spared(hidden: ReadonlySet<string>, table: Table): ReadonlySet<string> {
  const size = (cell: string): number => table.counts.get(cell) ?? 0;
  const neighbours = [...hidden].filter((cell) => size(cell) === 0 || size(cell) >= table.minimum).sort((a, b) => size(b) - size(a) || byCodeUnit(a, b));
  const kept = new Set(hidden);
  for (const cell of neighbours) {
    kept.delete(cell);
    if (exposed(kept, table).length > 0) kept.add(cell);
  }
  return kept;
}

function checked(cells: readonly SplitCell[], lines: readonly SplitLine[], minimum: number): Table {
  const counts = new Map(cells.map(({ id, count }) => [id, count]));
  if (counts.size < cells.length) throw new RangeError('a cell appears twice');
  if (cells.some(({ count }) => !Number.isSafeInteger(count) || count < 0)) throw new RangeError('a count is a whole number not below 0');
  const strangers = lines.flatMap((line) => line.cells).filter((cell) => !counts.has(cell));
  if (strangers.length > 0) throw new RangeError(`a line names an unknown cell: ${strangers[0]}`);
  return { counts, lines, minimum };
}

/**
 * Which cells and lines of a split to leave out, so that no cell with 1 to `minimum` − 1 answers, and no hidden cell at
 * all, follows from what is published. First the small cells; then, as long as a hidden cell or a sum of hidden cells below
 * the minimum can be computed from the standing lines, a neighbour too (complementary suppression), of which
 * those not needed in the end are shown again. A scoring
 * group's line always stays. Empty cells may show: nobody's answer is in them.
 * Guards against computing exactly, by adding and taking away; not against guessing within limits.
 * Source: L. H. Cox, "Suppression Methodology and Statistical Disclosure Control", Journal of the American Statistical Association 75 (1980).
 * @returns null when the standing lines give a hidden cell away whatever else is hidden: then the split is not published at all.
 * @throws RangeError for cells that appear twice, unknown cells or counts that are no counts.
 */
export function suppress(cells: readonly SplitCell[], lines: readonly SplitLine[], minimum: number): Suppressed | null {
  const table = checked(cells, lines, minimum);
  const hidden = new Set(cells.filter(({ count }) => count > 0 && count < minimum).map(({ id }) => id));
  for (let open = exposed(hidden, table); open.length > 0; open = exposed(hidden, table)) {
    const next = companion(open, hidden, table);
    if (next === undefined) return null;
    hidden.add(next);
  }
  const kept = spared(hidden, table);
  const left = lines.filter((line) => !line.always && line.cells.some((cell) => kept.has(cell)));
  return { cells: [...kept].sort(byCodeUnit), lines: left.map(({ id }) => id).sort(byCodeUnit) };
}
