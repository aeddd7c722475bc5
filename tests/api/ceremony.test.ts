import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { expect, test, vi } from 'vitest';
import { loadScheme } from '../../api/schemes/schemes.ts';
import { openingCeremony } from '../../api/windows/ceremony.ts';
import { closeWindow } from '../../api/windows/closing.usecases.ts';
import { schemeParts } from '../../api/windows/scheme-parts.ts';
import { draftWindow, openWindow, sealWindow } from '../../api/windows/windows.usecases.ts';
import { fromBase64url } from '../../proof/bytes.ts';
import { readShare, splitKey } from '../../proof/shares.ts';
import { createTestApp, PROJECT, type Requester } from '../support/app.ts';
import { castPlain, HOLDERS, insertCity, makeRater } from './ballots.fixture.ts';

const app = await createTestApp();
const { dependencies: deps } = app;
await insertCity(deps);
const BODIES = ['市审计局', '市公证处', '市档案馆'];
const holders: Requester[] = [];
for (const body of BODIES) {
  const holder = await app.as('key-holder');
  await deps.sql`update users set body = ${body} where id = ${holder.userId}`;
  holders.push(holder);
}
const [audit, notary, archive] = holders as [Requester, Requester, Requester];
const office = await app.as('office-staff');
const cycle = deps.city.cycles.at(-1);
const [UNIT = ''] = deps.city.units.map(({ id }) => id);
const KEY = fromBase64url(HOLDERS.privateKey);

const at = (window: string, rest = ''): string => `/api/v1/windows/${window}${rest}`;
const enter = (window: string, who: Requester, share: string, others: readonly object[] = []) =>
  who.call('POST', at(window, '/shares'), { share, ...(others.length > 0 && { others }) });

/** A closed window whose key two of three bodies hold. */
async function closed(window: string): Promise<[string, string, string]> {
  const [opensAt, closesAt] = [new Date(deps.clock().getTime() - 3_600_000), new Date(Date.now() + 3_600_000)];
  await draftWindow(deps, { window, cycle: cycle?.id ?? '', opensAt, closesAt, custody: 'holders' });
  const keyShares = { holders: 3, threshold: 2, bodies: BODIES };
  const parts = schemeParts(loadScheme(PROJECT, cycle?.scheme ?? ''));
  await sealWindow(deps, { window, custody: 'holders', publicKey: HOLDERS.publicKey, keyShares, ...parts });
  await openWindow(deps, window);
  await castPlain(await makeRater(app, window), window, UNIT);
  await closeWindow(deps, window, office.userId ?? '', '演练结束，提前截止');
  return (await splitKey(KEY, { window, holders: 3, threshold: 2 })) as [string, string, string];
}

const untilOpened = (window: string) =>
  vi.waitFor(async () => expect((await app.anonymous.call('GET', at(window))).body.state).toBe('opened'), { timeout: 60_000, interval: 200 });

/** Every row of every table, the job queue's among them, as text. */
async function wholeDatabase(): Promise<string> {
  const tables = await deps.sql`
    select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`;
  const texts: string[] = [];
  for (const { name } of tables) texts.push(...(await deps.sql.unsafe(`select t::text as row from ${name} t`)).map(({ row }) => String(row)));
  return texts.join('\n');
}

const filesOf = (folder: string): Buffer[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name)));

/** A secret in every spelling that somebody might store it in. */
function spellings(secret: Uint8Array): Buffer[] {
  const bytes = Buffer.from(secret);
  const texts = (['hex', 'base64', 'base64url'] as const).map((encoding) => bytes.toString(encoding).replace(/=+$/, ''));
  return [bytes, ...[...texts, bytes.toString('hex').toUpperCase(), [...bytes].join(','), [...bytes].join(', ')].map((text) => Buffer.from(text))];
}

