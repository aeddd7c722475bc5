/** Number of letters left out, put in, changed or swapped with their neighbour that turn one word into another. */
function distance(a: string, b: string): number {
  const table: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number): number => table[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    table.push(row);
    for (let j = 1; j <= b.length; j += 1) {
      const changed = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, changed, swapped));
    }
  }
  return at(a.length, b.length);
}

/** Longest word that is compared; longer ones are no slips of the pen. */
const LONGEST = 40;

/** The known word that a misspelt one was most likely meant to be: at most every third letter differs. Null where none is close. */
export function nearest(word: string, known: readonly string[]): string | null {
  if (word.length > LONGEST) return null;
  const most = Math.min(3, Math.floor(word.length / 3));
  const found = known.map((one) => ({ one, far: distance(word.toLowerCase(), one.toLowerCase()) })).filter(({ far }) => far <= most);
  return found.sort((a, b) => a.far - b.far)[0]?.one ?? null;
}
