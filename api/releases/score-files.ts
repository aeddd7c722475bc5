import type { Queryable } from '../../db/client.ts';
import { findRun } from '../../db/queries/scores.ts';
import type { PublicUnit } from '../../proof/release/files.ts';
import type { Result, ScoringInput } from '../../scoring/index.ts';
import type { SnapshotFile } from './snapshot.ts';
import { rankingTable, tallyTable } from './tables.ts';

/** Input and result of each published cycle, byte for byte as they were computed, with tables for spreadsheets. */
export async function scoreFiles(
  tx: Queryable,
  runs: Readonly<Record<string, string>>,
  units: readonly PublicUnit[],
): Promise<{ readonly files: SnapshotFile[]; readonly schemes: Record<string, string> }> {
  const names = new Map(units.map((unit) => [unit.id, unit.name]));
  const files: SnapshotFile[] = [];
  const schemes: Record<string, string> = {};
  for (const [cycle, runId] of Object.entries(runs).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const run = await findRun(tx, runId);
    if (!run) throw new Error(`scoring run ${runId} of cycle ${cycle} is gone`);
    schemes[cycle] = run.scheme;
    files.push(
      { path: `scores/${cycle}/input.json`, text: `${run.input}\n` },
      { path: `scores/${cycle}/result.json`, text: `${run.result}\n` },
      rankingTable(cycle, JSON.parse(run.result) as Result, (unit) => names.get(unit) ?? { zh: unit, en: unit }),
      tallyTable(cycle, JSON.parse(run.input) as ScoringInput),
    );
  }
  return { files, schemes };
}
