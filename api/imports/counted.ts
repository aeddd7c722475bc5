import type { Queryable } from '../../db/client.ts';
import { type ImportRow, listCounts } from '../../db/queries/imports.ts';
import type { TallyRow } from '../../db/queries/leaves.ts';
import { compareText, fromUtf8 } from '../../proof/bytes.ts';
import { sha256Hex } from '../../proof/hash.ts';
import type { Dependencies } from '../context.ts';
import { answersAbout, type Counts } from './counts.ts';
import { takeOut } from './keeping.ts';

type Levels = Record<string, Record<string, number>>;

/** What hotlines counted for a window. */
export interface Counted {
  readonly tallies: readonly TallyRow[];
  /** SHA-256 over what is kept of all their files; null where there are none. Signed at closing, it says nothing of the counts. */
  readonly sha256: string | null;
}

/** Tallies of the groups whose answers hotlines counted, all files of a group added, sorted by unit and group. */
export async function readCounted(deps: Pick<Dependencies, 'secrets'>, db: Queryable, windowId: string): Promise<Counted> {
  const files = await listCounts(db, windowId);
  const kept = files.map(({ counts }) => sha256Hex(counts ?? new Uint8Array())).sort();
  return { tallies: talliesOf(deps, windowId, files), sha256: kept.length === 0 ? null : sha256Hex(kept.join('\n')) };
}

function talliesOf(deps: Pick<Dependencies, 'secrets'>, windowId: string, files: readonly ImportRow[]): TallyRow[] {
  const sums = new Map<string, { readonly unitId: string; readonly group: string; readonly counts: Levels }>();
  for (const { group, fileSha256, counts } of files) {
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
