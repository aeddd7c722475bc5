import { createServer } from 'node:http';
import { afterAll, expect, test } from 'vitest';
import { createApp } from '../../api/app.ts';
import type { Dependencies } from '../../api/context.ts';
import { createLimits } from '../../api/limits.ts';
import type { City } from '../../content/load.ts';
import { createRequester, createTestApp, ORIGIN, type Requester } from '../support/app.ts';
import { CLIENT } from '../support/identity-client.ts';
import { signInAt, startIdentityProvider } from '../support/identity-provider.ts';
import { castPlain, insertCity, makeWindow } from './ballots.fixture.ts';

const { dependencies: plain, setTime } = await createTestApp();
const provider = await startIdentityProvider([`${ORIGIN}/rate/login/citizen`, `${ORIGIN}/en/rate/login/citizen`]);
const other = await startIdentityProvider([`${ORIGIN}/rate/login/citizen`]);
afterAll(async () => {
  await provider.close();
  await other.close();
});

const LABEL = { zh: '市民登录', en: 'Citizen sign-in' };
const city: City = {
  ...plain.city,
  groups: plain.city.groups.map((group) => (group.id === 'public-web' ? { ...group, channels: ['code', 'sms', 'citizen', 'absent'] } : group)),
  channels: [
    ...plain.city.channels.filter(({ proof }) => proof !== 'login'),
    { id: 'citizen', label: LABEL, proof: 'login', login: { identifies: 'person', subject: 'sub' }, uniqueness: LABEL },
    { id: 'absent', label: LABEL, proof: 'login', login: { identifies: 'account', subject: 'sub' }, uniqueness: LABEL },
  ],
};
const login = (issuer: string) => ({ issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret });
const withIssuer = (issuer: string): Dependencies => ({ ...plain, city, config: { ...plain.config, logins: [login(issuer)] } });
const appOf = (deps: Dependencies) => createApp(deps, { limits: createLimits(deps.sql, 1000) });
const deps = withIssuer(provider.issuer);
const app = appOf(deps);
await insertCity(deps);
const W = await makeWindow(deps, 'w1');
const UNIT = city.units[0]?.id ?? '';
const at = (channel = 'citizen', window = W): string => `/api/v1/windows/${window}/proofs/login/${channel}`;

async function leave(browser: Requester, body: Record<string, unknown> = {}): Promise<string> {
  const { status, body: answer } = await browser.call('POST', at(), body);
  expect(status, JSON.stringify(answer)).toBe(200);
  return answer.location;
}

const back = (browser: Requester, query: string, window = W) => browser.call('POST', `${at('citizen', window)}/confirm`, { query });
const blank = (browser: Requester) => browser.call('GET', `/api/v1/windows/${W}/units/${UNIT}/ballot`);

async function signIn(name: string, body: Record<string, unknown> = {}): Promise<Requester> {
  const browser = createRequester(app, null);
  const answer = await back(browser, await signInAt(await leave(browser, body), name));
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return browser;
}

test('a sign-in gives the right to rate; asked for are openid and nothing else, with PKCE, state and nonce', async () => {
  const browser = createRequester(app, null);
  const location = await leave(browser);
  const answer = await back(browser, await signInAt(location, 'li'));
  expect(answer.body).toMatchObject({ group: 'public-web', channel: 'citizen', refused: [] });
  const asked = new URL(location).searchParams;
  expect(asked.get('scope')).toBe('openid');
  expect(asked.get('code_challenge_method')).toBe('S256');
  for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)?.length).toBeGreaterThanOrEqual(43);
  expect(asked.get('redirect_uri')).toBe(`${ORIGIN}/rate/login/citizen`);
  expect(answer.headers.getSetCookie().find((cookie) => cookie.startsWith('gongping-login='))).toMatch(/Max-Age=0/);
  expect((await blank(browser)).status).toBe(200);
});

test('the same person on two devices is one rater, another person another; neither name nor subject is kept', async () => {
  const { receipt } = (await castPlain(await signIn('wang'), W, UNIT)).body;
  expect((await blank(await signIn('wang', { language: 'en' }))).body.ticket).toBe(receipt.ticket);
  expect((await blank(await signIn('zhao'))).body.ticket).not.toBe(receipt.ticket);
  const tables = await deps.sql`select (select json_agg(t) from used_proofs t) as used, (select json_agg(t) from envelopes t) as cast`;
  for (const name of ['wang', 'zhao', 'pairwise']) expect(JSON.stringify(tables)).not.toContain(name);
});

