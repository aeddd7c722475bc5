import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

/** One page of each kind, and units of different states: few ratings, no total, a county. */
const KINDS = [
  '/',
  '/units',
  '/units/water',
  '/units/water/2024',
  '/units/development-zone',
  '/rankings',
  '/rankings/2024/departments',
  '/rankings/2024/zone',
  '/method',
  '/data',
  '/verify',
  '/integrity',
  '/privacy',
  '/accessibility',
  '/about-data',
];

const faults: string[] = [];

test.beforeEach(({ page }) => {
  faults.length = 0;
  page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())));
  page.on('pageerror', (error) => void faults.push(error.message));
  page.on('request', (request) => void (new URL(request.url()).hostname !== 'localhost' && faults.push(`asked ${request.url()}`)));
});

test.afterEach(() => expect(faults).toEqual([]));

async function accessible(page: Page, path: string): Promise<void> {
  await page.goto(path);
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${path}: ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)).toEqual([]);
}

/** Daylight is looked at with every other budget of a page. */
const LOOKS = [
  { name: 'dark', set: (page: Page) => page.emulateMedia({ colorScheme: 'dark' }) },
  { name: 'high contrast', set: (page: Page) => page.emulateMedia({ contrast: 'more' }) },
  { name: 'dark in high contrast', set: (page: Page) => page.emulateMedia({ colorScheme: 'dark', contrast: 'more' }) },
];

for (const { name, set } of LOOKS) {
  test(`pages keep their contrast: ${name}`, async ({ page }) => {
    await set(page);
    for (const path of KINDS) await accessible(page, path);
  });
}

for (const size of ['normal', 'large']) {
  test(`no page is wider than a small phone in ${size} print`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.addInitScript((chosen) => localStorage.setItem('gongping-size', chosen), size);
    for (const path of [...KINDS, ...KINDS.map((kind) => `/en${kind}`)]) {
      await page.goto(path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), path).toBeLessThanOrEqual(0);
    }
  });
}

test('high contrast is switched on and stays when the reader goes on', async ({ page }) => {
  await page.goto('/');
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.getByRole('button', { name: '高对比' }).click();
  expect(await paper()).toBe('rgb(255, 255, 255)');
  await page.goto('/units');
  await expect(page.getByRole('button', { name: '高对比' })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: '深浅色' }).click();
  expect(await paper()).toBe('rgb(0, 0, 0)');
  await page.getByRole('button', { name: '高对比' }).click();
  expect(await paper()).toBe('rgb(20, 25, 27)');
});

test('a resident finds a unit by initials and reads its score, goals and comments', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('searchbox').fill('slj');
  await page.getByRole('button', { name: '查找' }).click();
  await page.getByRole('link', { name: '市水利局', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('市水利局');
  await expect(page.getByRole('link', { name: /年度综合得分/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: /目标与进展/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: '群众留言' })).toBeVisible();
});

test('the score opens down to the figures that entered', async ({ page }) => {
  await page.goto('/units/education');
  const parts = page.locator('#parts');
  await parts.getByText('公众形象', { exact: true }).click();
  await expect(parts.getByText('公众（网络）', { exact: true })).toBeVisible();
  await parts.getByText('公众（网络）', { exact: true }).click();
  await parts.getByText('履职成效', { exact: true }).first().click();
  await expect(parts.getByText(/good5=\d+/).first()).toBeVisible();
});

test('changing the language keeps the page', async ({ page }) => {
  await page.goto('/rankings/2024/departments');
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page).toHaveURL(/\/en\/rankings\/2024\/departments\/?$/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('large print stays when the reader goes on', async ({ page }) => {
  await page.goto('/');
  const size = () => page.locator('main').evaluate((main) => Number.parseFloat(getComputedStyle(main).fontSize));
  const before = await size();
  await page.getByLabel('长辈版（大字）').focus();
  await page.keyboard.press('Space');
  expect(await size()).toBeGreaterThan(before * 1.25);
  await page.goto('/units');
  expect(await size()).toBeGreaterThan(before * 1.25);
});

test('the chart is drawn from the table when it is opened', async ({ page }) => {
  await page.goto('/rankings/2024/counties');
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  await page.getByText('显示图表').click();
  await expect.poll(() => loaded.filter((url) => /chart/.test(url)).length).toBe(1);
  await expect(page.locator('canvas')).toBeVisible();
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('everything can be read, and large print still works', async ({ page }) => {
    await page.goto('/units');
    await expect(page.getByRole('link', { name: '市水利局', exact: true })).toBeVisible();
    await page.locator('label.large-print').click();
    await expect(page.locator('#large-print')).toBeChecked();
    await page.goto('/units/water');
    await page.locator('.rater summary').first().click();
    await expect(page.getByText('履职成效').first()).toBeVisible();
  });
});

test('a reader verifies the release in the browser: every score is computed again there', async ({ page }) => {
  await page.goto('/data');
  await page.getByRole('main').getByRole('link', { name: '验算', exact: true }).click();
  await page.getByRole('button', { name: '开始验算' }).click();
  await expect(page.getByRole('status')).toContainText('凡能核对的都相符', { timeout: 30_000 });
  await expect(page.getByRole('heading', { name: /^相符/ })).toBeVisible();
  await expect(page.getByText(/2024：122 个单位的得分、名次/)).toBeVisible();
  await expect(page.getByRole('heading', { name: /^不相符/ })).toBeHidden();
  await page.getByLabel('发布编号').fill('9999');
  await page.getByRole('button', { name: '重新验算' }).click();
  await expect(page.getByRole('status')).toContainText('没有这个编号的发布');
  faults.length = 0; // the browser itself notes the 404 of a release that is not there
});
