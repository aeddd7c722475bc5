import { expect, test } from 'vitest';
import { createApp } from '../../../api/app.ts';
import type { Dependencies } from '../../../api/context.ts';
import { createLimits } from '../../../api/limits.ts';
import { createLogger } from '../../../api/log.ts';
import { closeWindow } from '../../../api/windows/closing.usecases.ts';
import { envelopes } from '../../../db/schema/windows.ts';
import { type Answer, createTestApp, type Requester } from '../../support/app.ts';
import { GOOD, insertCity, makeRater, makeWindow, salt, sealInBrowser } from '../ballots.fixture.ts';

/** Casts at the wrong moment, twice, for something else: each row tells what comes back and how many rows the box then holds. */
const app = await createTestApp();
const { dependencies: deps } = app;
await insertCity(deps);
const UNITS = deps.city.units.map(({ id }) => id);
const [UNIT = '', NEXT = ''] = UNITS;

interface Scene {
  readonly window: string;
  readonly rater: Requester;
  /** A sealed cast about a unit, as the blank ballot of this moment asks for it; `revision` is that of the box. */
  readonly seal: (unit?: string, revision?: number) => ReturnType<typeof sealInBrowser>;
  readonly put: (cast: unknown, unit?: string) => Promise<Answer>;
  readonly closesIn: (seconds: number) => Promise<unknown>;
}

const at = (window: string, unit: string): string => `/api/v1/windows/${window}/units/${unit}/ballot`;

async function sceneOf(window: string, on = app): Promise<Scene> {
  await makeWindow(deps, window);
  const rater = await makeRater(on, window);
  return {
    window,
    rater,
    seal: async (unit = UNIT, revision) => {
      const { body } = await rater.call('GET', at(window, unit));
      return sealInBrowser({ ...body, ...(revision !== undefined && { revision }) }, GOOD);
    },
    put: (cast, unit = UNIT) => rater.call('PUT', at(window, unit), cast),
    closesIn: (seconds) => deps.sql`update windows set closes_at = clock_timestamp() + make_interval(secs => ${seconds}) where id = ${window}`,
  };
}

type Act = (scene: Scene) => Promise<Answer>;
const STAFF = '00000000-0000-4000-8000-000000000001';
const OK = 'in the box';

const CASES: readonly [name: string, act: Act, answer: string, rows: number][] = [
  ['the first cast', async ({ seal, put }) => put(await seal()), OK, 1],
  ['the same request again, after the answer was lost', async ({ seal, put }) => ((cast) => put(cast).then(() => put(cast)))(await seal()), OK, 1],
  [
    'the same revision with other answers',
    async ({ seal, put }) => {
      const [one, two] = [await seal(), await seal()];
      await put(one);
      return put({ ...two, ticket: one.ticket });
    },
    'ballot.revision_used',
    1,
  ],
  [
    'a second form filled in before the first was sent',
    async ({ seal, put }) =>
      ((late) =>
        seal()
          .then(put)
          .then(() => put(late)))(await seal()),
    'ballot.other_ticket',
    1,
  ],
  [
    'an older revision that was delayed',
    async ({ rater, window, put }) => {
      const { body } = await rater.call('GET', at(window, UNIT));
      const [first, second] = [await sealInBrowser(body, GOOD), await sealInBrowser({ ...body, revision: 1 }, GOOD)];
      await put(second);
      return put(first);
    },
    'ballot.outdated_revision',
    1,
  ],
  ['a ballot sealed about another unit', async ({ seal, put }) => put(await seal(NEXT)), OK, 1],
  [
    'another window’s right',
    async ({ seal, put, rater }) => ((cast) => rater.call('PUT', at('w-elsewhere', UNIT), cast).then((a) => put(cast).then(() => a)))(await seal()),
    'ballot.other_window',
    1,
  ],
  ['a unit that is not there', async ({ seal, put }) => put(await seal(), 'nowhere'), 'unit.unknown', 0],
  ['a name that every object has', async ({ seal, put }) => put(await seal(), 'constructor'), 'unit.unknown', 0],
  ['one second before closing', async ({ seal, put, closesIn }) => seal().then((cast) => closesIn(1).then(() => put(cast))), OK, 1],
  ['one second after closing', async ({ seal, put, closesIn }) => seal().then((cast) => closesIn(-1).then(() => put(cast))), 'ballot.window_not_open', 0],
  [
    'a change one second after closing',
    async ({ seal, put, closesIn }) => {
      await put(await seal());
      const change = await seal();
      await closesIn(-1);
      return put(change);
    },
    'ballot.window_not_open',
    1,
  ],
  [
    'the very same request after closing',
    async ({ seal, put, closesIn }) => {
      const cast = await seal();
      await put(cast);
      await closesIn(-1);
      return put(cast);
    },
    OK,
    1,
  ],
  [
    'after the office has closed',
    async ({ seal, put, window }) => seal().then((cast) => closeWindow(deps, window, STAFF, '测试提前截止').then(() => put(cast))),
    'ballot.window_not_open',
    0,
  ],
  [
    'a blank ballot after closing',
    async ({ rater, window }) => closeWindow(deps, window, STAFF, '测试提前截止').then(() => rater.call('GET', at(window, UNIT))),
    'ballot.window_not_open',
    0,
  ],
];

