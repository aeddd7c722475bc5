import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { accessLog } from '../../api/access-log.ts';
import { ADDRESS_HEADER } from '../../api/address.ts';
import { isRatingAddress } from '../../api/log.ts';

/** An application that only writes its log. */
function logged() {
  const lines: Record<string, unknown>[] = [];
  let now = new Date('2026-11-20T08:12:34.567Z');
  const log = { info: (line: Record<string, unknown>) => void lines.push(line) };
  const app = new Hono().use(accessLog({ log: log as never, clock: () => now })).all('*', (c) => c.text('x', c.req.path.includes('none') ? 404 : 200));
  const at = (time: string): void => {
    now = new Date(time);
  };
  return { app, lines, at };
}

test('a request leaves one line with its time, without query', async () => {
  const { app, lines } = logged();
  await app.request('/comment/water?name=somebody');
  expect(lines).toEqual([{ time: '2026-11-20T08:12:34.567Z', method: 'GET', path: '/comment/water', status: 200, ms: expect.any(Number) }]);
});

test('on the rating way nothing is written until the hour is over, and then counts only', async () => {
  const { app, lines, at } = logged();
  await app.request('/rate/water', { method: 'POST' });
  await app.request('/en/rate/none');
  await app.request('/api/v1/windows/w/units/water/ballot', { method: 'PUT' });
  await app.request('/api/v1/windows/w/proofs/code', { method: 'POST' });
  await app.request('/_workspace/ballot.js');
  await app.request('/units');
  expect(lines.map(({ path }) => path)).toEqual(['/units']);
  at('2026-11-20T09:00:01Z');
  await app.request('/units');
  expect(lines[1]).toEqual({ time: '2026-11-20T08:00Z', path: '/rate', answers: { 'GET 200': 1, 'GET 404': 1, 'POST 200': 2, 'PUT 200': 1 } });
  expect(lines).toHaveLength(3);
});

test('what a page asks of the API while it is made leaves no line: it would give the moment of the page', async () => {
  const { app, lines } = logged();
  await app.request('/api/v1/windows', { headers: { [ADDRESS_HEADER]: '203.0.113.1' } });
  expect(lines).toEqual([]);
});

test.each(['/rate', '/rate/', '//rate', '/en//rate/water', '/rate%2fwater', '/RATE', '/api/v1//windows/w/units/u/ballot', '/API/v1/windows/w/proofs/code'])(
  '%s is the rating way, however it is written',
  (path) => {
    expect(isRatingAddress(path)).toBe(true);
  },
);
