import type { Row } from '../spreadsheets/csv.ts';

/**
 * The headings of a table whose header stands at a row. Where the same word stands several times (satisfied, not
 * satisfied under each question), the row above tells them apart: `办事效率·满意`; a heading that is empty there is
 * the one above it. A merged cell that a text file has lost fills the cells to its right.
 */
export function headingsAt(rows: readonly Row[], at: number): readonly string[] {
  const own = rows[at]?.cells ?? [];
  const above = rows[at - 1]?.cells ?? [];
  const repeated = repeatedWords(own);
  if (repeated.size === 0 || above.length === 0) return own;
  const filled = filledRight(above);
  return own.map((heading, i) => {
    if (heading === '') return above[i] ?? '';
    return repeated.has(heading) && filled[i] && filled[i] !== heading ? `${filled[i]}·${heading}` : heading;
  });
}

function repeatedWords(cells: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(
    cells.filter((cell) => {
      const again = cell !== '' && seen.has(cell);
      seen.add(cell);
      return again;
    }),
  );
}

function filledRight(cells: readonly string[]): readonly string[] {
  let last = '';
  return cells.map((cell) => {
    last = cell === '' ? last : cell;
    return last;
  });
}
