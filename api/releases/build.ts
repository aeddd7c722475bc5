import path from 'node:path';
import type { Queryable } from '../../db/client.ts';
import { findRelease, latestPublished, listReleases, lockBuilds, moveRelease, nextNumber, type ReleaseRow } from '../../db/queries/releases.ts';
import { audit } from '../audit.ts';
import type { Dependencies } from '../context.ts';
import { PRODUCT } from '../product.ts';
import { buildPages } from './build-pages.ts';
import { draftFolder, keepRelease, switchTo, writeData } from './folder.ts';
import { takeSnapshot } from './snapshot.ts';

/**
 * Builds one release from start to switch: snapshot → manifest → pages → row → switch. Releases are built one at a
 * time over all processes. The row decides what is published: killed before its commit, the release before stays live
 * and the build begins again; killed after it, `settleReleases` makes the switch at the next start.
 */
export async function buildRelease(deps: Dependencies, id: string): Promise<void> {
  const { db, config, log } = deps;
  try {
    const number = await db.transaction(async (tx) => {
      await lockBuilds(tx);
      const release = await findRelease(tx, id);
      return release?.state === 'building' ? publishUnderLock(deps, tx, release) : null;
    });
    if (number !== null) await switchTo(config.dataDir, number);
  } catch (error) {
    log.error({ release: id, error: (error as Error).message }, 'release not built');
    await moveRelease(db, id, 'building', { state: 'failed', failure: (error as Error).message.slice(0, 2000) });
    throw error;
  }
}

async function publishUnderLock(deps: Dependencies, tx: Queryable, release: ReleaseRow): Promise<number> {
  const { db, clock, config, city } = deps;
  const number = await nextNumber(tx);
  const live = await latestPublished(tx);
  const runs = release.kind === 'daily' ? (live?.runs ?? release.runs) : { ...live?.runs, ...release.runs };
  const snapshot = await db.transaction((reading) => takeSnapshot(deps, reading, runs), { isolationLevel: 'repeatable read', accessMode: 'read only' });
  const publishedAt = clock();
  const manifestSha256 = await writeData(
    config.dataDir,
    {
      format: 'gongping-release/1',
      release: number,
      kind: release.kind,
      city: city.id,
      demonstration: city.demonstration,
      generatedAt: publishedAt.toISOString(),
      product: PRODUCT.version,
      previous: live?.number && live.manifestSha256 ? { release: live.number, manifestSha256: live.manifestSha256 } : null,
      schemes: snapshot.schemes,
    },
    snapshot.files,
  );
  const pages = await buildPages(config.projectDir, path.join(draftFolder(config.dataDir, number), 'data'), `${city.id}-${number}-${process.pid}`);
  await keepRelease(config.dataDir, number, pages);
  await moveRelease(tx, release.id, 'building', { state: 'published', number, runs, manifestSha256, publishedAt });
  await audit(tx, publishedAt, { actor: null, action: 'release.published', subject: `release:${number}`, detail: { id: release.id, manifestSha256 } });
  return number;
}

/** After a start: the live site is the newest published release, and interrupted builds begin again. */
export async function settleReleases({ db, config, jobs }: Dependencies): Promise<void> {
  const live = await latestPublished(db);
  if (live?.number) await switchTo(config.dataDir, live.number);
  for (const release of (await listReleases(db)).filter(({ state }) => state === 'building').reverse()) await jobs.buildRelease(release.id);
}
