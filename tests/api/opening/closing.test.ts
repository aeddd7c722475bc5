import { expect, test } from 'vitest';
import { castMany } from '../../../api/ballots/batch.usecases.ts';
import { closeWindow, contentOf } from '../../../api/windows/closing.usecases.ts';
import { castEnvelope, type EnvelopeRow, readEnvelopes } from '../../../db/queries/envelopes.ts';
import { updateWindow } from '../../../db/queries/windows.ts';
import { toBase64url, toHex } from '../../../proof/bytes.ts';
import { envelopeDigest } from '../../../proof/envelope.ts';
import { closingRoot } from '../../../proof/opening.ts';
import { isSigned } from '../../../proof/receipt.ts';
import { shortRoot } from '../../../proof/short-root.ts';
import { createTestApp } from '../../support/app.ts';
import { GOOD, insertCity, makeWindow } from '../ballots.fixture.ts';

const app = await createTestApp();
const { dependencies: deps } = app;
await insertCity(deps);
const staff = (await app.as('office-staff')).userId ?? '';
const [UNIT = '', SECOND = ''] = deps.city.units.map(({ id }) => id);
const random = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length));

const row = (windowId: string, change: Partial<EnvelopeRow> = {}): EnvelopeRow => ({
  windowId,
  unitId: UNIT,
  mark: toHex(random(32)),
  group: 'public-web',
  channel: 'code',
  stratum: 'all',
  riskClass: 'ordinary',
  ticket: toBase64url(random(16)),
  revision: 1,
  requestDigest: toHex(random(32)),
  ciphertext: random(300),
  sealedLeaf: random(125),
  ...change,
});

test('every cast that was acknowledged while the window closed is under the root, and none after', { timeout: 60_000 }, async () => {
  const window = await makeWindow(deps, 'w-hammer');
  const acknowledged: EnvelopeRow[] = [];
  let refused = 0;
  let closed = false;
  const hammer = async (): Promise<void> => {
    for (let afterwards = 0; afterwards < 5; ) {
      const cast = row(window);
      const startedAfter = closed;
      if (await castEnvelope(deps.sql, cast)) {
        expect(startedAfter, 'nothing goes in after the closing was told').toBe(false);
        acknowledged.push(cast);
      } else refused += 1;
      if (closed) afterwards += 1;
    }
  };
  const hammers = Array.from({ length: 12 }, hammer);
  while (acknowledged.length < 300) await new Promise((resolve) => setTimeout(resolve, 5));
  const { statement } = await closeWindow(deps, window, staff, '边投边截止');
  closed = true;
  await Promise.all(hammers);
  expect(refused).toBeGreaterThanOrEqual(12 * 5);
  const digests = acknowledged.map(({ windowId, unitId, ...rest }) => envelopeDigest({ ...rest, window: windowId, unit: unitId }));
  expect(statement.ballots).toBe(acknowledged.length);
  expect(statement.root).toBe(closingRoot(digests));
  expect((await readEnvelopes(deps.db, window)).map(envelopeDigest).sort()).toEqual(digests.sort());
});

test('the database writes a record as the portable half does, whatever characters its labels have', async () => {
  const window = await makeWindow(deps, 'w-odd');
  const odd = ['"quoted"\\', '换行\nand\ttab', '\u0001\u001f\u007f\u2028', "O'Brien ✓ 𝒳", ''];
  for (const stratum of odd) await castEnvelope(deps.sql, row(window, { stratum, revision: 7 }));
  const box = await readEnvelopes(deps.db, window);
  expect(box).toHaveLength(odd.length);
  expect((await deps.db.transaction((tx) => contentOf(tx, window))).root).toBe(closingRoot(box.map(envelopeDigest)));
});

test('the statement counts by unit and group and by channel, and names a short root for the newspaper', async () => {
  const window = await makeWindow(deps, 'w-counts');
  const line = (unit: string, channel: string, n: number) =>
    Array.from({ length: n }, (_, i) => ({ unit, group: 'public-web', channel, subject: `${channel}-${i}`, answers: GOOD }));
  await castMany(deps, window, [...line(UNIT, 'sms', 3), ...line(UNIT, 'code', 2), ...line(SECOND, 'sms', 4)]);
  const { statement, signature } = await closeWindow(deps, window, staff, '提前截止');
  expect(statement.cells).toEqual(
    [
      { unit: UNIT, group: 'public-web', ballots: 5 },
      { unit: SECOND, group: 'public-web', ballots: 4 },
    ].sort((a, b) => (a.unit < b.unit ? -1 : 1)),
  );
  expect(statement.channels.map(({ channel, ballots }) => [channel, ballots])).toEqual([
    ['code', 2],
    ['sms', 7],
  ]);
  expect(statement.short).toBe(shortRoot(statement.root));
  expect(statement.short).toMatch(/^([0-9A-Z]{4}-){7}[0-9A-Z]{4}$/);
  expect(isSigned('closing', statement, signature, deps.secrets.publicSigningKey)).toBe(true);
});

test('closing forgets the order of casting: rows lie by mark, of one transaction, and replaced versions are gone', async () => {
  const window = await makeWindow(deps, 'w-order');
  const rows = Array.from({ length: 50 }, () => row(window));
  for (const one of rows) await castEnvelope(deps.sql, one);
  for (const one of rows.slice(0, 20)) await castEnvelope(deps.sql, { ...one, revision: 2, ciphertext: random(300) });
  await closeWindow(deps, window, staff, '提前截止');
  const kept = await deps.sql`select mark, xmin::text as xmin from envelopes where window_id = ${window} order by ctid`;
  expect(kept.map(({ mark }) => mark)).toEqual(rows.map(({ mark }) => mark).sort());
  expect(new Set(kept.map(({ xmin }) => xmin)).size).toBe(1);
});

test('an empty window closes, and one that is closed can take nothing even by the state alone', async () => {
  const window = await makeWindow(deps, 'w-empty');
  const { statement } = await closeWindow(deps, window, staff, '无人评议');
  expect(statement).toMatchObject({ ballots: 0, cells: [], root: closingRoot([]) });
  await updateWindow(deps.db, window, { closesAt: new Date(Date.now() + 3_600_000) });
  expect(await castEnvelope(deps.sql, row(window))).toBe(false);
});
