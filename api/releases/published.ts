import type { Queryable } from '../../db/client.ts';
import { latestPublished } from '../../db/queries/releases.ts';
import { findRun } from '../../db/queries/scores.ts';
import type { Result } from '../../scoring/index.ts';

/** The result of a cycle as the live release shows it; null when none has been published. */
export async function publishedResult(db: Queryable, cycle: string): Promise<{ readonly release: number; readonly result: Result } | null> {
  const release = await latestPublished(db);
  const runId = release && Object.hasOwn(release.runs, cycle) ? release.runs[cycle] : undefined;
  const run = runId === undefined ? null : await findRun(db, runId);
  return release?.number && run ? { release: release.number, result: JSON.parse(run.result) as Result } : null;
}
