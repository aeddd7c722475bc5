import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, inject, test } from 'vitest';
import { BUILD_STEPS, buildRelease, settleReleases } from '../../../api/releases/build.ts';
import { currentSite, draftFolder, liveNumber, releaseFolder } from '../../../api/releases/folder.ts';
import { rotateReleaseKey } from '../../../api/releases/keys.ts';
import { FOLDER_ACCESS } from '../../../api/releases/proving.ts';
import { readFolder } from '../../../api/releases/verifier/readers.ts';
import { staticRoutes } from '../../../api/web/static.ts';
import { findRelease, insertRelease, latestPublished } from '../../../db/queries/releases.ts';
import { writeCity } from '../../../db/seed/write.ts';
import { verifyRelease } from '../../../proof/release/verify.ts';
import { createTestApp, PROJECT } from '../../support/app.ts';
import { plainPages } from './plain-pages.ts';

const city = await createTestApp();
const { dependencies: deps, dataDir, builds } = city;
await writeCity(deps.db, deps.city, new Date('2026-11-20T08:00:00Z'));
const TOOLS = { step: () => {}, pages: plainPages };
const day = (number: number): Date => new Date(Date.UTC(2026, 10, 20 + number));

const daily = async (): Promise<string> => (await insertRelease(deps.db, { kind: 'daily', state: 'building', runs: {}, preparedBy: null })).id;
const page = (): string => readFileSync(path.join(currentSite(dataDir), 'index.html'), 'utf8');

async function killedAt(step: string, release: string, time: Date): Promise<NodeJS.Signals | null> {
  const [{ name = '' } = {}] = await deps.sql<{ name: string }[]>`select current_database() as name`;
  const url = inject('postgresUrl').replace(/\/[^/]*$/, `/${name}`);
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'killed-build.ts'), url, dataDir, release, step, time.toISOString()], {
    cwd: PROJECT,
    stdio: 'inherit',
  });
  return new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
}

/** What the next start does: the switch that is missing, and the interrupted builds again. */
async function startAgain(): Promise<void> {
  builds.length = 0;
  await settleReleases(deps);
  for (const id of builds) await buildRelease(deps, id, TOOLS);
}

test('a first release is built and proved', async () => {
  await buildRelease(deps, await daily(), TOOLS);
  expect(page()).toBe('release 1');
});

test.each([...BUILD_STEPS.slice(0, 3), 'in the pages', ...BUILD_STEPS.slice(3)])(
  'killed at "%s": the release before stays live, and the next start recovers',
  { timeout: 60_000 },
  async (step) => {
    const before = (await liveNumber(dataDir)) ?? 0;
    const id = await daily();
    city.setTime(day(before));
    expect(await killedAt(step, id, day(before))).toBe('SIGKILL');
    const decided = step === 'row kept' || step === 'switched';
    expect((await findRelease(deps.db, id))?.state).toBe(decided ? 'published' : 'building');
    expect(page()).toBe(`release ${step === 'switched' ? before + 1 : before}`);
    const live = (await liveNumber(dataDir)) ?? 0;
    const outside = await staticRoutes(dataDir, dataDir).request(`/releases/${live + 1}/data/manifest.json`);
    expect(outside.status, 'what is not live is not served').toBe(404);

    await startAgain();
    expect(page()).toBe(`release ${before + 1}`);
    expect((await latestPublished(deps.db))?.number).toBe(before + 1);
    expect(existsSync(draftFolder(dataDir, before + 1))).toBe(false);
    const { findings, verdict } = await verifyRelease(await readFolder(releaseFolder(dataDir, before + 1), FOLDER_ACCESS));
    expect(findings.filter(({ holds }) => holds === false)).toEqual([]);
    expect(verdict).toBe('holds');
    expect(findings.map(({ id: check, holds }) => `${check} ${holds}`)).toContain('chain.previous true');
  },
);

test('what is written is proved before it is published: a release that does not hold is refused with the reason', async () => {
  const before = await liveNumber(dataDir);
  const id = await daily();
  city.setTime(day(1)); // earlier than the release before
  await expect(buildRelease(deps, id, TOOLS)).rejects.toThrow('made before the one it follows');
  expect(await findRelease(deps.db, id)).toMatchObject({ state: 'failed', failure: expect.stringContaining('早于上一号') });
  expect(await liveNumber(dataDir)).toBe(before);
});

test('after a rotation the next release is signed with the new key, which the old one introduced', async () => {
  const before = (await liveNumber(dataDir)) ?? 0;
  city.setTime(day(before));
  const { active } = rotateReleaseKey(dataDir, day(before));
  await buildRelease(deps, await daily(), TOOLS);
  const { findings, manifest } = await verifyRelease(await readFolder(path.join(releaseFolder(dataDir, before + 1), 'data'), FOLDER_ACCESS));
  expect(manifest?.key).toBe(active.id);
  expect(findings.filter(({ holds }) => holds === false)).toEqual([]);
  expect(findings.find(({ id }) => id === 'keys.introduction')?.sentence.en).toContain('2 published keys');
});
