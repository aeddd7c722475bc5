import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CityCycle, CityWindow } from '../../content/load.ts';
import { clearCity, markSeeded } from '../../db/queries/installation.ts';
import { insertRelease } from '../../db/queries/releases.ts';
import { insertUser, listUsers } from '../../db/queries/staff.ts';
import { writeScope } from '../../db/queries/verifications.ts';
import type { Role } from '../../db/schema/staff.ts';
import { DEMO_SEED, type Demo, generateDemo } from '../../db/seed/demo/index.ts';
import { PAST_YEAR } from '../../db/seed/demo/past-year.ts';
import { splitDemo, writeCity, writeDemo } from '../../db/seed/write.ts';
import { DEMONSTRATION_ACCOUNTS, DEMONSTRATION_PASSWORD, type DemonstrationAccount } from '../auth/demonstration.ts';
import { hashPassword } from '../auth/passwords.ts';
import { castMany } from '../ballots/batch.usecases.ts';
import type { Dependencies } from '../context.ts';
import { importSurvey } from '../imports/imports.usecases.ts';

import { buildRelease } from '../releases/build.ts';
import { loadScheme } from '../schemes/schemes.ts';
import { computeScores } from '../scores/scores.usecases.ts';
import { closeWindow } from '../windows/closing.usecases.ts';
import { confirmOpening, proposeOpening } from '../windows/opening.usecases.ts';
import { schemeParts } from '../windows/scheme-parts.ts';
import { openWindow, sealWindow } from '../windows/windows.usecases.ts';
import { issueDemonstrationCodes } from './demonstration-codes.ts';
import { countDemonstrationProofs } from './demonstration-proofs.ts';
import { type Actors, actingAs, correctPastYear, publishPastYear } from './past-year.ts';
import type { Progress } from './progress.ts';
import { bringInTables, hasTables } from './tables.ts';
import { playTrial } from './trial.ts';

/**
 * Fills a new installation and publishes its first release. Killed at any step, the next start begins again from an
 * empty city: `seeded_at` is set last.
 */
export async function seed(deps: Dependencies, installedAt: Date, progress: Progress): Promise<void> {
  const { db, city, clock } = deps;
  const demo = city.demonstration ? generateDemo(city, DEMO_SEED, installedAt) : null;
  await progress.step('writing the city', async () => {
    await clearCity(db);
    await writeCity(db, city, installedAt);
    await addAccounts(deps, demo !== null);
  });
  if (demo) await progress.step(`publishing ${PAST_YEAR.cycle}`, () => playPastYear(deps, demo));
  const rated = city.cycles.flatMap(({ window, ...cycle }) => (window?.ratings === 'ballots' ? [{ ...cycle, window }] : []));
  const ratings = rated[0]?.window.id;
  if (demo && ratings) await progress.step('opening a trial of the box', async () => playTrial(deps, demo.ballots(ratings), await officeOf(deps)));
  for (const cycle of rated) {
    await progress.step(`sealing the ratings of ${cycle.window.id}`, () => fillWindow(deps, cycle, demo));
  }
  if (hasTables(city)) await progress.step('bringing in plans and progress', async () => bringInTables(deps, await officeOf(deps)));
  await progress.step('building the site', () => publishFirst(deps));
  await markSeeded(db, clock());
}

/** Two accounts at least: whatever takes two people is done by two rows. Outside the demonstration nobody can sign in with them. */
async function addAccounts({ db }: Dependencies, demonstration: boolean): Promise<void> {
  const passwordHash = demonstration ? await hashPassword(DEMONSTRATION_PASSWORD) : 'none';
  const accounts: readonly DemonstrationAccount[] = demonstration ? DEMONSTRATION_ACCOUNTS : INSTALLERS;
  for (const { verifies, ...account } of accounts) {
    const userId = await insertUser(db, { ...account, passwordHash, active: demonstration });
    if (userId && verifies) await writeScope(db, { userId, categories: verifies, units: [], goals: [], revision: 1 });
  }
}

const INSTALLERS = [
  { login: 'installation-1', name: 'Installation, first', role: 'office-staff' },
  { login: 'installation-2', name: 'Installation, second', role: 'office-approver' },
] as const satisfies readonly { login: string; name: string; role: Role }[];

type RatedCycle = CityCycle & { readonly window: CityWindow };

async function fillWindow(deps: Dependencies, cycle: RatedCycle, demo: Demo | null): Promise<void> {
  const { city, config } = deps;
  const { id: window, custody } = cycle.window;
  await sealWindow(deps, { window, custody, ...schemeParts(loadScheme(config.projectDir, cycle.scheme)) });
  await openWindow(deps, window);
  if (demo) {
    await castDemonstration(deps, window, demo);
    await issueDemonstrationCodes(deps, window);
  } else if (city.import) {
    const [first = '', second = ''] = (await listUsers(deps.db)).map((user) => user.id);
    const file = new Uint8Array(readFileSync(path.join(city.folder, city.import.file)));
    await importSurvey(deps, window, file, city.import, second, { fileName: path.basename(city.import.file), proposedBy: first });
    await closeWindow(deps, window, first);
    await proposeOpening(deps, window, first);
    await (await confirmOpening(deps, window, second)).finished;
  }
}

async function castDemonstration(deps: Dependencies, window: string, demo: Demo): Promise<void> {
  const ballots = [...demo.ballots(window)]
    .map(({ unitId, answers: { dealt, ...answers }, ...ballot }) => ({ ...ballot, unit: unitId, answers, screening: dealt ?? null, subject: randomUUID() }))
    .filter(({ answers }) => Object.keys(answers).length > 0); // who answers nothing casts no ballot
  await castMany(deps, window, ballots);
  await countDemonstrationProofs(deps, window, ballots);
}

/** Last year is over before anything of this year is written: its releases know nothing of what came after. */
async function playPastYear(deps: Dependencies, demo: Demo): Promise<void> {
  const { own, rest } = splitDemo(demo, PAST_YEAR.cycle);
  await writeDemo(deps.db, own);
  await publishPastYear(deps, await officeOf(deps));
  await writeDemo(deps.db, rest);
}

async function officeOf({ db }: Dependencies): Promise<Actors> {
  const [first, second] = await listUsers(db);
  if (!first || !second) throw new Error('two accounts are needed');
  return { first: actingAs(first), second: actingAs(second) };
}

/**
 * The release of the first day. A demonstration corrects its last year; another city publishes the scores of every
 * cycle whose ratings are counted, prepared and published by two accounts. Where nobody rates, there is no score and the
 * release is a daily update.
 */
async function publishFirst(deps: Dependencies): Promise<void> {
  const { db, city } = deps;
  const { first, second } = await officeOf(deps);
  if (city.demonstration) return correctPastYear(deps, { first, second });
  const runs: Record<string, string> = {};
  for (const cycle of city.cycles) if (cycle.window) runs[cycle.id] = (await computeScores(deps, cycle.id, null)).id;
  if (Object.keys(runs).length === 0) return publishDaily(deps);
  const release = await insertRelease(db, {
    kind: 'score',
    state: 'building',
    stage: city.cycles.every(({ provisional }) => provisional === 'skipped') ? 'final' : 'provisional',
    ...{ runs, cycles: Object.keys(runs), preparedBy: first.userId, publishedBy: second.userId },
  });
  await buildRelease(deps, release.id);
}

async function publishDaily(deps: Dependencies): Promise<void> {
  await buildRelease(deps, (await insertRelease(deps.db, { kind: 'daily', state: 'building', runs: {} })).id);
}
