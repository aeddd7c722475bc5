import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { closeWindow } from '../../api/windows/closing.usecases.ts';
import { envelopes } from '../../db/schema/windows.ts';
import { sealCast } from '../../proof/casting.ts';
import { isSigned } from '../../proof/receipt.ts';
import { createRequester, createTestApp } from '../support/app.ts';
import { castPlain, castSealed, GOOD, insertCity, makeRater, makeWindow, salt, sealInBrowser } from './ballots.fixture.ts';

const app = await createTestApp();
const { dependencies: deps } = app;
await insertCity(deps);
const W = await makeWindow(deps, 'w1');
const UNIT = deps.city.units[0]?.id ?? '';
const OTHER_UNIT = deps.city.units[1]?.id ?? '';
const at = (unit = UNIT, window = W): string => `/api/v1/windows/${window}/units/${unit}/ballot`;

test('a blank ballot tells what is asked, the key and who holds it', async () => {
  const rater = await makeRater(app, W);
  const { status, body } = await rater.call('GET', at());
  expect(status).toBe(200);
  expect(body).toMatchObject({ window: W, unit: UNIT, group: 'public-web', channel: 'code', revision: 0, keyCustody: 'demonstration' });
  expect(body.questionnaire.questions).toHaveLength(5);
  expect(body.questionnaire.screening.id).toBe('dealt');
});

test('blank ballots tell the time until which the window was extended, not the one that was sealed', async () => {
  await makeWindow(deps, 'w-extended');
  const rater = await makeRater(app, 'w-extended');
  const later = '2031-01-01T00:00:00.000Z';
  await deps.sql`update windows set closes_at = ${later} where id = 'w-extended'`;
  expect((await rater.call('GET', at(UNIT, 'w-extended'))).body.closesAt).toBe(later);
  expect((await rater.call('GET', '/api/v1/windows/w-extended/ballots')).body.closesAt).toBe(later);
});

test('a readable ballot is sealed by the server, which says so and signs a receipt', async () => {
  const rater = await makeRater(app, W);
  const { status, body } = await castPlain(rater, W, UNIT);
  expect(status).toBe(200);
  expect(body.sealedBy).toBe('server');
  expect(isSigned('receipt', body.receipt, body.signature, body.signingKey)).toBe(true);
  expect(Object.keys(body.receipt).sort()).toEqual(['leafHash', 'revision', 'ticket', 'unit', 'v', 'window']);
});

test('a ballot sealed in the browser is taken; the receipt names its leaf hash', async () => {
  const rater = await makeRater(app, W);
  const { body: blank } = await rater.call('GET', at());
  const cast = await sealCast(blank, GOOD, 'yes');
  const { status, body } = await rater.call('PUT', at(), cast);
  expect(status).toBe(200);
  expect(body).toMatchObject({ sealedBy: 'browser', receipt: { leafHash: cast.leafHash, revision: 1 } });
});

test('fifty casts of one person at the same moment make exactly one row', async () => {
  const rater = await makeRater(app, W);
  const blanks = await Promise.all(Array.from({ length: 50 }, () => rater.call('GET', at())));
  const before = await deps.db.$count(envelopes);
  const answers = await Promise.all(blanks.map(async ({ body }) => rater.call('PUT', at(), await sealInBrowser(body, GOOD))));
  expect(await deps.db.$count(envelopes)).toBe(before + 1);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ status, body }) => status === 409 && body.code === 'ballot.other_ticket')).toHaveLength(49);
});

test('fifty equal requests at the same moment all get the same receipt, and one row', async () => {
  const rater = await makeRater(app, W);
  const before = await deps.db.$count(envelopes);
  const cast = await sealInBrowser((await rater.call('GET', at())).body, GOOD);
  const answers = await Promise.all(Array.from({ length: 50 }, () => rater.call('PUT', at(), cast)));
  expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200));
  expect(new Set(answers.map(({ body }) => body.signature)).size).toBe(1);
  expect(await deps.db.$count(envelopes)).toBe(before + 1);
});

test('a retry after a lost answer is answered again; the same revision with other answers is refused', async () => {
  const rater = await makeRater(app, W);
  const { ticket } = (await rater.call('GET', at())).body;
  const request = { ticket, revision: 1, salt: salt(), answers: GOOD };
  const first = await rater.call('POST', `${at()}/plain`, request);
  const again = await rater.call('POST', `${at()}/plain`, request);
  expect(again.body).toEqual(first.body);
  const other = await rater.call('POST', `${at()}/plain`, { ...request, answers: { ...GOOD, results: 'good1' } });
  expect(other.body).toMatchObject({ status: 409, code: 'ballot.revision_used' });
});

test('a higher revision replaces; a delayed lower one and a new ticket are refused', async () => {
  const rater = await makeRater(app, W);
  const { body: blank } = await rater.call('GET', at());
  const late = await sealInBrowser(blank, GOOD);
  await rater.call('PUT', at(), await sealInBrowser({ ...blank, revision: 1 } as never, GOOD));
  expect((await rater.call('PUT', at(), late)).body).toMatchObject({ status: 409, code: 'ballot.outdated_revision' });
  expect((await rater.call('GET', at())).body).toMatchObject({ ticket: blank.ticket, revision: 2 });
  const fresh = await sealInBrowser({ ...blank, ticket: 'AAAAAAAAAAAAAAAAAAAAAA', revision: 5 } as never, GOOD);
  expect((await rater.call('PUT', at(), fresh)).body).toMatchObject({ status: 409, code: 'ballot.other_ticket' });
});

