import { expect, test } from 'vitest';
import { codeProof } from '../../api/proofs/codes.usecases.ts';
import { issueCodes } from '../../api/proofs/issuing.usecases.ts';
import { readNumber } from '../../api/proofs/sms.usecases.ts';
import { codes, smsChallenges } from '../../db/schema/proofs.ts';
import { createRequester, createTestApp } from '../support/app.ts';
import { castPlain, GOOD, insertCity, makeRater, makeWindow, salt } from './ballots.fixture.ts';

const app = await createTestApp();
const { dependencies: deps, anonymous } = app;
await insertCity(deps);
const W = await makeWindow(deps, 'w1');
const UNIT = deps.city.units[0]?.id ?? '';
const at = (rest: string, window = W): string => `/api/v1/windows/${window}/proofs/${rest}`;
const start = new Date('2026-11-20T08:00:00Z');
const later = (seconds: number): void => app.setTime(new Date(start.getTime() + seconds * 1000));

async function message(phone: string, browser = anonymous): Promise<{ challenge: string; code: string }> {
  const { status, body } = await browser.call('POST', at('sms'), { phone });
  expect(status).toBe(200);
  return { challenge: body.challenge, code: /\d{6}/.exec(body.demonstrationMessage.zh)?.[0] ?? '' };
}

const wrong = (code: string): string => (code === '000000' ? '000001' : '000000');

test('a printed code gives the right to rate in its group, and says what that makes sure of', async () => {
  const [code = ''] = await issueCodes(deps, W, 'deputies', 3);
  const browser = createRequester(app.app, null);
  const { status, body, headers } = await browser.call('POST', at('code'), { code: code.toLowerCase() });
  expect(status).toBe(200);
  expect(body).toMatchObject({ window: W, group: 'deputies', channel: 'invitation', uniqueness: { en: expect.stringContaining('list') } });
  expect(headers.get('set-cookie')).toMatch(/^gongping-rate=.*HttpOnly.*SameSite=Lax/);
  expect((await browser.call('GET', `/api/v1/windows/${W}/units/${UNIT}/ballot`)).body.questionnaire.questions).toHaveLength(1);
});

test('a code may be shown again while the window is open, by ten browsers at once: one ballot all the same', async () => {
  const [code = ''] = await issueCodes(deps, W, 'public-web', 1);
  const browsers = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const browser = createRequester(app.app, null);
      await browser.call('POST', at('code'), { code });
      return browser;
    }),
  );
  const address = `/api/v1/windows/${W}/units/${UNIT}/ballot`;
  const blanks = await Promise.all(browsers.map(async (browser) => (await browser.call('GET', address)).body));
  const cast = await Promise.all(
    browsers.map((browser, i) => browser.call('POST', `${address}/plain`, { ticket: blanks[i].ticket, revision: 1, salt: salt(), answers: GOOD })),
  );
  expect(cast.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(cast.filter(({ status }) => status === 409)).toHaveLength(9);
});

test('codes lie in the table hashed only, and their number is counted and public', async () => {
  const made = await issueCodes(deps, W, 'community', 5);
  const rows = JSON.stringify(await deps.db.select().from(codes));
  for (const code of made) expect(rows).not.toContain(code.replaceAll('-', ''));
  const { body } = await anonymous.call('GET', `/api/v1/windows/${W}`);
  expect(body.groups.find(({ id }: { id: string }) => id === 'community').channels).toContainEqual(expect.objectContaining({ id: 'invitation', issued: 5 }));
});

test('a typing mistake is told without a look into the table; an unknown code of another window is refused', async () => {
  const [code = ''] = await issueCodes(deps, W, 'public-web', 1);
  const swapped = code.replace(/^(.)(.)/, (_, a, b) => (a === b ? `${a === 'A' ? 'B' : 'A'}${b}` : `${b}${a}`));
  expect((await anonymous.call('POST', at('code'), { code: swapped })).body.code).toBe('proof.mistyped_code');
  await makeWindow(deps, 'w2');
  expect((await anonymous.call('POST', at('code', 'w2'), { code })).body).toMatchObject({ status: 401, code: 'proof.unknown_code' });
});

test('codes are not issued without number, for a group without codes, or after closing', async () => {
  for (const n of [0, -1, 1.5, Number.NaN, 1e9]) await expect(issueCodes(deps, W, 'public-web', n)).rejects.toMatchObject({ code: 'proof.too_many_codes' });
  await expect(issueCodes(deps, W, 'public-newspaper', 1)).rejects.toMatchObject({ code: 'proof.no_such_channel' });
  await expect(issueCodes(deps, 'nowhere', 'public-web', 1)).rejects.toMatchObject({ code: 'window.unknown' });
  await makeWindow(deps, 'w3');
  const [code = ''] = await issueCodes(deps, 'w3', 'public-web', 1);
  await deps.sql`update windows set state = 'closed' where id = 'w3'`;
  await expect(issueCodes(deps, 'w3', 'public-web', 1)).rejects.toMatchObject({ code: 'proof.codes_not_issuable' });
  await expect(codeProof.prove(deps, 'w3', code)).rejects.toMatchObject({ code: 'proof.window_not_open' });
});

