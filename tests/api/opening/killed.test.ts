import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { expect, inject, test } from 'vitest';
import { castMany } from '../../../api/ballots/batch.usecases.ts';
import { closeWindow } from '../../../api/windows/closing.usecases.ts';
import { readDemonstrationKey } from '../../../api/windows/custody.ts';
import { OPENING_STEPS } from '../../../api/windows/opening/steps.ts';
import { confirmOpening, openingView, proposeOpening } from '../../../api/windows/opening.usecases.ts';
import { sealedWindow } from '../../../api/windows/sealed.ts';
import { readEnvelopes } from '../../../db/queries/envelopes.ts';
import { listArchive, listLeaves, listTallies, listTickets } from '../../../db/queries/leaves.ts';
import { putOpening } from '../../../db/queries/openings.ts';
import { compareText } from '../../../proof/bytes.ts';
import { canonicalJson } from '../../../proof/canonical.ts';
import { envelopeDigest } from '../../../proof/envelope.ts';
import { openingKey } from '../../../proof/keys.ts';
import { logRoot, openEnvelopes } from '../../../proof/opening.ts';
import { createTestApp, PROJECT } from '../../support/app.ts';
import { GOOD, insertCity, makeWindow } from '../ballots.fixture.ts';
import { rebuiltTallies } from './rebuilt.ts';

const BALLOTS = 2000;
const WINDOW = 'w-killed';
const app = await createTestApp();
const { dependencies: deps } = app;
await insertCity(deps);
const [staff, approver] = [(await app.as('office-staff')).userId ?? '', (await app.as('office-approver')).userId ?? ''];
const units = deps.city.units.map(({ id }) => id).slice(0, 7);

await makeWindow(deps, WINDOW);
await castMany(
  deps,
  WINDOW,
  Array.from({ length: BALLOTS }, (_, i) => ({
    unit: units[i % units.length] ?? '',
    group: 'public-web',
    channel: i % 3 ? 'sms' : 'code',
    subject: `s${i}`,
    answers: i % 5 ? GOOD : { results: 'good1' },
  })),
);
await closeWindow(deps, WINDOW, staff, '测试提前截止');
await proposeOpening(deps, WINDOW, staff);

/** What the portable half of the product makes of the same box, before anything was opened. */
const box = await readEnvelopes(deps.db, WINDOW);
const { manifest } = await sealedWindow(deps, WINDOW);
const key = (await readDemonstrationKey(deps, WINDOW)) ?? '';
const expected = await openEnvelopes(box, manifest, await openingKey(key));

const stored = async () => ({
  leaves: await listLeaves(deps.db, WINDOW),
  tickets: await listTickets(deps.db, WINDOW),
  archive: (await listArchive(deps.db, WINDOW)).map(({ digest }) => digest),
  tallies: await listTallies(deps.db, WINDOW),
  box: (await readEnvelopes(deps.db, WINDOW)).length,
});

async function killedAt(step: string): Promise<NodeJS.Signals | null> {
  const [{ name = '' } = {}] = await deps.sql<{ name: string }[]>`select current_database() as name`;
  const url = inject('postgresUrl').replace(/\/[^/]*$/, `/${name}`);
  const child: ChildProcess = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'killed-opening.ts'), url, WINDOW, step, deps.clock().toISOString(), staff, approver],
    { cwd: PROJECT, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  child.send(key);
  return new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
}

const NOTHING = { leaves: [], tickets: [], archive: [], tallies: [], box: BALLOTS };

test.each([...OPENING_STEPS, 'within read and decrypt', 'within write log'])('killed at "%s": nothing has happened', { timeout: 60_000 }, async (step) => {
  expect(await killedAt(step)).toBe('SIGKILL');
  expect(await stored()).toEqual(NOTHING);
});

test('who looks after a kill reads that it was interrupted and that nothing has changed', async () => {
  await putOpening(deps.db, { windowId: WINDOW, step: 'sort', done: 0, total: BALLOTS, startedAt: deps.clock(), endedAt: null, failure: null });
  expect(await openingView(deps, WINDOW)).toMatchObject({ state: 'interrupted', step: 'sort', failure: { code: 'window.opening_interrupted' } });
});

test('begun again after all that, the same bytes come out as from the portable half: nothing lost, nothing doubled', { timeout: 60_000 }, async () => {
  const { finished } = await confirmOpening(deps, WINDOW, approver);
  const { statement } = await finished;
  const after = await stored();
  expect(after.leaves.map(({ windowId: _, position, unitId: unit, ...leaf }) => ({ ...leaf, unit, position }))).toEqual(
    expected.map((leaf, i) => ({ ...leaf, position: i + 1 })),
  );
  expect(after.tickets).toEqual(box.map(({ ticket, revision }) => ({ ticket, revision })).sort((a, b) => compareText(a.ticket, b.ticket)));
  expect(after.archive).toEqual(box.map(envelopeDigest).sort());
  expect(JSON.stringify(after.tallies)).toBe(JSON.stringify(await listTallies(deps.db, WINDOW)));
  expect(canonicalJson(after.tallies as never)).toBe(canonicalJson((await rebuiltTallies(WINDOW, manifest, expected)) as never));
  expect(after.box).toBe(0);
  const hashes = expected.map(({ leafHash }) => leafHash);
  expect(statement).toMatchObject({ ballots: BALLOTS, spoiled: {}, root: logRoot(manifest, hashes) });
  expect(await openingView(deps, WINDOW)).toMatchObject({ state: 'done', step: 'done', done: BALLOTS, total: BALLOTS, failure: null });
});
