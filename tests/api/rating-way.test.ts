import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createApp } from '../../api/app.ts';
import { createLimits } from '../../api/limits.ts';
import { isRatingAddress } from '../../api/log.ts';
import { createRequester, createTestApp, PROJECT } from '../support/app.ts';
import { castPlain, insertCity, makeRater, makeWindow } from './ballots.fixture.ts';

/** Every address by which somebody shows a right, fills in a ballot or looks at a receipt, as routes and pages stand in the code. */
const plain = await createTestApp();
const lines: Record<string, unknown>[] = [];
const note = (line: Record<string, unknown>): void => void lines.push(line);
const log = { info: note, warn: note, error: note, child: () => log } as never;
const deps = { ...plain.dependencies, log };
const app = createApp(deps, { limits: createLimits(deps.sql, 1000) });
await insertCity(deps);
const W = await makeWindow(deps, 'w1');
const UNIT = deps.city.units[0]?.id ?? '';

const filled = (address: string): string => address.replace('{window}', W).replace('{unit}', UNIT).replace('{channel}', 'citizen');

const operations = Object.entries(app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: '', version: '' } }).paths ?? {}).flatMap(([address, methods]) =>
  Object.entries(methods as Record<string, { 'x-guard'?: unknown }>).map(([method, operation]) => ({
    method: method.toUpperCase(),
    address,
    guard: operation['x-guard'],
  })),
);
const routes = operations.filter(({ address, guard }) => guard === 'rater' || /\/proofs(\/|$)|ballot|receipt/.test(address));

const pages = globSync(['site/workspace/pages/**/*.{astro,ts}', 'site/pages/**/*.{astro,ts}'], { cwd: PROJECT })
  .map((file) => file.replace(/^site\/(workspace\/)?pages/, '').replace(/(\/index)?\.(astro|ts)$/, ''))
  .filter((address) => /\/rate(\/|$)|receipt|open-vote/.test(address))
  .flatMap((address) => ['', '/en'].map((lang) => address.replace('/[...lang]', lang).replace('[unit]', UNIT).replace('[channel]', 'citizen')));

test('there is a rating way: its routes and pages are found', () => {
  expect(routes.map(({ method, address }) => `${method} ${address.replace('/api/v1', '')}`)).toEqual(
    expect.arrayContaining([
      'GET /windows/{window}/units/{unit}/ballot',
      'PUT /windows/{window}/units/{unit}/ballot',
      'POST /windows/{window}/units/{unit}/ballot/plain',
      'POST /windows/{window}/proofs/code',
      'POST /windows/{window}/proofs/sms',
      'POST /windows/{window}/proofs/sms/confirm',
      'POST /windows/{window}/proofs/login/{channel}',
      'POST /windows/{window}/proofs/login/{channel}/confirm',
      'POST /windows/{window}/proofs/queue',
    ]),
  );
  expect(pages).toEqual(expect.arrayContaining(['/rate', '/en/rate', `/rate/${UNIT}`, `/en/rate/${UNIT}`, '/rate/login/citizen', '/en/rate/login/citizen']));
});

test.each(routes.map(({ method, address }) => [method, filled(address)]))('%s %s leaves no line of its own', async (method, address) => {
  lines.length = 0;
  for (const body of [{}, '{', undefined]) await createRequester(app, null).call(method, address, method === 'GET' ? undefined : body);
  expect(lines).toEqual([]);
});

test.each([...new Set(pages)])('the page %s is told by the hour only, however its address is written', async (address) => {
  lines.length = 0;
  const asked = await createRequester(app, null).call('GET', `${address}?code=x&state=y`);
  expect(asked.status).toBe(404);
  expect(lines).toEqual([]);
  for (const written of [address, `${address}/`, address.toUpperCase(), address.replace(/\/(?=rate|receipt)/, '//')])
    expect([written, isRatingAddress(written)]).toEqual([written, true]);
});

test('a whole rating leaves nothing but the hour’s counts: no unit, no right, no ticket, no minute', async () => {
  lines.length = 0;
  const rater = await makeRater({ ...plain, app }, W);
  const { body } = await castPlain(rater, W, UNIT);
  expect(body.receipt.unit).toBe(UNIT);
  expect(lines).toEqual([]);
  plain.setTime(new Date('2026-11-20T09:59:59Z'));
  await plain.anonymous.call('GET', '/api/v1/units');
  await createRequester(app, null).call('GET', '/api/v1/units');
  const [hour, next] = lines;
  expect(hour).toMatchObject({ time: '2026-11-20T08:00Z', path: '/rate' });
  expect(next).toMatchObject({ path: '/api/v1/units' });
  for (const hidden of [UNIT, rater.code, body.receipt.ticket, body.receipt.leafHash]) expect(JSON.stringify(lines)).not.toContain(hidden);
});
