import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

const RANKING = '/rankings/2024/counties';
const WHAT_IF = `${RANKING}/what-if`;
const NOT_OFFICIAL = '假设测算，不是正式结果';

const faults: string[] = [];

test.beforeEach(({ page }) => {
  faults.length = 0;
  page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())));
  page.on('pageerror', (error) => void faults.push(error.message));
});

const calm = () => expect(faults).toEqual([]);

/** Unit → rank in a column of the table that was made with the page. */
const columnOf = (page: Page, column: number): Promise<[string, string][]> =>
  page
    .locator('#what-if-table tbody tr')
    .evaluateAll(
      (rows, at) => rows.map((row) => [row.querySelector('a')?.textContent ?? '', row.querySelectorAll('td')[at]?.firstChild?.textContent ?? '']),
      column,
    );

/** Unit → rank as the browser computed it. */
const computed = (page: Page): Promise<[string, string][]> =>
  page
    .locator('[data-result] tbody tr')
    .evaluateAll((rows) => rows.map((row) => [row.querySelector('a')?.textContent ?? '', row.querySelector('td')?.textContent ?? '']));

const sorted = (pairs: readonly [string, string][]): string[] => pairs.map((pair) => pair.join(' ')).sort();

test('nothing is computed or loaded before the first change', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(WHAT_IF);
  await expect(page.getByRole('heading', { name: '自己换一换' })).toBeVisible();
  expect(asked.filter((url) => /worker|\/releases\//.test(url))).toEqual([]);
  calm();
});

test('a switch gives in the browser what the page was made with, and the address keeps it', async ({ page }) => {
  await page.goto(WHAT_IF);
  await page.getByRole('checkbox', { name: '公众（网络）' }).check();
  await expect(page.locator('[data-status]')).toContainText('已在您的浏览器里重算');
  await expect(page.locator('[data-result] caption')).toContainText(NOT_OFFICIAL);
  const number = await page
    .locator('ol.ways li')
    .evaluateAll((items) => items.findIndex((item) => (item as HTMLElement).dataset['query'] === '?without=public-web'));
  expect(sorted(await computed(page))).toEqual(sorted(await columnOf(page, number + 1)));
  await expect(page).toHaveURL(/\?without=public-web$/);
  const before = await computed(page);
  await page.reload();
  await expect(page.getByRole('checkbox', { name: '公众（网络）' })).toBeChecked();
  await expect(page.locator('[data-status]')).toContainText('已在您的浏览器里重算');
  expect(await computed(page)).toEqual(before);
  calm();
});

test('the slider works from the keyboard; the official computation comes back', async ({ page }) => {
  await page.goto(WHAT_IF);
  await page.getByLabel('公众形象占比').focus();
  await page.keyboard.press('End');
  await expect(page.locator('[data-status]')).toContainText('已在您的浏览器里重算');
  await expect(page).toHaveURL(/\?image=100$/);
  await expect(page.locator('output')).toHaveText('100%');
  await page.getByRole('button', { name: '恢复正式算法' }).click();
  await expect(page).toHaveURL(new RegExp(`${WHAT_IF}/?$`));
  await expect(page.locator('output')).toHaveText('25%');
  await expect.poll(async () => sorted(await computed(page))).toEqual(sorted(await columnOf(page, 0)));
  calm();
});

test('when the published data cannot be had, the page says so', async ({ page }) => {
  await page.route('**/releases/**', (route) => route.abort());
  await page.goto(WHAT_IF);
  await page.getByRole('checkbox', { name: '公众（网络）' }).check();
  await expect(page.locator('[data-status]')).toContainText('没能重算');
  await expect(page.locator('[data-result]')).toBeHidden();
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('the ranking leads to every answer, and the code to embed it can be selected', async ({ page }) => {
    await page.goto(RANKING);
    await page.getByRole('link', { name: '公众形象占 20%' }).click();
    await expect(page.getByRole('table', { name: /各种算法下的名次/ })).toBeVisible();
    await expect(page.getByText(NOT_OFFICIAL).first()).toBeVisible();
    await expect(page.getByRole('heading', { name: '自己换一换' })).toBeHidden();
    await page.goto(RANKING);
    await page.locator('#cite summary').click();
    await expect(page.getByLabel('网页框架（iframe）')).toHaveValue(/^<iframe src="http:\/\/localhost:\d+\/embed\/rankings\/2024\/counties"/);
  });
});

test('pages about rankings and everything embedded are accessible, and no wider than a small phone', async ({ page }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of [RANKING, WHAT_IF, '/embed/units/water/2024', '/embed/rankings/2024/counties']) {
    for (const address of [path, `/en${path}`]) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.goto(address);
        const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
        expect(violations.map(({ id, nodes }) => `${address}: ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), address).toBeLessThanOrEqual(0);
      }
    }
  }
  calm();
});

test.describe('on another site', () => {
  let server: Server;
  let body = '';

  test.beforeAll(async () => {
    server = createServer((_, answer) =>
      answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(`<!doctype html><title>报道</title>${body}`),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  test.afterAll(() => void server.close());

  const elsewhere = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  test('frame and picture are shown as the code to copy gives them', async ({ page }) => {
    await page.goto(RANKING);
    const code = async (id: string) => page.locator(id).inputValue();
    body = `${await code('#embed-frame')}${await code('#embed-picture')}`;
    await page.goto(elsewhere());
    const frame = page.frameLocator('iframe');
    await expect(frame.getByRole('heading', { name: /县市区/ })).toBeVisible();
    await expect(frame.getByText(/第 \d+ 号发布/)).toBeVisible();
    expect(await frame.locator('main').evaluate((main) => getComputedStyle(main).borderTopStyle)).toBe('solid');
    expect(await page.locator('img').evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(400);
    calm();
  });

  test('no other page of the site can be framed', async ({ page }) => {
    const base = new URL((await page.goto(RANKING))?.url() ?? '').origin;
    body = `<iframe src="${base}/rate"></iframe><iframe src="${base}/units/water"></iframe>`;
    await page.goto(elsewhere());
    await expect.poll(() => faults.filter((fault) => /frame/i.test(fault)).length).toBeGreaterThanOrEqual(2);
  });
});

test('only what is embedded may be framed; nothing of it may run', async ({ request }) => {
  for (const path of ['/embed/units/water/2024', '/en/embed/rankings/2024/counties', '/embed/units/water/2024.svg']) {
    const headers = (await request.get(path)).headers();
    expect(headers['content-security-policy'], path).toMatch(/default-src 'none';.*frame-ancestors \*$/);
    expect(headers['content-security-policy'], path).not.toContain('script-src');
    expect(headers['x-frame-options'], path).toBeUndefined();
    expect(headers['cross-origin-resource-policy'], path).toBe('cross-origin');
  }
  expect((await request.get('/embed/units/water/2024.svg')).headers()['content-type']).toContain('image/svg+xml');
  for (const path of ['/embed/units/nobody/2024', '/embedded', '/units/water']) {
    const headers = (await request.get(path)).headers();
    expect(headers['x-frame-options'], path).toBe('DENY');
    expect(headers['content-security-policy'], path).toContain("frame-ancestors 'none'");
  }
});
