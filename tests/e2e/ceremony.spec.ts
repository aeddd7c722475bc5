import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

/** The key ceremony on a phone-sized screen, without a network once the page is there. */
test.use({ viewport: { width: 360, height: 800 } });

const asked: string[] = [];

test.beforeEach(async ({ page, context }) => {
  await page.goto('/ceremony');
  asked.length = 0;
  page.on('request', (request) => void asked.push(request.url()));
  await context.setOffline(true);
});

test.afterEach(() => expect(asked).toEqual([]));

async function expectSound(page: Page): Promise<void> {
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
}

test('a key is made and handed out, one holder alone at a time, and nothing is asked of any network', async ({ page }) => {
  await expect(page.getByText('丢 2 份，这一期的票就永远打不开')).toBeVisible();
  await expect(page.getByText('现在已断网')).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: '正式生成' }).click();
  await page.getByRole('button', { name: '生成密钥' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByLabel('评议期编号').fill('2026-annual');
  await page.getByLabel('保管单位').fill('市审计局\n市公证处\n市档案馆');
  await expectSound(page);
  await page.getByRole('button', { name: '生成密钥' }).click();
  const seen: string[] = [];
  for (const body of ['市审计局', '市公证处', '市档案馆']) {
    await expect(page.getByText(`请“${body}”的保管人单独上前`)).toBeVisible();
    for (const share of seen) expect(await page.content()).not.toContain(share);
    await expect(page.locator('.sheet')).toHaveCount(0);
    await page.getByRole('button', { name: '我一个人在屏幕前' }).click();
    const groups = await page.locator('.sheet td').allTextContents();
    expect(groups).toHaveLength(16);
    await expectSound(page);
    await page.getByLabel('核对').fill('00000 00000');
    await page.getByRole('button', { name: '核对并收起' }).click();
    await expect(page.getByRole('alert')).toContainText('不符');
    await page.getByLabel('核对').fill(groups.slice(-2).join(' ').toLowerCase());
    await page.getByRole('button', { name: '核对并收起' }).click();
    seen.push(groups[15] ?? '');
  }
  await expect(page.getByLabel('公钥', { exact: true })).toHaveValue(/^[A-Za-z0-9_-]{87}$/);
  await expect(page.locator('#fingerprint')).toHaveText(/^([0-9A-Z]{5}-){3}[0-9A-Z]{5}$/);
  await expectSound(page);
});

test('the rehearsal: one share torn up loses nothing, two lose everything', async ({ page }) => {
  await page.getByRole('button', { name: '先练习一遍' }).click();
  await expect(page.getByText('这里生成的一切都作废')).toBeVisible();
  await page.getByRole('button', { name: '生成密钥' }).click();
  await page.getByRole('button', { name: '撕掉第 2 份' }).click();
  await expect(page.getByText('用剩下的份额照样打开')).toBeVisible();
  await expect(page.getByText('这张票是封好的')).toBeVisible();
  await page.getByRole('button', { name: '再撕掉一份' }).click();
  await expect(page.getByRole('alert')).toContainText('打不开了');
  await expectSound(page);
});
