import type { Queryable } from '../../db/client.ts';
import { listCounts } from '../../db/queries/imports.ts';
import type { TallyRow } from '../../db/queries/leaves.ts';
import { compareText, fromUtf8 } from '../../proof/bytes.ts';
import type { Dependencies } from '../context.ts';
import { answersAbout, type Counts } from './counts.ts';
import { takeOut } from './keeping.ts';

type Levels = Record<string, Record<string, number>>;

/** Tallies of the groups whose answers hotlines counted, all files of a group added, sorted by unit and group. */
export async function countedTallies(deps: Pick<Dependencies, 'secrets'>, db: Queryable, windowId: string): Promise<TallyRow[]> {
  const sums = new Map<string, { readonly unitId: string; readonly group: string; readonly counts: Levels }>();
  for (const { group, fileSha256, counts } of await listCounts(db, windowId)) {
    const kept = JSON.parse(fromUtf8(takeOut(deps, windowId, placeOfCounts(fileSha256), counts ?? new Uint8Array()))) as Counts;
    for (const [unitId, questions] of Object.entries(kept)) {
      const line = sums.get(`${unitId}\n${group}`) ?? { unitId, group, counts: {} };
      add(line.counts, questions);
      sums.set(`${unitId}\n${group}`, line);
    }
  }
  return [...sums]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, line]) => ({ windowId, ...line, origin: 'counts', roster: null, products: {}, pairs: {}, splits: null }));
}

/** Where counts lie until the opening. */
export const placeOfCounts = (fileSha256: string): string => `counts ${fileSha256}`;

function add(sums: Levels, questions: Counts[string]): void {
  for (const [question, levels] of Object.entries(questions)) {
    const own = sums[question] ?? {};
    for (const [level, n] of Object.entries(levels)) own[level] = (own[level] ?? 0) + n;
    sums[question] = own;
  }
}

/** Answers per unit and group as they are signed at closing: counts cannot change after it either. */
export const countedCells = (tallies: readonly TallyRow[]) =>
  tallies.map(({ unitId, group, counts }) => ({ unit: unitId, group, answers: answersAbout(counts) }));