test('after a whole ceremony no share and no key is in the database, the log or the data folder, in any spelling', async () => {
  const lines: string[] = [];
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      lines.push(String(chunk));
      return true;
    }),
  );
  const shares = await closed('w-grep');
  const [first, second] = shares;
  await enter('w-grep', audit, `${first}X`);
  await enter('w-grep', audit, first);
  const { body } = await enter('w-grep', notary, second);
  expect(body).toMatchObject({ opening: true, entered: [] });
  await untilOpened('w-grep');
  for (const spy of spies) spy.mockRestore();

  const kept = [Buffer.from(await wholeDatabase()), Buffer.from(lines.join('\n')), ...filesOf(app.dataDir)];
  expect(kept[0]?.toString()).toContain('w-grep');
  const secrets = [KEY, ...shares.map((text) => readShare(text).bytes)];
  for (const place of kept) {
    for (const secret of secrets) for (const spelling of spellings(secret)) expect(place.includes(spelling)).toBe(false);
    for (const text of shares) {
      const characters = (text.split('/').at(-1) ?? '').replaceAll('-', '');
      for (const part of [text, characters, characters.slice(21, 41), text.slice(-23)])
        expect(place.toString().toUpperCase()).not.toContain(part.toUpperCase());
    }
  }
  const actions = (await deps.sql`select action from audit_log where subject = 'window:w-grep' order by sequence`).map(({ action }) => action);
  expect(actions.slice(-2)).toEqual(['window.opening_proposed', 'window.opened']);
  const [row] = await deps.sql`select opening_proposed_by, opened_by from windows where id = 'w-grep'`;
  expect(row).toEqual({ opening_proposed_by: audit.userId, opened_by: notary.userId });
});

test('each wrong share and each wrong person is told, and the right ones can still open', async () => {
  const [first, second, third] = await closed('w-wrong');
  const [foreign] = await splitKey(KEY, { window: 'w-other', holders: 3, threshold: 2 });
  const [rehearsal] = await splitKey(new Uint8Array(32).fill(3), { window: 'w-wrong', holders: 3, threshold: 2 });
  const refused = async (who: Requester, share: string) => (await enter('w-wrong', who, share)).body.code;
  expect(await refused(audit, 'nonsense')).toBe('window.share_not_a_share');
  expect(
    await refused(
      audit,
      first.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
    ),
  ).toBe('window.share_mistyped');
  expect(await refused(audit, foreign ?? '')).toBe('window.share_other_window');
  expect(await refused(audit, rehearsal ?? '')).toBe('window.share_other_key');
  expect(await refused(notary, first)).toBe('window.share_of_other_body');
  expect((await office.call('POST', at('w-wrong', '/shares'), { share: first })).body.code).toBe('window.share_of_other_body');
  expect((await app.anonymous.call('POST', at('w-wrong', '/shares'), { share: first })).status).toBe(401);
  expect((await (await app.as('moderator')).call('POST', at('w-wrong', '/shares'), { share: first })).status).toBe(403);

  const { body: one } = await enter('w-wrong', audit, first);
  expect(one).toMatchObject({ entered: [1], needed: 2, opening: false, until: expect.any(String) });
  expect((await enter('w-wrong', audit, first)).body.entered).toEqual([1]);
  expect(await refused(audit, second)).toBe('window.share_of_other_body');
  const colleague = await app.as('key-holder');
  await deps.sql`update users set body = '市审计局' where id = ${colleague.userId}`;
  expect(await refused(colleague, first)).toBe('window.share_same_share');
  expect((await office.call('GET', at('w-wrong', '/shares'))).body).toMatchObject({ entered: [1], holders: [{ number: 1, body: '市审计局' }, {}, {}] });
  expect((await enter('w-wrong', archive, third)).body.opening).toBe(true);
  await untilOpened('w-wrong');
  expect(await refused(audit, first)).toBe('window.wrong_state');
});

