import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';

/** Runs after everything else: it ends the database, and nothing starts it again. */
test('without the database everything published stands, and what needs it says so', async ({ page, request }) => {
  const pid = Number(readFileSync('.build/e2e-data/postgres/data/postmaster.pid', 'utf8').split('\n')[0]);
  process.kill(pid, 'SIGINT');
  await expect.poll(async () => (await request.get('/readyz')).status(), { timeout: 20_000 }).toBe(503);

  for (const address of [
    '/',
    '/en/',
    '/units/water',
    '/rankings/2024/departments',
    '/method',
    '/data',
    '/releases/latest',
    '/releases/1/data/units.csv',
    '/releases/1/units/water',
  ]) {
    expect([address, (await request.get(address)).status()]).toEqual([address, 200]);
  }
  for (const address of ['/rate', '/rate/water', '/comment/water']) {
    const answer = await request.get(address);
    expect([address, answer.status(), answer.headers()['cache-control']]).toEqual([address, 503, 'no-store']);
  }
  await page.goto('/rate');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('这一页暂时打不开');
  await expect(page.getByText('不是没有评议')).toBeVisible();
  await page.goto('/en/rate');
  await expect(page.getByText('This does not mean that there is no rating')).toBeVisible();
  expect((await request.get('/api/v1/windows')).status()).toBe(503);
});
