import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Queryable } from '../../db/client.ts';
import { auditHashAt } from '../../db/queries/audit.ts';
import type { ReleaseManifest } from '../../proof/release/files.ts';
import { FIRST_HASH } from '../audit.ts';
import { liveNumber, releaseFolder } from '../releases/folder.ts';

/** The head of the log that the live release signed, and whether the log still has that row. */
export interface ReleasedHead {
  readonly release: number;
  readonly rows: number;
  readonly lastHash: string;
  readonly holds: boolean;
}

/**
 * Compares the log with what the live release signed of it: rows cut off at the end break no hash, but they are missed
 * here. Null before the first release that names the head of the log.
 */
export async function releasedHead(db: Queryable, dataDir: string): Promise<ReleasedHead | null> {
  const release = await liveNumber(dataDir);
  if (release === null) return null;
  const text = await readFile(path.join(releaseFolder(dataDir, release), 'data', 'manifest.json'), 'utf8').catch(() => null);
  const head = text === null ? null : (JSON.parse(text) as Partial<ReleaseManifest>).audit;
  if (!head) return null;
  const there = head.rows === 0 ? FIRST_HASH : await auditHashAt(db, head.rows);
  return { release, rows: head.rows, lastHash: head.lastHash, holds: there === head.lastHash };
}
