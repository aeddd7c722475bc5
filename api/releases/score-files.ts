import type { Queryable } from '../../db/client.ts';
import { findRun } from '../../db/queries/scores.ts';
import { jsonFile, type ReleaseFile } from '../../proof/release/assemble.ts';
import { hiddenPath } from '../../proof/release/checks/share.ts';
import type { PublicScores } from '../../proof/release/files.ts';
import type { PublicShare } from '../../proof/release/public-share.ts';
import type { Result, ScoringInput } from '../../scoring/index.ts';
import { publicPart } from './public-only.ts';

export interface ScoreFiles {
  readonly scores: readonly PublicScores[];
  /** Input and result of each cycle, byte for byte as they were computed; only their public share where a part is kept inside. */
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
    const input = JSON.parse(run.input) as ScoringInput;
    const share = publicPart(input, result);
    if (share) {
      scores.push({ cycle, input: share.input, result: share.result });
      files.push(...shareFiles(cycle, share));
      continue;
    }
    scores.push({ cycle, input, result });
    files.push({ path: `scores/${cycle}/input.json`, text: `${run.input}\n` }, { path: `scores/${cycle}/result.json`, text: `${run.result}\n` });
  }
  return { scores, files, schemes };
}

const shareFiles = (cycle: string, { input, result, hidden }: PublicShare): ReleaseFile[] => [
  { path: `scores/${cycle}/input.json`, text: `${JSON.stringify(input)}\n` },
  { path: `scores/${cycle}/result.json`, text: `${JSON.stringify(result)}\n` },
  jsonFile(hiddenPath(cycle), hidden),
];
