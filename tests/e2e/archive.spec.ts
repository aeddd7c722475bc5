import { expect, test } from '@playwright/test';

/** Pages of numbered releases: permanent, drawn from their own data, and never above the live number. */

test('a journalist reads a unit in a numbered release, and stays in it from page to page', async ({ page }) => {
  await page.goto('/releases/1/units/water');
  await expect(page.getByRole('complementary', { name: '存档页' })).toContainText('第 1 号发布');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('市水利局');
  await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', 'noindex');
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '排名' }).click();
  await expect(page).toHaveURL(/\/releases\/1\/rankings$/);
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page).toHaveURL(/\/en\/releases\/1\/rankings$/);
  await page
    .getByRole('complementary', { name: 'Page of an earlier release' })
    .getByRole('link', { name: /newest/ })
    .click();
  await expect(page).toHaveURL(/\/en\/rankings$/);
});

/** The texts of a page's main part in their order. */
const textsOf = (html: string): string[] =>
  (html.match(/<main[\s\S]*<\/main>/)?.[0] ?? '')
    .replaceAll(/<script[\s\S]*?<\/script>/g, '')
    .split(/<[^>]*>/)
    .map((text) => text.trim())
    .filter((text) => text !== '');

const KINDS = [
  '/',
  '/units',
  '/units/water',
  '/units/water/2024',
  '/rankings',
  '/rankings/2024/departments',
  '/method',
  '/method/demo-flagship-2024',
  '/goals',
  '/replies',
  '/data',
];

test('every kind of page is drawn from a release, and says nothing else than the static one where that release is live', async ({ request }) => {
  const live = ((await (await request.get('/releases/latest')).json()) as { release: number }).release;
  for (const language of ['', '/en']) {
    for (const path of KINDS) {
      const old = await request.get(`${language}/releases/${live}${path === '/' ? '/home' : path}`);
      expect([path, old.status()]).toEqual([path, 200]);
      const now = new Set(textsOf(await (await request.get(`${language}${path}`)).text()));
      const texts = textsOf(await old.text());
      expect(texts.length, path).toBeGreaterThan(now.size / 2);
      expect(texts.filter((text) => !now.has(text))).toEqual([]);
    }
  }
});

test('a number that is not published, a page that is not there and a path that leads elsewhere are "not found" in the language of the address', async ({
  request,
}) => {
  for (const address of [
    '/releases/9999/home',
    '/releases/0/home',
    '/releases/01/units',
    '/releases/1/units/nobody',
    '/releases/1/secrets',
    '/releases/1/units/..%2f..%2fsecrets',
    '/releases/1e3/home',
  ]) {
    for (const [language, lang] of [
      ['', 'zh-CN'],
      ['/en', 'en'],
    ]) {
      const answer = await request.get(`${language}${address}`);
      expect([address, answer.status()]).toEqual([address, 404]);
      expect(await answer.text()).toContain(`<html lang="${lang}"`);
    }
  }
  expect((await request.post('/releases/1/home', { form: { a: 'b' } })).status()).toBe(404);
});

test('a reader who has the page is not sent it again', async ({ request }) => {
  const first = await request.get('/releases/1/units/water');
  const { etag = '' } = first.headers();
  expect(etag).toMatch(/^"[\w-]+-1-\d+"$/);
  const again = await request.get('/releases/1/units/water', { headers: { 'if-none-match': etag } });
  expect([again.status(), await again.text()]).toEqual([304, '']);
});
