import path from 'node:path';
import { dayOf } from '../../content/load.ts';
import type { Queryable } from '../../db/client.ts';
import { findRelease, latestPublished, listReleases, lockBuilds, moveRelease, nextNumber, noteStep, type ReleaseRow } from '../../db/queries/releases.ts';
import { assembleRelease } from '../../proof/release/assemble.ts';
import { ENGINE } from '../../scoring/index.ts';
import { audit } from '../audit.ts';
import type { Dependencies } from '../context.ts';
import { PRODUCT } from '../product.ts';
import { loggable } from '../unexpected.ts';
import { buildPages } from './build-pages.ts';
import { draftFolder, keepRelease, packedFolder, releaseFolder, switchTo, writeData } from './folder.ts';
import { correctionOf } from './history.ts';
import { openReleaseKeys } from './keys.ts';
import { writeLogs } from './log-files.ts';
import { refuseUnproved } from './proving.ts';
import { type Snapshot, takeSnapshot } from './snapshot.ts';
import { changesOf, objectionDeadline } from './stages.ts';
import { verifierText } from './verifier/bundle.ts';
import { settleWithdrawals } from './withdrawn.ts';

/** The steps of a build in their order; a build that ends after any of them leaves the release before live. */
export const BUILD_STEPS = ['snapshot taken', 'data written', 'proved', 'pages built', 'put together', 'row written', 'row kept', 'switched'] as const;

export interface BuildTools {
  /** Hears of each finished step; tests end the process there. */
  readonly step: (done: (typeof BUILD_STEPS)[number]) => Promise<void> | void;
  /** Null: data only, as for a release of the past that nobody will ever see live; its pages are drawn on demand. */
  readonly pages: typeof buildPages | null;
}

const TOOLS: BuildTools = { step: () => {}, pages: buildPages };

/**
 * Builds one release from start to switch: snapshot → files, manifest and signature → proof → pages → row → switch.
 * Releases are built one at a time over all processes. The row decides what is published: killed before its commit, the
 * release before stays live and the build begins again; killed after it, `settleReleases` makes the switch at the next start.
 */
export async function buildRelease(deps: Dependencies, id: string, tools: BuildTools = TOOLS): Promise<void> {
  const { db, config, log } = deps;
  try {
    const number = await db.transaction(async (tx) => {
      await lockBuilds(tx);
      const release = await findRelease(tx, id);
      return release?.state === 'building' ? publishUnderLock(deps, tx, release, noting(db, id, tools)) : null;
    });
    if (number === null) return;
    await tools.step('row kept');
    await switchTo(config.dataDir, number);
    await tools.step('switched');
  } catch (error) {
    const told = loggable(error as Error);
    log.error({ release: id, error: told }, 'release not built');
    await moveRelease(db, id, 'building', { state: 'failed', failure: String(told['message'] ?? `${told['name']} ${told['code']}`).slice(0, 2000) });
    throw error;
  }
}

/** Steps that the office sees while a release is built, up to the row itself: from then on the row is held until it is done. */
const noting = (db: Queryable, id: string, tools: BuildTools): BuildTools => ({
  ...tools,
  step: async (done) => {
    if (done !== 'row written') await noteStep(db, id, done);
    await tools.step(done);
  },
});

async function publishUnderLock(deps: Dependencies, tx: Queryable, release: ReleaseRow, tools: BuildTools): Promise<number> {
  const { db, clock, config, city } = deps;
  const number = await nextNumber(tx);
  const live = await latestPublished(tx);
  const runs = release.kind === 'daily' ? (live?.runs ?? release.runs) : { ...live?.runs, ...release.runs };
  const publishedAt = clock();
  const snapshot = await db.transaction((reading) => takeSnapshot(deps, reading, runs, publishedAt, release), {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  });
  await tools.step('snapshot taken');
  const objectionsUntil = release.stage === 'provisional' ? objectionDeadline(city, dayOf(publishedAt, city.timezone)) : null;
  const changes = await changesOf(tx, release);
  const { files, manifestSha256 } = await signedRelease(deps, snapshot, { number, release: { ...release, objectionsUntil, changes }, publishedAt, live });
  const data = await writeData(config.dataDir, number, files);
  await writeLogs(deps, snapshot.contents.records, data, live?.number ? path.join(releaseFolder(config.dataDir, live.number), 'data') : null);
  await tools.step('data written');
  await refuseUnproved(data, number, config.dataDir);
  await tools.step('proved');
  const folder = path.join(draftFolder(config.dataDir, number), 'data');
  const pages = tools.pages && (await tools.pages(config.projectDir, folder, `${city.id}-${number}-${process.pid}`, config.publicUrl, packedFolder(folder)));
  await tools.step('pages built');
  await keepRelease(config.dataDir, number, pages);
  await settleWithdrawals(db, config.dataDir);
  await tools.step('put together');
  await moveRelease(tx, release.id, 'building', { state: 'published', number, runs, objectionsUntil, changes, manifestSha256, publishedAt });
  await audit(tx, publishedAt, { actor: null, action: 'release.published', subject: `release:${number}`, detail: { id: release.id, manifestSha256 } });
  await tools.step('row written');
  return number;
}

interface Numbered {
  readonly number: number;
  readonly release: ReleaseRow;
  readonly publishedAt: Date;
  readonly live: ReleaseRow | null;
}

/** All files of a release with manifest and signature. */
export async function signedRelease({ config, city, secrets }: Dependencies, snapshot: Snapshot, { number, release, publishedAt, live }: Numbered) {
  const signer = openReleaseKeys(config.dataDir, publishedAt);
  return assembleRelease({
    about: {
      release: number,
      kind: release.kind,
      demonstration: city.demonstration,
      generatedAt: publishedAt.toISOString(),
      product: PRODUCT.version,
      engine: ENGINE,
      key: signer.active.id,
      previous: live?.number && live.manifestSha256 ? { release: live.number, manifestSha256: live.manifestSha256 } : null,
      stage: release.stage,
      corrects: correctionOf(release),
      cycles: release.cycles,
      objectionsUntil: release.objectionsUntil,
      schemes: snapshot.schemes,
      audit: snapshot.audit,
    },
    city: snapshot.city,
    contents: snapshot.contents,
    data: snapshot.files,
    texts: snapshot.texts,
    keys: { format: 'gongping-keys/1', keys: signer.keys, windowKeys: [secrets.publicSigningKey] },
    verifier: await verifierText(config.projectDir),
    sign: signer.sign,
  });
}

/** After a start: the live site is the newest published release, and interrupted builds begin again. */
export async function settleReleases({ db, config, jobs }: Dependencies): Promise<void> {
  const live = await latestPublished(db);
  if (live?.number) await switchTo(config.dataDir, live.number);
  await settleWithdrawals(db, config.dataDir);
  for (const release of (await listReleases(db)).filter(({ state }) => state === 'building').reverse()) await jobs.buildRelease(release.id);
}
