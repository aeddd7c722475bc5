import { exact, isZero, ONE, type Rational, ZERO } from '../exact.ts';

/** A sum that is known: the cells in it. */
export type Equation = readonly string[];

type Row = Rational[];

const minus = (row: Row, other: Row, factor: Rational): Row => row.map((value, column) => value.sub((other[column] ?? ZERO).mul(factor)));

/** Row echelon form in which each leading cell stands in its own row only (Gauss and Jordan), exact. */
function reduced(rows: readonly Row[], columns: number): Row[] {
  let open = [...rows];
  const done: Row[] = [];
  for (let column = 0; column < columns; column += 1) {
    const lead = open.find((row) => !isZero(row[column] ?? ZERO));
    if (lead === undefined) continue;
    const scaled = lead.map((value) => value.div(lead[column] ?? ONE));
    const clear = (row: Row): Row => minus(row, scaled, row[column] ?? ZERO);
    open = open.filter((row) => row !== lead).map(clear);
    done.splice(0, done.length, ...done.map(clear), scaled);
  }
  return done;
}

/**
 * What follows from known sums over unknown cells: each entry is a set of cells whose sum can be computed, as small as
 * elimination finds it. A single cell in a set is given away. Every cell that linear algebra can determine is found.
 */
export function determined(cells: readonly string[], equations: readonly Equation[]): string[][] {
  const rows = equations.filter((equation) => equation.length > 0).map((equation) => cells.map((cell) => exact(equation.includes(cell) ? 1 : 0)));
  const sums = reduced(rows, cells.length);
  return sums.filter((row) => row.every((value) => isZero(value) || value.equals(ONE))).map((row) => cells.filter((_, column) => !isZero(row[column] ?? ZERO)));
}
