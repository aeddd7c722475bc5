import { setTimeout as delay } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import { createApp } from '../../api/app.ts';
import { eventLoopDelay, type LoadRules } from '../../api/ballots/shedding.ts';
import { createClient } from '../../api/client.ts';
import { createLimits } from '../../api/limits.ts';
import { envelopes } from '../../db/schema/windows.ts';
import { unitPage } from '../../site/workspace/rate/server/unit.ts';
import { createTestApp, ORIGIN } from '../support/app.ts';
import { GOOD, insertCity, makeRater, makeWindow, salt, sealInBrowser } from './ballots.fixture.ts';

const plain = await createTestApp();
const { dependencies: deps } = plain;
await insertCity(deps);
const W = await makeWindow(deps, 'w1');
const UNIT = deps.city.units[0]?.id ?? '';
const at = `/api/v1/windows/${W}/units/${UNIT}/ballot`;

let behind = 0;
const load: LoadRules = { mostCasts: 3, mostDelay: 500, delay: () => behind };
const app = createApp(deps, { limits: createLimits(deps.sql, 1000), load });
const person = () => makeRater({ ...plain, app }, W);
const readable = (ticket: string) => ({ ticket, revision: 1, salt: salt(), answers: GOOD });

beforeEach(() => {
  behind = 0;
});

test('a slow database: casts beyond the bound are refused before acceptance, and every accepted one is in the box', async () => {
  const raters = await Promise.all(Array.from({ length: 8 }, person));
  const casts = await Promise.all(raters.map(async (rater) => sealInBrowser((await rater.call('GET', at)).body, GOOD)));
  const before = await deps.db.$count(envelopes);
  let waiting: ReturnType<(typeof raters)[number]['call']>[] = [];
  await deps.sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${`gongping:window:${W}`}, 0))`;
    waiting = raters.map((rater, i) => rater.call('PUT', at, casts[i]));
    await delay(300);
    expect(await deps.db.$count(envelopes)).toBe(before);
  });
  const answers = await Promise.all(waiting);
  const refused = answers.filter(({ status }) => status === 503);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
  expect(refused).toHaveLength(5);
  for (const { body, headers } of refused) {
    expect(body).toMatchObject({ code: 'ballot.too_busy', messages: { zh: expect.stringContaining('没有投入'), en: expect.stringContaining('not taken') } });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  }
  expect(await deps.db.$count(envelopes)).toBe(before + 3);
  for (const [i, rater] of raters.entries()) expect((await rater.call('PUT', at, casts[i])).status).toBe(200);
  expect(await deps.db.$count(envelopes)).toBe(before + 8);
});

test('places become free however a cast ends', async () => {
  const rater = await person();
  for (let i = 0; i < 10; i++) expect((await rater.call('PUT', at, '{')).status).toBe(400);
  for (let i = 0; i < 10; i++) expect((await plain.anonymous.call('PUT', at, {})).status).toBe(401);
  const { body } = await rater.call('GET', at);
  expect((await rater.call('PUT', at, await sealInBrowser(body, GOOD))).status).toBe(200);
});

test('requests that dribble in hold no place: the others cast meanwhile', async () => {
  const rater = await person();
  const slow = Array.from({ length: 10 }, () => {
    const body = new ReadableStream({ pull: () => new Promise(() => {}) });
    return app.request(at, { method: 'PUT', body, headers: { origin: ORIGIN, 'content-type': 'application/json' }, ...({ duplex: 'half' } as object) });
  });
  await delay(50);
  const { body } = await rater.call('GET', at);
  expect((await rater.call('PUT', at, await sealInBrowser(body, GOOD))).status).toBe(200);
  expect(slow).toHaveLength(10);
});

test('an event loop that is far behind takes no casts; blank ballots are still given', async () => {
  const rater = await person();
  const { body: blank } = await rater.call('GET', at);
  behind = 501;
  expect((await rater.call('POST', `${at}/plain`, readable(blank.ticket))).body.code).toBe('ballot.too_busy');
  expect((await rater.call('PUT', at, await sealInBrowser(blank, GOOD))).body.code).toBe('ballot.too_busy');
  expect((await rater.call('GET', at)).body).toMatchObject({ revision: 0 });
  behind = 500;
  expect((await rater.call('POST', `${at}/plain`, readable(blank.ticket))).status).toBe(200);
});

test('the delay of the event loop is seen when it is blocked, and forgotten when it is not', async () => {
  const behindBy = eventLoopDelay();
  await delay(150);
  const until = performance.now() + 900;
  while (performance.now() < until);
  await delay(20);
  const seen = behindBy();
  expect(seen).toBeGreaterThan(100);
  while (behindBy() > seen / 2) await delay(50);
});

/** What the page gives for a form that was sent without JavaScript. */
async function sendForm(cookie: string, fields: Readonly<Record<string, string>>) {
  const { api } = createClient(app, ORIGIN, { cookie, language: 'zh', address: '', agent: '' });
  const response = { status: 200, headers: new Headers() };
  const request = new Request(`${ORIGIN}/rate/${UNIT}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields),
  });
  const context = { locals: { api, city: deps.city }, params: { unit: UNIT }, request, response } as unknown as Parameters<typeof unitPage>[0];
  return { page: await unitPage(context), response };
}

test('without JavaScript nothing typed is lost: the same ballot stands in the page again and counts once', async () => {
  const { code } = await person();
  const proved = await app.request(`/api/v1/windows/${W}/proofs/code`, {
    method: 'POST',
    headers: { origin: ORIGIN, 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  });
  const cookie = proved.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const blank = (await (await app.request(at, { headers: { cookie } })).json()) as { ticket: string };
  const cast = { ticket: blank.ticket, revision: '1', salt: salt() };
  const fields = { step: 'ballot', group: 'public-web', ...cast, 'answer-results': 'good2', 'answer-openness': 'dk', screening: 'no' };
  behind = 10_000;
  const { page, response } = await sendForm(cookie, fields);
  expect(response.status).toBe(503);
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(page).toMatchObject({
    view: 'ballot',
    ballot: {
      cast: { ticket: blank.ticket, revision: 1, salt: cast.salt, answers: { results: 'good2', openness: 'dk' }, screening: 'no' },
      problem: { kind: 'refused', detail: expect.stringContaining('没有投入') },
    },
  });
  behind = 0;
  const before = await deps.db.$count(envelopes);
  for (let i = 0; i < 2; i++)
    expect((await sendForm(cookie, fields)).page).toMatchObject({ view: 'receipt', cast: { sealedBy: 'server', receipt: { revision: 1 } } });
  expect(await deps.db.$count(envelopes)).toBe(before + 1);
});