test('two holders at one screen: one request, the second known by the own password', async () => {
  const [first, second] = await closed('w-screen');
  const [{ login = '' } = {}] = await deps.sql`select login from users where id = ${notary.userId}`;
  const other = { login, password: 'a long password', share: second };
  expect((await enter('w-screen', audit, first, [{ ...other, password: 'wrong' }])).body.code).toBe('auth.wrong_credentials');
  expect((await enter('w-screen', audit, first, [{ ...other, share: first }])).body.code).toMatch(/^window\.share/);
  expect((await office.call('GET', at('w-screen', '/shares'))).body.entered).toEqual([]);
  expect((await enter('w-screen', audit, first, [other])).body.opening).toBe(true);
  await untilOpened('w-screen');
});

test('the second at one screen shows the code of the app too, where the account has one', async () => {
  const [first, second] = await closed('w-factor');
  const { secret } = (await notary.call('POST', '/api/v1/account/factor')).body;
  const codeAt = (seconds: number): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: deps.clock().getTime() + seconds * 1000 });
  expect((await notary.call('PUT', '/api/v1/account/factor', { code: codeAt(0) })).status).toBe(200);
  const [{ login = '' } = {}] = await deps.sql`select login from users where id = ${notary.userId}`;
  const other = { login, password: 'a long password', share: second };
  expect((await enter('w-factor', audit, first, [other])).body.code).toBe('auth.code_missing');
  expect((await enter('w-factor', audit, first, [{ ...other, code: '000000' }])).body.code).toBe('auth.wrong_code');
  expect((await enter('w-factor', audit, first, [{ ...other, code: codeAt(0) }])).body.code).toBe('auth.wrong_code');
  expect((await enter('w-factor', audit, first, [{ ...other, password: 'wrong', code: codeAt(30) }])).body.code).toBe('auth.wrong_credentials');
  expect((await office.call('GET', at('w-factor', '/shares'))).body.entered).toEqual([]);
  expect((await enter('w-factor', audit, first, [{ ...other, code: codeAt(30) }])).body.opening).toBe(true);
  await untilOpened('w-factor');
  await deps.sql`update users set factor_secret = null, factor_confirmed_at = null where id = ${notary.userId}`;
});

test('a share is entered only by who confirmed the identity within ten minutes', async () => {
  const [first] = await closed('w-stale');
  const now = deps.clock();
  app.setTime(new Date(now.getTime() + 11 * 60_000));
  expect((await enter('w-stale', audit, first)).body.code).toBe('auth.confirm_first');
  expect((await audit.call('POST', '/api/v1/session/confirm', { proof: 'a long password' })).status).toBe(200);
  expect((await enter('w-stale', audit, first)).body.entered).toEqual([1]);
  app.setTime(now);
});

test('a share is forgotten after a quarter of an hour, or when the ceremony is broken off', async () => {
  const [first, second] = await closed('w-late');
  const opened: Uint8Array[] = [];
  const ceremony = openingCeremony(deps, async (_deps, _window, _actors, key) => void opened.push(key));
  const given = (who: Requester, body: string, text: string) => [{ holder: { userId: who.userId ?? '', body }, text }];
  await ceremony.enterShares('w-late', given(audit, '市审计局', first));
  expect(ceremony.entered('w-late').numbers).toEqual([1]);
  app.setTime(new Date(deps.clock().getTime() + 15 * 60_000));
  expect(ceremony.entered('w-late')).toEqual({ numbers: [], until: null });
  expect(await ceremony.enterShares('w-late', given(notary, '市公证处', second))).toBe(false);
  ceremony.forget('w-late');
  expect(ceremony.entered('w-late').numbers).toEqual([]);
  await ceremony.enterShares('w-late', given(notary, '市公证处', second));
  expect(await ceremony.enterShares('w-late', given(audit, '市审计局', first))).toBe(true);
  expect(opened.map((key) => key.every((byte) => byte === 0))).toEqual([true]);
});
