import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { borrowCode, inTheBox, question } from './rate.steps.ts';

test.use({ viewport: { width: 360, height: 780 } });

async function signIn(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: '用市民身份登录' }).click();
  await page.getByLabel('姓名').fill(name);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations).toEqual([]);
}

const chooseUnits = (page: Page) => expect(page.getByRole('heading', { level: 1, name: '选择要评议的单位' })).toBeVisible();
const signInForm = (page: Page) => page.locator('#sign-in');

test('a resident signs in at the city’s identity service, rates, and is the same rater on another device', async ({ page, browser }) => {
  await page.goto('/rate');
  await signIn(page, 'li-e2e');
  await chooseUnits(page);
  await expect(page).toHaveURL(/\/rate$/);
  await expect(page.getByText('您的资格：公众（网络），市民身份登录')).toBeVisible();
  await page.goto('/rate/health');
  await question(page, /履职成效/)
    .getByRole('radio', { name: '满意', exact: true })
    .check();
  await page.getByRole('button', { name: /^密封并提交/ }).click();
  await inTheBox(page);

  const other = await browser.newPage();
  await other.goto('/en/rate');
  await other.getByRole('button', { name: 'Use citizen sign-in' }).click();
  await other.getByLabel('姓名').fill('li-e2e');
  await other.getByRole('button', { name: '登录', exact: true }).click();
  await expect(other).toHaveURL(/\/en\/rate$/);
  await other.goto('/en/rate/health');
  await expect(other.getByText(/already cast|cast this ballot/i).first()).toBeVisible();
  await other.close();
});

test('a resident who cancels, or walks the way back twice, is told so and can go on', async ({ page }) => {
  await page.goto('/rate');
  await signIn(page, 'cancel');
  await expect(page.getByRole('alert')).toContainText('您取消了登录');
  await signIn(page, 'zhao-e2e');
  await chooseUnits(page);
  await page.goto('/rate/login/citizen?code=used&state=old');
  await expect(page.getByRole('alert')).toContainText('登录超时');
  await page.goto('/rate');
  await chooseUnits(page);
});

test('who works for a rated unit does not rate it', async ({ page }) => {
  await page.goto('/rate');
  await signInForm(page).getByLabel('您的工作单位').selectOption({ label: '市水利局' });
  await signIn(page, 'sun-e2e');
  await chooseUnits(page);
  await page.goto('/rate/water');
  await expect(page.getByText('本单位的人不评本单位。其他单位您都可以评。')).toBeVisible();
  await page.goto('/rate/health');
  await expect(page.getByRole('button', { name: /^密封并提交/ })).toBeVisible();
});

test('the image on a letter brings the code into the field and out of the address', async ({ page }) => {
  const code = await borrowCode(page, 0);
  await page.goto('about:blank');
  await page.goto(`/rate#code=${code}`);
  await expect(page.getByLabel('评议码', { exact: true })).toHaveValue(code);
  expect(page.url()).not.toContain('#');
  await page.getByRole('button', { name: '用评议码进入' }).click();
  await chooseUnits(page);
});

test('each channel says what it makes unique', async ({ page }) => {
  await page.goto('/rate');
  const channels = page.getByRole('region', { name: '谁可以评，怎样评' }).getByRole('listitem');
  await expect(channels.filter({ hasText: '手机验证码' })).toContainText('按凭证唯一');
  await expect(channels.filter({ hasText: '市民身份登录' })).toContainText('按人唯一');
  await expect(channels.filter({ hasText: '名册邀请码' })).toContainText('按人唯一');
  await expect(channels.filter({ hasText: '报纸评议票' })).toContainText('不能查重');
  await expectAccessible(page);
});

test('the office prints letters for a list once, and makes a batch void', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto('/login');
  await page.getByLabel('账号').fill('office1');
  await page.getByLabel('密码').fill('gongping-demo');
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('link', { name: '评议码', exact: true }).click();
  await expectAccessible(page);

  const list = ['编号,姓名,地址,工作单位', ...[1, 2, 3, 4, 5].map((n) => `E2E-${n},代表${n},楚江市江岸路 ${n} 号,${n === 1 ? '市水利局' : ''}`)].join('\n');
  await page.getByLabel('评议主体').selectOption('community');
  await page.getByLabel('名册（XLSX 或 CSV）').setInputFiles({ name: '名册.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
  await page.getByRole('button', { name: '发放并显示信函' }).click();
  await expect(page.getByRole('heading', { name: '社区居民代表：5 份评议码' })).toBeVisible();
  await expect(page.getByText('楚江市江岸路 3 号')).toBeVisible();
  const codes = await page.locator('.letter-groups code').allTextContents();
  expect(new Set(codes).size).toBe(5);

  await page.getByRole('link', { name: '返回评议码' }).click();
  expect(await page.content()).not.toContain(codes[0]);
  await page.getByLabel('评议主体').selectOption('community');
  await page.getByLabel('名册（XLSX 或 CSV）').setInputFiles({ name: '名册.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
  await page.getByRole('button', { name: '发放并显示信函' }).click();
  await expect(page.getByText('第 1 人已经发过评议码。')).toBeVisible();
  await page.getByRole('row').filter({ hasText: '社区居民代表' }).first().getByRole('button', { name: '作废未用的' }).click();
  await expect(page.getByText('这一批未用的评议码已作废。')).toBeVisible();
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('a resident signs in and rates', async ({ page }) => {
    await page.goto('/rate');
    await signIn(page, 'qian-e2e');
    await chooseUnits(page);
    await page.goto('/rate/education');
    await question(page, /履职成效/)
      .getByRole('radio', { name: '满意', exact: true })
      .check();
    await page.getByRole('button', { name: /^密封并提交/ }).click();
    await inTheBox(page);
  });
});
