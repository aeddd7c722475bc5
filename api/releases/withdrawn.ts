import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Queryable } from '../../db/client.ts';
import { listWithdrawnIds } from '../../db/queries/moderation.ts';
import { jsonFile } from '../../proof/release/assemble.ts';
import type { UnitTexts } from '../../proof/release/files.ts';
import { withoutTexts } from '../../proof/release/texts.ts';

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

/**
 * Takes words out of the data of every release there is. Manifests do not list these files, so that every release still
 * holds; its digests stay and say that something stood there.
 * @param gone ids of comments and evidence files.
 */
export function takeOutOfReleases(dataDir: string, gone: ReadonlySet<string>): Promise<void> {
  const done = before.then(() => takeOut(dataDir, gone));
  before = done.catch(() => {});
  return done;
}

/** One after the other: of two that read the same file at once, the second would write back what the first took out. */
let before: Promise<void> = Promise.resolve();

async function takeOut(dataDir: string, gone: ReadonlySet<string>): Promise<void> {
  if (gone.size === 0) return;
  const releases = path.join(dataDir, 'releases');
  for (const release of await namesIn(releases)) {
    const folder = path.join(releases, release, 'data', 'texts');
    for (const name of (await namesIn(folder)).filter((file) => file.endsWith('.json'))) await takeOutOfFile(path.join(folder, name), gone);
  }
}

/** The new file is written beside and moved over the old one: readers find one of the two, never a half. */
async function takeOutOfFile(file: string, gone: ReadonlySet<string>): Promise<void> {
  const left = withoutTexts(JSON.parse(await readFile(file, 'utf8')) as UnitTexts, gone);
  if (left === null) return;
  const fresh = `${file}.${process.pid}`;
  await writeFile(fresh, jsonFile('', left).text, { flush: true });
  await rename(fresh, file);
}

/** Whatever has been withdrawn is gone from every release, also from one that was being put together meanwhile. */
export const settleWithdrawals = async (db: Queryable, dataDir: string): Promise<void> => takeOutOfReleases(dataDir, new Set(await listWithdrawnIds(db)));
