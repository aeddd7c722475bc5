import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';

/** A unit changes its plan from a spreadsheet with three faults; a second person submits; the office returns, accepts in bulk and opens the notice. */
test.describe.configure({ mode: 'serial' });

const PLAN = '/workspace/plans/housing/2025';

async function open(browser: Browser, login: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
  await page.goto('/login');
  await page.getByLabel('账号').fill(login);
  await page.getByLabel('密码').fill('gongping-demo');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page).toHaveURL(/workspace/);
  return page;
}

async function sound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
}

const sheet = (target: string, due: string, kind: string) => ({
  name: '计划.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    `市住建局2025年目标计划书,,,,,\n目标名称,类型,方向,计量单位,目标值,完成时限\n新建公共停车泊位,数值,不低于,个,${target},12月底\n老旧小区改造投资,数值,不低于,万元,3.2亿元,${due}\n建成市民服务中心,${kind},,,,第三季度末\n`,
  ),
});

test('a unit begins a new version and imports its spreadsheet: three faults are told, then it is mended', async ({ browser }) => {
  const page = await open(browser, 'housing');
  await page.goto(PLAN);
  await page.getByRole('button', { name: '编制新版本' }).click();
  await expect(page.getByText('已建立新版本')).toBeVisible();
  await sound(page);
  await page.getByLabel('XLSX 或 CSV 文件').setInputFiles(sheet('很多', '尽快', '口号'));
  await page.getByRole('button', { name: '核对表格' }).click();
  await expect(page.locator('.plan-faults li')).toHaveText([/^第 3 行“目标值”：/, /^第 4 行“完成时限”：/, /^第 5 行“类型”：/]);
  await page.getByLabel('XLSX 或 CSV 文件').setInputFiles(sheet('１，５００', '6月30日', '节点'));
  await page.getByRole('button', { name: '核对表格' }).click();
  await expect(page.getByText('换算为 32000 万元')).toBeVisible();
  await sound(page);
  await page.getByRole('button', { name: '写入计划书' }).click();
  await expect(page.getByText('表格已写入计划书。')).toBeVisible();
});

test('a goal is saved while it is typed, and a colleague’s change is a conflict in plain sight', async ({ browser }) => {
  const [page, other] = [await open(browser, 'housing'), await open(browser, 'housing')];
  for (const one of [page, other]) {
    await one.goto(PLAN);
    await one.getByRole('link', { name: '修改 新建公共停车泊位' }).click();
  }
  await page.getByLabel('责任人').fill('张三');
  await expect(page.locator('#autosave')).toHaveText(/^已保存 \d\d:\d\d$/);
  await sound(page);
  await other.getByLabel('责任人').fill('李四');
  await expect(other.locator('#autosave')).toHaveText(/没有保存：.*现存内容：“张三”/);
  await expect(other.getByLabel('责任人')).toHaveValue('李四');
  await page.reload();
  await expect(page.getByLabel('责任人')).toHaveValue('张三');
});

test('without scripts the form saves too', async ({ browser }) => {
  const signedIn = await open(browser, 'housing');
  const context = await browser.newContext({ javaScriptEnabled: false, storageState: await signedIn.context().storageState() });
  const page = await context.newPage();
  await page.goto(PLAN);
  await page.getByRole('link', { name: '修改 新建公共停车泊位' }).click();
  await page.getByLabel('权重或分值').fill('５');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.getByText('已保存。')).toBeVisible();
  await expect(page.getByLabel('权重或分值')).toHaveValue('5');
  await page.goto(PLAN);
  await page.getByLabel('变更理由', { exact: true }).fill('年中新增省级项目');
  await page.getByLabel('批准单位', { exact: true }).fill('楚江市人民政府常务会议');
  await page.getByRole('button', { name: '保存说明' }).click();
  await expect(page.getByText('已保存。')).toBeVisible();
  await expect(page.getByText('由本单位审核人报送。')).toBeVisible();
});

async function submit(browser: Browser): Promise<void> {
  const page = await open(browser, 'housing2');
  await page.goto(PLAN);
  await page.getByRole('button', { name: '报送考核办' }).click();
  await expect(page.getByText('已报送考核办。')).toBeVisible();
}

test('the approver submits, the office returns with a reason for one goal', async ({ browser }) => {
  await submit(browser);
  const office = await open(browser, 'office1');
  await office.goto(PLAN);
  await sound(office);
  await office.getByLabel('退回理由').fill('请补充依据');
  await office.getByText('逐项意见').click();
  await office.getByLabel('对“新建公共停车泊位”的意见').fill('目标偏低');
  await office.getByRole('button', { name: '退回' }).click();
  await expect(office.getByText('已退回。')).toBeVisible();
  const unit = await open(browser, 'housing');
  await unit.goto(PLAN);
  await expect(unit.getByText('目标偏低')).toBeVisible();
});

test('submitted again it is accepted in bulk and put on notice; the letter waits for the final plan', async ({ browser }) => {
  await submit(browser);
  const office = await open(browser, 'office1');
  for (const [button, state] of [
    ['批量通过', '已通过'],
    ['批量公示', '公示中'],
  ] as const) {
    await office.goto('/workspace/plans?cycle=2025');
    await office.getByRole('checkbox', { name: '市住房和城乡建设局' }).check();
    await office.getByRole('button', { name: button }).click();
    await expect(office.getByText('已处理 1 份计划书。')).toBeVisible();
    await expect(office.getByRole('row', { name: '市住房和城乡建设局' }).getByText(state)).toBeVisible();
  }
  await sound(office);
  await office.goto(`${PLAN}/letter`);
  await expect(office.getByText('仅供核对，不得签署')).toBeVisible();
  await expect(office.getByText('责任单位（盖章）')).toBeVisible();
  await sound(office);
});