test('an employer that was declared before leaving is refused', async () => {
  const browser = await signIn('sun', { employer: UNIT });
  expect((await blank(browser)).body).toMatchObject({ status: 403, code: 'ballot.own_unit' });
  expect((await castPlain(browser, W, city.units[1]?.id ?? '')).status).toBe(200);
  expect((await createRequester(app, null).call('POST', at(), { employer: 'nowhere' })).body.code).toBe('proof.unknown_employer');
});

test('cancelled, replayed, swapped, without cookie, too late: each has its sentence', async () => {
  const browser = createRequester(app, null);
  expect((await back(browser, await signInAt(await leave(browser), 'cancel'))).body).toMatchObject({ status: 401, code: 'proof.login_cancelled' });

  const query = await signInAt(await leave(browser), 'qian');
  expect((await back(createRequester(app, null), query)).body.code).toBe('proof.login_expired');
  expect((await back(browser, query)).status).toBe(200);
  expect((await back(browser, query)).body.code).toBe('proof.login_expired');

  const first = await signInAt(await leave(browser), 'qian');
  await leave(browser);
  expect((await back(browser, first)).body.code).toBe('proof.login_expired');

  const late = await signInAt(await leave(browser), 'qian');
  setTime(new Date(deps.clock().getTime() + 601_000));
  expect((await back(browser, late)).body.code).toBe('proof.login_expired');
  setTime(new Date('2026-11-20T08:00:00Z'));
});

test('a code used twice, a code of another browser, rubbish: refused, never a 500', async () => {
  const cookie = async () =>
    (await app.request(at(), { method: 'POST', headers: { origin: ORIGIN, 'content-type': 'application/json' }, body: '{}' })) as Response;
  const started = await cookie();
  const kept = started.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const query = await signInAt(((await started.json()) as { location: string }).location, 'zhou');
  const answer = (with_: string) =>
    app.request(`${at()}/confirm`, {
      method: 'POST',
      headers: { origin: ORIGIN, 'content-type': 'application/json', cookie: kept },
      body: JSON.stringify({ query: with_ }),
    });
  expect((await answer(query)).status).toBe(200);
  expect(await (await answer(query)).json()).toMatchObject({ status: 401, code: 'proof.login_used' });
  for (const rubbish of [
    '',
    '?',
    '?code=x',
    query.replace('code=', 'code=x'),
    query.replace(/iss=[^&]*/, `iss=${encodeURIComponent(other.issuer)}`),
    '?error=x&state=y',
  ])
    expect((await answer(rubbish)).status).toBe(401);
  expect(await (await answer(query.replace(/iss=[^&]*/, `iss=${encodeURIComponent(other.issuer)}`))).json()).toMatchObject({ code: 'proof.login_mixed_up' });
});

test('a provider that is away, none set up, no such channel, another window, a closed one', async () => {
  const dead = createRequester(appOf(withIssuer('http://127.0.0.1:9')), null);
  expect((await dead.call('POST', at())).body.code).toBeDefined();
  expect((await dead.call('POST', at(), {})).body).toMatchObject({ status: 503, code: 'proof.login_away' });
  expect((await createRequester(app, null).call('POST', at('absent'), {})).body.code).toBe('proof.login_not_set_up');
  expect((await createRequester(app, null).call('POST', at('sms'), {})).body.code).toBe('proof.no_such_channel');
  expect((await createRequester(app, null).call('POST', at('citizen', 'none'), {})).status).toBe(404);
  const w2 = await makeWindow(deps, 'w2');
  const browser = createRequester(app, null);
  const query = await signInAt(await leave(browser), 'wu');
  expect((await back(browser, query, w2)).body.code).toBe('proof.login_expired');
  await deps.sql`update windows set closes_at = now() - interval '1 second' where id = 'w2'`;
  expect((await browser.call('POST', at('citizen', w2), {})).body.code).toBe('proof.window_not_open');
});

test('a provider that names another issuer, or signs with a key of somebody else, is not believed', async () => {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ issuer: provider.issuer, authorization_endpoint: `${provider.issuer}/auth`, token_endpoint: `${provider.issuer}/token` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const liar = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  const browser = createRequester(appOf(withIssuer(liar)), null);
  expect((await browser.call('POST', at(), {})).body).toMatchObject({ status: 503, code: 'proof.login_away' });
  server.close();
});