await makeWindow(deps, 'w-elsewhere');

const rowsIn = async (window: string) => (await deps.db.select().from(envelopes)).filter(({ windowId }) => windowId === window).length;

test.each(CASES.map(([name, ...rest], i) => [name, `w-${i}`, ...rest] as const))('%s', async (_, window, act, answer, rows) => {
  const { status, body } = await act(await sceneOf(window));
  expect(status === 200 ? OK : body.code, JSON.stringify(body)).toBe(answer);
  if (status !== 200) expect(body.messages.zh).toMatch(/[。；]/);
  expect(await rowsIn(window)).toBe(rows);
});

test('closing while fifty cast: every acknowledged ballot is behind the closing root, no other is', async () => {
  const window = await makeWindow(deps, 'w-closing');
  const raters = await Promise.all(Array.from({ length: 50 }, () => makeRater(app, window)));
  const casts = await Promise.all(raters.map(async (rater) => sealInBrowser((await rater.call('GET', at(window, UNIT))).body, GOOD)));
  const answers: Promise<Answer>[] = [];
  let closing: ReturnType<typeof closeWindow> | undefined;
  for (const [i, rater] of raters.entries()) {
    answers.push(rater.call('PUT', at(window, UNIT), casts[i]));
    if (i === 25) closing = closeWindow(deps, window, STAFF, '测试提前截止');
    if (i % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const taken = (await Promise.all(answers)).filter(({ status, body }) => {
    if (status !== 200) expect(body.code).toBe('ballot.window_not_open');
    return status === 200;
  });
  const signed = await closing;
  const tickets = taken.map(({ body }) => body.receipt.ticket).sort();
  const kept = (await deps.db.select().from(envelopes)).filter(({ windowId }) => windowId === window).map(({ ticket }) => ticket);
  expect(kept.sort()).toEqual(tickets);
  expect(signed?.statement.ballots).toBe(tickets.length);
});

/** The application over a database adapter that fails with this error while it is told to. */
function failing(error: object) {
  const state = { on: false };
  const fails = async (): Promise<never> => {
    throw Object.assign(new Error('injected'), error);
  };
  const sql = new Proxy(deps.sql, { apply: (target, self, args) => (state.on ? fails() : Reflect.apply(target, self, args)) });
  const own: Dependencies = { ...deps, sql, log: createLogger('silent') };
  return { state, app: createApp(own, { limits: createLimits(deps.sql, 1000) }) };
}

test.each([
  ['the database’s disk is full', { name: 'PostgresError', code: '53100' }, 507, 'server.no_space'],
  ['our own disk is full', { code: 'ENOSPC' }, 507, 'server.no_space'],
  ['the database shuts down', { name: 'PostgresError', code: '57P01' }, 503, 'server.database_unreachable'],
  ['the connection is cut', { code: 'CONNECTION_CLOSED' }, 503, 'server.database_unreachable'],
  ['too many connections', { name: 'PostgresError', code: '53300' }, 503, 'server.database_unreachable'],
])('%s: told so, nothing acknowledged, and the same request works afterwards', async (name, error, status, code) => {
  const broken = failing(error);
  const window = `w-${code.replace(/[._]/g, '-')}-${name.length}`;
  const { rater, seal, put } = await sceneOf(window, { ...app, app: broken.app });
  const cast = await seal();
  const answers = { ticket: cast.ticket, revision: 1, salt: salt(), answers: GOOD };
  broken.state.on = true;
  expect((await put(cast)).body).toMatchObject({ status, code });
  expect((await rater.call('POST', `${at(window, UNIT)}/plain`, answers)).body).toMatchObject({ status, code });
  expect(await rowsIn(window)).toBe(0);
  broken.state.on = false;
  expect((await put(cast)).status).toBe(200);
  expect(await rowsIn(window)).toBe(1);
});
