import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { asResident, inTheBox, makeNumber, question } from './rate.steps.ts';

/** Staff pages and the rating way: accessible, no wider than a phone, and no link that leads nowhere. */
const STAFF = {
  housing: ['/workspace', '/workspace/report/2025/q3', '/workspace/report/2025/q4', '/workspace/comments'],
  office1: ['/workspace', '/workspace/reports', '/workspace/reports?state=all', '/workspace/reports/transport/2025/q4', '/workspace/window'],
  moderator: ['/workspace', '/workspace/moderation', '/workspace/moderation/published?unit=housing'],
  auditor: ['/workspace', '/workspace/audit'],
} as const;
const OPEN = ['/login', '/comment', '/comment/water', '/comment/no-such-unit', '/rate', '/rate/water', '/rate/no-such-unit'];

async function signIn(browser: Browser, login: string): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
  await page.goto('/login');
  await page.getByLabel('账号').fill(login);
  await page.getByLabel('密码').fill('gongping-demo');
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page).toHaveURL(/workspace/);
  return page;
}

async function sound(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${name}: ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `${name} at 360`).toBeLessThanOrEqual(0);
  expect(await page.evaluate(tooWide), `tables of ${name} at 360`).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** A table that has to be pushed sideways on a phone hides its last columns, mostly the ones with the buttons. */
const tooWide = (): string[] =>
  [...document.querySelectorAll('.table-wrap')]
    .filter((wrap) => wrap.scrollWidth > wrap.clientWidth + 1)
    .map((wrap) => `${wrap.getAttribute('aria-label')}: ${wrap.scrollWidth} > ${wrap.clientWidth}`);

async function linksAnswer(page: Page): Promise<void> {
  const addresses = await page.locator('main a[href^="/"]').evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute('href') ?? ''))]);
  for (const address of addresses.slice(0, 40)) expect((await page.request.get(address)).status(), address).toBeLessThan(400);
}

for (const [login, paths] of Object.entries(STAFF)) {
  test(`pages of ${login} are accessible, fit a phone, and their links answer`, async ({ browser }) => {
    test.setTimeout(120_000);
    const page = await signIn(browser, login);
    for (const path of paths) {
      expect((await page.goto(path))?.status(), path).toBe(200);
      await sound(page, path);
      await linksAnswer(page);
    }
    await page.context().close();
  });
}

test('sign-in, comments and the way to the ballot are accessible and fit a phone', async ({ page }) => {
  for (const path of [...OPEN, ...OPEN.map((each) => `/en${each}`)]) {
    await page.goto(path);
    await sound(page, path);
  }
});

test('the list of units, the ballot and the receipt are accessible and fit a phone', async ({ page }) => {
  await asResident(page, 1);
  await sound(page, 'units to rate');
  await page.goto('/rate/sports');
  await sound(page, 'ballot');
  await question(page, /履职成效/)
    .getByRole('radio', { name: '满意', exact: true })
    .check();
  await page.getByRole('button', { name: /^密封并提交/ }).click();
  await inTheBox(page);
  await sound(page, 'receipt');
});

test('a mistyped message code does not take the demonstration message away', async ({ page }) => {
  await page.goto('/rate/water');
  await page.getByLabel('手机号码').fill(makeNumber());
  await page.getByRole('button', { name: '发送验证码' }).click();
  const message = page.locator('.phone-message');
  const told = await message.innerText();
  await page.getByLabel('短信验证码').fill('12');
  await page.getByRole('button', { name: '确认并进入' }).click();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await expect(message).toHaveText(told);
});

test('what is folded on the page is unfolded on paper', async ({ page }) => {
  await page.goto('/units/water');
  const folded = page.locator('.rater table').first();
  await expect(folded).toBeHidden();
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await expect(folded).toBeVisible();
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(folded).toBeHidden();
});
