import { expect, test } from 'vitest';
import { createMetrics } from '../../api/metrics/metrics.ts';
import { createTestApp } from '../support/app.ts';

const { anonymous } = await createTestApp();
const TOKEN = 'a token of enough length';

test('without a token set there is no such address', async () => {
  expect((await anonymous.call('GET', '/metrics')).status).toBe(404);
});

test('with the token figures come out, and none of the rating way', async () => {
  const { routes, count } = createMetrics({ config: { metricsToken: TOKEN } as never });
  const { Hono } = await import('hono');
  const app = new Hono()
    .use(count)
    .route('/', routes)
    .get('/units', (c) => c.text('x'))
    .get('/rate/water', (c) => c.text('x'));
  app.onError((_error, c) => c.text('no', 404));
  await app.request('/units');
  await app.request('/rate/water');
  await app.request('/en/rate');
  expect((await app.request('/metrics', { headers: { authorization: 'Bearer another token of length' } })).status).toBe(404);
  const text = await (await app.request('/metrics', { headers: { authorization: `Bearer ${TOKEN}` } })).text();
  expect(text).toContain('gongping_answers_total{method="GET",status="200"} 1');
  expect(text).toContain('process_resident_memory_bytes');
});
