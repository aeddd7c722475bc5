import { expect, test } from '@playwright/test';

/** How the one process answers: pages, data, refusals and headers. */

test('HEAD is answered like GET, by pages made on demand and by static ones', async ({ request }) => {
  for (const address of ['/login', '/rate', '/', '/units/water/', '/api/v1/units', '/healthz']) {
    const [head, get] = [await request.head(address), await request.get(address)];
    expect([address, head.status()]).toEqual([address, get.status()]);
    expect((await head.body()).length).toBe(0);
  }
});

test('what is not there says so, in the language of the address, as a page or as a problem', async ({ request }) => {
  const zh = await request.get('/nothing-here');
  expect([zh.status(), await zh.text()]).toEqual([404, expect.stringContaining('lang="zh-CN"')]);
  const en = await request.get('/en/nothing-here');
  expect([en.status(), await en.text()]).toEqual([404, expect.stringContaining('lang="en"')]);
  const api = await request.get('/api/v1/nothing-here');
  expect([api.status(), api.headers()['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8']);
  expect((await request.get('/units/%00')).status()).toBe(404);
});

test('every answer carries the policy: nothing inline, nothing from elsewhere, no frames', async ({ request }) => {
  for (const address of ['/', '/login', '/rate', '/api/v1/units', '/releases/latest', '/nothing-here']) {
    const headers = (await request.get(address)).headers();
    expect(headers['content-security-policy'], address).toContain("default-src 'none'");
    expect(headers['content-security-policy'], address).not.toContain('unsafe');
    expect(headers['x-content-type-options'], address).toBe('nosniff');
  }
});

test('pages and scripts travel compressed, and are the same without', async ({ request }) => {
  const plain = await request.get('/units/water/', { headers: { 'accept-encoding': 'identity' } });
  expect(plain.headers()['content-encoding']).toBeUndefined();
  for (const encoding of ['br', 'gzip']) {
    const small = await request.get('/units/water/', { headers: { 'accept-encoding': encoding } });
    expect(small.headers()['content-encoding']).toBe(encoding);
    expect(small.headers().vary).toContain('Accept-Encoding');
    expect(Number(small.headers()['content-length'])).toBeLessThan(30_000);
    expect(await small.text()).toBe(await plain.text());
  }
});

test('no file outside the published folders can be reached', async ({ request }) => {
  for (const address of [
    '/..%2fsecrets/root',
    '/releases/1/data/..%2f..%2f..%2fsecrets/root',
    '/_workspace/..%2f..%2fserver/entry.mjs',
    '/releases/999/data/manifest.json',
    '/releases/01/data/manifest.json',
  ]) {
    expect((await request.get(address)).status(), address).toBe(404);
  }
});

test('the API documentation is drawn from this site alone', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).host));
  await page.goto('/api/docs');
  await expect(page.getByText('Gongping API')).toBeVisible();
  expect(new Set(asked).size).toBe(1);
});
