import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';

/** A survey firm's table and newspaper clippings, by the office, without leaving the keyboard's way. */
test.describe.configure({ mode: 'serial' });

async function open(browser: Browser, login: string, width: number, path: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width, height: 800 }, javaScriptEnabled: width !== 1280 })).newPage();
  await page.goto('/login');
  await page.getByLabel('账号').fill(login);
  await page.getByLabel('密码').fill('gongping-demo');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.goto(path);
  return page;
}

async function sound(page: Page, width: number): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  if (width === 1280) return; // axe needs scripts
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

const HEAD = '社区居民电话访问,,,,,,\n编号,被评单位,履职成效,服务态度,办事效率,公开透明,清正廉洁\n';

async function send(page: Page, table: string): Promise<void> {
  await page.getByLabel('表格文件').setInputFiles({ name: '访问.csv', mimeType: 'text/csv', buffer: Buffer.from(HEAD + table) });
  await page.getByRole('button', { name: '上传并查看' }).click();
  await page.getByLabel('调查机构').fill('楚江市统计局社情民意调查中心');
  await page.getByLabel('调查方法').fill('电话访问，按名册逐一拨打');
  await page.getByLabel('调查开始').fill('2026-11-01');
  await page.getByLabel('调查结束').fill('2026-11-10');
  await page.getByRole('button', { name: '预览' }).click();
}

for (const width of [360, 1280]) {
  test(`a table with faults is told line by line, a good one is imported once, ${width} px`, async ({ browser }) => {
    const page = await open(browser, 'office1', width, '/workspace/imports');
    await sound(page, width);
    await send(page, `x${width},市财政局局,满意,满意,满意,满意,满意\n`);
    await expect(page.getByText('第3行“被评单位”：没有单位“市财政局局”。')).toBeVisible();
    await expect(page.getByRole('link', { name: '下载为 CSV' })).toHaveAttribute('download', 'faults.csv');
    await sound(page, width);
    await page.getByRole('button', { name: '不导入，删除文件' }).click();
    const good = `y${width},市财政局,满意,很满意,满意,基本满意,不了解\n`;
    await send(page, good);
    await expect(page.getByRole('heading', { name: '第三步：核对并提交' })).toBeVisible();
    await sound(page, width);
    await page.getByRole('button', { name: '核对无误，提交确认' }).click();
    await expect(page.getByText('已经提交，等另一个人确认导入。')).toBeVisible();
    const second = await open(browser, 'office2', width, '/workspace/imports');
    await second.getByRole('link', { name: '调查表格：访问.csv' }).click();
    await sound(second, width);
    await second.getByRole('button', { name: '确认导入并密封' }).click();
    await expect(second.getByText('已经导入并密封。')).toBeVisible({ timeout: 20_000 });
    await page.goto('/workspace/imports');
    await page.getByLabel('表格文件').setInputFiles({ name: '又一次.csv', mimeType: 'text/csv', buffer: Buffer.from(HEAD + good) });
    await page.getByRole('button', { name: '上传并查看' }).click();
    await expect(page.getByText('同一文件已经导入过。')).toBeVisible();
  });
}

test('clippings are numbered, keyed by two people and counted', async ({ browser }) => {
  const [one, two] = [await open(browser, 'office1', 360, '/workspace/clippings'), await open(browser, 'office2', 1280, '/workspace/clippings')];
  await one.getByLabel('新收到几张').fill('1');
  await one.getByRole('button', { name: '编号' }).click();
  await expect(one.getByText('请在票上依次盖上 1 到 1 号。')).toBeVisible();
  await sound(one, 360);
  for (const page of [one, two]) {
    await page.goto('/workspace/clippings');
    await expect(page.getByLabel('票上的编号')).toHaveValue('1');
    await page.getByLabel('答案').fill('1 9');
    await page.getByRole('button', { name: '保存，录下一张' }).click();
    await expect(page.getByText('第1行：应有 5 个答案，录了 1 个。')).toBeVisible();
    await page.getByLabel('答案').fill('1 12345');
    await page.getByRole('button', { name: '保存，录下一张' }).click();
    await expect(page.getByText('已保存。')).toBeVisible();
  }
  await two.getByLabel('调查机构').fill('楚江日报');
  await two.getByLabel('调查方法').fill('剪报票');
  await two.getByLabel('调查开始').fill('2026-11-01');
  await two.getByLabel('调查结束').fill('2026-11-10');
  await two.getByRole('button', { name: '计入并密封' }).click();
  await expect(two.getByText('剪报票已经计入并密封。')).toBeVisible();
});