test('six figures by text message give the right to rate once; the same number is always the same rater', async () => {
  const browser = createRequester(app.app, null);
  const answer = await message('138 0013 8000', browser);
  expect((await browser.call('POST', at('sms/confirm'), answer)).body).toMatchObject({ group: 'public-web', channel: 'sms', refused: [] });
  expect((await browser.call('POST', at('sms/confirm'), answer)).body).toMatchObject({ status: 401, code: 'proof.wrong_message_code' });
  const { receipt } = (await castPlain(browser, W, UNIT)).body;
  const other = createRequester(app.app, null);
  await other.call('POST', at('sms/confirm'), await message('+86-138-0013-8000', other));
  expect((await other.call('GET', `/api/v1/windows/${W}/units/${UNIT}/ballot`)).body.ticket).toBe(receipt.ticket);
});

test('five wrong tries or five minutes end a message code; a new message starts again', async () => {
  const phone = '13900139000';
  const { challenge, code } = await message(phone);
  for (let i = 0; i < 5; i++) expect((await anonymous.call('POST', at('sms/confirm'), { challenge, code: wrong(code) })).status).toBe(401);
  expect((await anonymous.call('POST', at('sms/confirm'), { challenge, code })).status).toBe(401);
  const second = await message(phone);
  later(301);
  expect((await anonymous.call('POST', at('sms/confirm'), second)).status).toBe(401);
  later(0);
  expect((await createRequester(app.app, null).call('POST', at('sms/confirm'), await message(phone))).status).toBe(200);
});

test('somebody who asks for codes to a stranger’s number, and guesses, ends nothing of the stranger’s own', async () => {
  const phone = '13500135000';
  const own = await message(phone);
  const stranger = await message(phone);
  for (let i = 0; i < 6; i++) await anonymous.call('POST', at('sms/confirm'), { challenge: stranger.challenge, code: wrong(stranger.code) });
  expect((await anonymous.call('POST', at('sms/confirm'), { challenge: stranger.challenge, code: own.code })).status).toBe(401);
  expect((await createRequester(app.app, null).call('POST', at('sms/confirm'), own)).status).toBe(200);
});

test('ten wrong tries at the same moment use up five, not ten', async () => {
  const { challenge, code } = await message('13700137000');
  await Promise.all(Array.from({ length: 10 }, () => anonymous.call('POST', at('sms/confirm'), { challenge, code: wrong(code) })));
  const [row] = await deps.sql`select tries_left::int as left from sms_challenges where id = ${challenge}`;
  expect(row?.left).toBe(0);
  expect((await anonymous.call('POST', at('sms/confirm'), { challenge, code })).status).toBe(401);
});

test('neither number nor code is kept', async () => {
  const phone = '13600136000';
  const { code } = await message(phone);
  const rows = JSON.stringify(await deps.db.select().from(smsChallenges));
  expect(rows).not.toContain(phone);
  expect(rows).not.toContain(`"${code}"`);
});

test.each([
  ['13800138000', '+8613800138000'],
  ['８６１３８００１３８０００', '+8613800138000'],
  ['+1 (812) 555-0100', '+18125550100'],
])('%s is the number %s', (typed, number) => {
  expect(readNumber(typed)).toBe(number);
});

test.each(['12345678901', '1380013800', '138001380000', 'abcdefghijk', '+86138', '+0123456789'])('%s is not a mobile number', async (phone) => {
  expect((await anonymous.call('POST', at('sms'), { phone })).body).toMatchObject({ status: 422, code: 'proof.bad_number' });
});

test('limits hold: thirty tries of one address in ten minutes, five messages to one number an hour', async () => {
  const limited = await createTestApp({ limitScale: 1 });
  await insertCity(limited.dependencies);
  await makeWindow(limited.dependencies, 'w1');
  const from = (address: string) => ({ 'x-gongping-address': address });
  for (let i = 0; i < 5; i++) expect((await limited.anonymous.call('POST', at('sms'), { phone: '13800138000' }, from(`10.0.0.${i}`))).status).toBe(200);
  const refused = await limited.anonymous.call('POST', at('sms'), { phone: '13800138000' }, from('10.0.0.9'));
  expect(refused.body).toMatchObject({ status: 429, code: 'proof.too_many_messages' });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  const { sql } = limited.dependencies;
  const tried: number[] = [];
  for (let i = 0; i < 40; i++) {
    await sql`delete from rate_limits where key like 'pressure%'`;
    tried.push((await limited.anonymous.call('POST', at('code'), { code: 'x' }, from('10.9.9.9'))).status);
  }
  expect(tried.filter((status) => status === 429)).toHaveLength(10);
  const stored = JSON.stringify(await limited.dependencies.sql`select key from rate_limits`);
  for (const secret of ['10.9.9.9', '13800138000']) expect(stored).not.toContain(secret);
});

test('where no channel sends messages, or no gateway is set up, it says so', async () => {
  const bloomington = await createTestApp({ city: 'bloomington-2017' });
  await insertCity(bloomington.dependencies);
  await makeWindow(bloomington.dependencies, 'w1', { custody: 'holders' });
  expect((await bloomington.anonymous.call('POST', at('sms'), { phone: '13800138000' })).body.code).toBe('proof.no_such_channel');
});

test('an altered or stale cookie is no right', async () => {
  await makeRater(app, W);
  for (const cookie of ['gongping-rate=x', 'gongping-rate=x.y', 'gongping-rate=e30.AAAA', `gongping-rate=${'A'.repeat(4000)}`]) {
    expect((await anonymous.call('GET', `/api/v1/windows/${W}/units/${UNIT}/ballot`, undefined, { cookie })).status).toBe(401);
  }
  const rater = await makeRater(app, W);
  later(1801);
  expect((await rater.call('GET', `/api/v1/windows/${W}/units/${UNIT}/ballot`)).status).toBe(401);
  later(0);
});
