import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { listen } from './rate.steps.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** A member of a panel enters with one of the invitations that the demonstration gives out, and opens the table. */
async function asMember(page: Page, which: number): Promise<void> {
  await page.goto('/rate');
  const codes = page.locator('.demo-code');
  const invitation = (await codes.nth((await codes.count()) - 1 - which).textContent()) ?? '';
  await page.getByLabel('评议码', { exact: true }).fill(invitation);
  await page.getByRole('button', { name: '用评议码进入' }).click();
  await page.getByRole('link', { name: /^打开评议表/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: '评议表' })).toBeVisible();
}

const row = (page: Page, unit: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: unit, exact: true }) });
const choose = (page: Page, unit: string, level: string) => row(page, unit).getByRole('radio', { name: level, exact: true }).check();
const progress = (page: Page) => page.locator('[data-progress]');

const withoutScripts = (context: BrowserContext) => context.route(/\/_workspace\/.*\.js/, (route) => route.abort());

test('a member of a panel rates three units in one sitting; each is sealed in the browser as it is finished', async ({ page, context }) => {
  const heard = listen(context);
  await asMember(page, 0);
  for (const [unit, level] of [
    ['市审计局', '满意'],
    ['市财政局', '不了解'],
    ['市司法局', '不满意'],
  ] as const) {
    await choose(page, unit, level);
    await expect(row(page, unit).getByText('已保存（第 1 版）')).toBeVisible();
  }
  await expect(progress(page)).toContainText('已评 3 /');
  await choose(page, '市财政局', '基本满意');
  await expect(row(page, '市财政局').getByText('已保存（第 2 版）')).toBeVisible();
  expect(heard.puts).toHaveLength(4);
  for (const sent of heard.puts) expect(sent).not.toMatch(/good|"dk"/);
  await expect(page.getByRole('link', { name: '下载回执（3 张）' })).toBeVisible();
  await page.reload();
  await expect(progress(page)).toContainText('已评 3 /');
  await expect(row(page, '市财政局').getByText('已投（第 2 版）')).toBeVisible();
  await expect(row(page, '市财政局').getByRole('radio', { checked: true })).toHaveCount(0);
});

test('by keyboard: a figure chooses and leads to the next unit', async ({ page }) => {
  await asMember(page, 1);
  const rows = page.locator('tr[data-unit]');
  await rows.nth(0).getByRole('radio').first().focus();
  for (const key of ['2', '1', '6']) await page.keyboard.press(key);
  await expect(rows.nth(0).getByRole('radio', { name: '满意', exact: true })).toBeChecked();
  await expect(rows.nth(1).getByRole('radio', { name: '很满意', exact: true })).toBeChecked();
  await expect(rows.nth(2).getByRole('radio', { name: '不了解', exact: true })).toBeChecked();
  expect((await new AxeBuilder({ page }).withTags(WCAG).analyze()).violations).toEqual([]);
  await expect(progress(page)).toContainText('已评 3 /');
});

for (const [name, prepare] of [
  ['without scripts', withoutScripts],
  ['without crypto.subtle', (context: BrowserContext) => context.addInitScript(() => Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined }))],
] as const) {
  test(`${name}: a button for each row and one for all; the server seals, and says so`, async ({ page, context }) => {
    const heard = listen(context);
    await prepare(context);
    await asMember(page, name === 'without scripts' ? 2 : 3);
    await expect(page.getByText('答案由服务器收到后立即密封')).toBeVisible();
    await choose(page, '市审计局', '满意');
    await choose(page, '市财政局', '不满意');
    await row(page, '市审计局').getByRole('button', { name: '保存：市审计局' }).click();
    await expect(row(page, '市审计局').getByText('已保存（第 1 版）')).toBeVisible();
    await expect(row(page, '市财政局').getByRole('radio', { name: '不满意', exact: true })).toBeChecked();
    await expect(row(page, '市财政局').getByText('未评')).toBeVisible();
    await row(page, '市司法局').getByRole('button', { name: '保存：市司法局' }).click();
    await expect(row(page, '市司法局').getByText('这一行还没有选，没有投入。')).toBeVisible();
    await page.getByRole('button', { name: '全部保存' }).click();
    await expect(row(page, '市财政局').getByText('已保存（第 1 版）')).toBeVisible();
    await expect(row(page, '市审计局').getByText('已投（第 1 版）')).toBeVisible();
    await expect(progress(page)).toContainText('已评 2 /');
    await expect(page.getByRole('link', { name: '下载回执（2 张）' })).toBeVisible();
    expect(heard.puts).toHaveLength(0);
  });
}

test('at 360 px each row is a card, nothing is wider than the screen, and nothing keeps anybody out', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await asMember(page, 4);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  const first = page.locator('tr[data-unit]').first();
  expect((await new AxeBuilder({ page }).withTags(WCAG).analyze()).violations).toEqual([]);
  for (const option of await first.locator('.option').all()) expect((await option.boundingBox())?.height).toBeGreaterThanOrEqual(44);
});
