import type { Queryable } from '../../db/client.ts';
import { findRun } from '../../db/queries/scores.ts';
import type { ReleaseFile } from '../../proof/release/assemble.ts';
import type { PublicScores } from '../../proof/release/files.ts';
import type { Result, ScoringInput } from '../../scoring/index.ts';
import { refuseHidden } from './public-only.ts';

export interface ScoreFiles {
  readonly scores: readonly PublicScores[];
  /** Input and result of each cycle, byte for byte as they were computed. */
  readonly files: readonly ReleaseFile[];
  /** Scheme reference per cycle. */
  readonly schemes: Readonly<Record<string, string>>;
}

/** The published computations by cycle. */
export async function scoreFiles(tx: Queryable, runs: Readonly<Record<string, string>>): Promise<ScoreFiles> {
  const scores: PublicScores[] = [];
  const files: ReleaseFile[] = [];
  const schemes: Record<string, string> = {};
  for (const [cycle, runId] of Object.entries(runs).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const run = await findRun(tx, runId);
    if (!run) throw new Error(`scoring run ${runId} of cycle ${cycle} is gone`);
    schemes[cycle] = run.scheme;
    const result = JSON.parse(run.result) as Result;
    refuseHidden(result);
    scores.push({ cycle, input: JSON.parse(run.input) as ScoringInput, result });
    files.push({ path: `scores/${cycle}/input.json`, text: `${run.input}\n` }, { path: `scores/${cycle}/result.json`, text: `${run.result}\n` });
  }
  return { scores, files, schemes };
}