test('thirty revisions at the same moment: the highest stays, and no lower one was taken after it', async () => {
  const rater = await makeRater(app, W);
  const { body: blank } = await rater.call('GET', at());
  const casts = await Promise.all(Array.from({ length: 30 }, (_, i) => sealInBrowser({ ...blank, revision: i } as never, GOOD)));
  const shuffled = casts.sort(() => Math.random() - 0.5);
  const answers = await Promise.all(shuffled.map((cast) => rater.call('PUT', at(), cast)));
  expect(answers.every(({ status, body }) => status === 200 || body.code === 'ballot.outdated_revision')).toBe(true);
  expect(answers.find(({ body }) => body.receipt?.revision === 30)?.status).toBe(200);
  const [row] = await deps.db.select().from(envelopes).where(eq(envelopes.ticket, blank.ticket));
  expect(row?.revision).toBe(30);
  expect(Buffer.from(row?.ciphertext ?? []).toString('base64url')).toBe(casts.find(({ revision }) => revision === 30)?.ciphertext);
});

test('a ticket of someone else is refused', async () => {
  const [one, two] = [await makeRater(app, W), await makeRater(app, W)];
  const { receipt } = (await castPlain(one, W, UNIT)).body;
  const stolen = await two.call('POST', `${at()}/plain`, { ticket: receipt.ticket, revision: 1, salt: salt(), answers: GOOD });
  expect(stolen.body).toMatchObject({ status: 409, code: 'ballot.ticket_taken' });
});

test('the same code shown again stands for the same rater; another unit is a ballot of its own', async () => {
  const rater = await makeRater(app, W);
  const { receipt } = (await castPlain(rater, W, UNIT)).body;
  const again = createRequester(app.app, null);
  await again.call('POST', `/api/v1/windows/${W}/proofs/code`, { code: rater.code });
  expect((await again.call('GET', at())).body).toMatchObject({ ticket: receipt.ticket, revision: 1 });
  expect((await again.call('GET', at(OTHER_UNIT))).body.revision).toBe(0);
});

test('without a right, with that of another window, or about a foreign unit nothing is taken', async () => {
  expect((await app.anonymous.call('GET', at())).status).toBe(401);
  await makeWindow(deps, 'w-other');
  const rater = await makeRater(app, 'w-other');
  expect((await castSealed(rater, 'w-other', UNIT)).status).toBe(200);
  const { body: blank } = await rater.call('GET', at(UNIT, 'w-other'));
  expect((await rater.call('PUT', at(), await sealInBrowser(blank, GOOD))).body).toMatchObject({ status: 403, code: 'ballot.other_window' });
  expect((await rater.call('GET', at('no-such-unit', 'w-other'))).status).toBe(404);
  expect((await rater.call('GET', at(UNIT, 'no-window'))).status).toBe(404);
});

test('after the closing time and after closing nothing is taken', async () => {
  await makeWindow(deps, 'w-late');
  const rater = await makeRater(app, 'w-late');
  const { body: blank } = await rater.call('GET', at(UNIT, 'w-late'));
  await deps.sql`update windows set closes_at = clock_timestamp() - interval '1 second' where id = 'w-late'`;
  expect((await rater.call('PUT', at(UNIT, 'w-late'), await sealInBrowser(blank, GOOD))).body).toMatchObject({ status: 409, code: 'ballot.window_not_open' });
  await closeWindow(deps, 'w-late', '00000000-0000-4000-8000-000000000001');
  expect((await rater.call('PUT', at(UNIT, 'w-late'), await sealInBrowser(blank, GOOD))).body).toMatchObject({ status: 409, code: 'ballot.window_not_open' });
  expect(await deps.db.$count(envelopes, eq(envelopes.windowId, 'w-late'))).toBe(0);
});

test('a cast that waits while the window is being closed is not let in behind it', async () => {
  await makeWindow(deps, 'w-race');
  const rater = await makeRater(app, 'w-race');
  const cast = await sealInBrowser((await rater.call('GET', at(UNIT, 'w-race'))).body, GOOD);
  let waiting: ReturnType<typeof rater.call> | undefined;
  await deps.sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended('gongping:window:w-race', 0))`;
    waiting = rater.call('PUT', at(UNIT, 'w-race'), cast);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await tx`update windows set state = 'closed' where id = 'w-race'`;
  });
  expect((await waiting)?.body).toMatchObject({ status: 409, code: 'ballot.window_not_open' });
  expect(await deps.db.$count(envelopes, eq(envelopes.windowId, 'w-race'))).toBe(0);
});

test('a dump of the open window shows no answer, and all ciphertexts of a questionnaire have one length', async () => {
  const [worst, silent] = [await makeRater(app, W), await makeRater(app, W)];
  await castPlain(worst, W, OTHER_UNIT, { results: 'good1', attitude: 'good1', efficiency: 'good1', openness: 'good1', integrity: 'good1' });
  await castSealed(silent, W, OTHER_UNIT, { results: 'dk' });
  const rows = await deps.db.select().from(envelopes);
  const dump = rows
    .map((row) => Buffer.concat([Buffer.from(JSON.stringify({ ...row, ciphertext: '', sealedLeaf: '' })), row.ciphertext, row.sealedLeaf]).toString('latin1'))
    .join('\n');
  for (const word of ['good1', 'good5', 'good', '"dk"', 'answers', worst.code]) expect(dump).not.toContain(word);
  expect(new Set(rows.filter(({ group }) => group === 'public-web').map(({ ciphertext }) => ciphertext.length)).size).toBe(1);
});

test('casts and proofs leave no audit row', async () => {
  const { count: before } = (await deps.sql`select count(*)::int from audit_log where action like 'ballot%' or action like 'proof%'`)[0] as { count: number };
  expect(before).toBe(0);
});
