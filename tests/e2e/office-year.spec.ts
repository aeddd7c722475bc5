import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';

/**
 * A promise from its spreadsheet to the auditor: three faults mended, submitted, accepted in bulk and put on notice; a late quarter
 * and the current one with a photo and a PDF; a figure corrected; a comment answered and reopened; a post handed over; the figure traced.
 */
test.describe.configure({ mode: 'serial' });

const PASSWORD = 'lantern river 7 orchard';
const PLAN = '/workspace/plans/water/2025';
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const PDF = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');

async function open(browser: Browser, login: string, password = 'gongping-demo'): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto('/login');
  await page.getByLabel('账号').fill(login);
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page).toHaveURL(/workspace/);
  return page;
}

async function welcome(page: Page, link: string): Promise<void> {
  await page.goto(new URL(link.trim()).pathname + new URL(link.trim()).search);
  await page.getByLabel('新密码').fill(PASSWORD);
  await page.getByRole('button', { name: '设置密码' }).click();
  await expect(page.getByText('密码已设置，请登录。')).toBeVisible();
}

async function sound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

const csv = (name: string, ...lines: readonly string[]) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });

/** A county water bureau's plan of 2011, as published. */
const waterPlan = (spent: string, due: string, dams: string) =>
  csv(
    '水利局目标计划书.csv',
    '水利局2025年目标计划书,,,,,,,',
    '编号,上级编号,目标名称,类型,方向,计量单位,目标值,完成时限',
    `1,,城区水源工程,综合,,,,12月底`,
    `1.1,1,低坝和输水管道建成,节点,,,,${due}`,
    `1.2,1,水源工程完成投资,数值,不低于,万元,${spent},12月底`,
    '2,,八渡河治理,综合,,,,12月底',
    `2.1,${dams},建成闸坝,数值,不低于,座,4,12月底`,
    '2.2,2,建成涵管,数值,不低于,公里,４．５,12月底',
    '3,,污水工程完成投资,数值,不低于,万元,0.5亿元,12月底',
  );

async function check(page: Page, file: ReturnType<typeof csv>): Promise<void> {
  await page.getByLabel('XLSX 或 CSV 文件').setInputFiles(file);
  await page.getByRole('button', { name: '核对表格' }).click();
}

test('a list of people becomes accounts, each with a link of its own', async ({ browser, page }) => {
  const admin = await open(browser, 'admin');
  await admin.goto('/workspace/accounts');
  const people = [
    'water.fill,水利 填报,单位填报员,市水利局,',
    'water.check,水利 审核,单位审核人,市水利局,',
    'station.fill,电视台 填报,单位填报员,市广播电视台,',
    'ports.fill,港航 填报,单位填报员,市港航事业发展中心,',
  ];
  await admin.getByLabel('名单文件').setInputFiles(csv('名单.csv', '账号,姓名,角色,单位,机构', ...people));
  await admin.getByRole('button', { name: '导入', exact: true }).click();
  const links = await admin.locator('.one-time-links code').allInnerTexts();
  expect(links).toHaveLength(4);
  for (const link of links) await welcome(page, link);
});

test('the bureau’s spreadsheet: three faults are told by line and heading, mended, submitted', async ({ browser }) => {
  const page = await open(browser, 'water.fill', PASSWORD);
  await page.goto(PLAN);
  await page.getByRole('button', { name: '编制新版本' }).click();
  await check(page, waterPlan('一千五', '尽快', '9'));
  await expect(page.locator('.plan-faults li')).toHaveText([/^第 4 行“完成时限”：/, /^第 5 行“目标值”：/, /^第 7 行“上级编号”：/]);
  await sound(page);
  await check(page, waterPlan('1500', '12月底', '2'));
  await expect(page.getByText('换算为 5000 万元')).toBeVisible();
  await page.getByRole('button', { name: '写入计划书' }).click();
  await expect(page.getByText('表格已写入计划书。')).toBeVisible();
  await expect(page.getByRole('rowheader', { name: '建成闸坝' }).first()).toHaveClass('depth-1');
  await page.getByLabel('变更理由', { exact: true }).fill('上级调整年度投资计划');
  await page.getByLabel('批准单位', { exact: true }).fill('楚江市人民政府常务会议');
  await page.getByRole('button', { name: '保存说明' }).click();
  await expect(page.getByText('已保存。')).toBeVisible();
  const checker = await open(browser, 'water.check', PASSWORD);
  await checker.goto(PLAN);
  await checker.getByRole('button', { name: '报送考核办' }).click();
  await expect(checker.getByText('已报送考核办。')).toBeVisible();
});

test('the office accepts in bulk and opens the notice; another unit’s account gets in nowhere', async ({ browser }) => {
  const office = await open(browser, 'office1');
  for (const [button, state] of [
    ['批量通过', '已通过'],
    ['批量公示', '公示中'],
  ] as const) {
    await office.goto('/workspace/plans?cycle=2025&words=水利局');
    await office.getByRole('checkbox', { name: '市水利局' }).check();
    await office.getByRole('button', { name: button }).click();
    await expect(office.getByText('已处理 1 份计划书。')).toBeVisible();
    await expect(office.getByRole('row', { name: '市水利局' }).getByText(state)).toBeVisible();
  }
  const other = await open(browser, 'station.fill', PASSWORD);
  expect((await other.goto(PLAN))?.status()).toBe(403);
  expect((await other.goto('/workspace/audit'))?.status()).toBe(403);
});

test('a late quarter and the current one, with a photo and a PDF; a renamed program is refused, a stale page loses nothing', async ({ browser }) => {
  const stale = await open(browser, 'station.fill', PASSWORD);
  await stale.goto('/workspace/report/2025/q1');
  for (const [login, period] of [
    ['station.fill', 'q1'],
    ['ports.fill', 'q4'],
  ] as const) {
    const page = await open(browser, login, PASSWORD);
    await page.goto(`/workspace/report/2025/${period}`);
    for (const field of await page.getByLabel('本期数', { exact: true }).all()) await field.fill('１２．５');
    for (const field of await page.getByLabel('完成日期', { exact: true }).all()) await field.fill('2025-03-20');
    for (const field of await page.getByLabel('未完成的原因和改进措施').all()) await field.fill('设备到货推迟，已调整工期。');
    const files = page.getByLabel('证明材料').last();
    await files.setInputFiles({ name: '合同.pdf', mimeType: 'application/pdf', buffer: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]) });
    await page.getByRole('button', { name: '保存并提交' }).click();
    await expect(page.getByText('改扩展名无效').first()).toBeVisible();
    await files.setInputFiles([
      { name: '现场.png', mimeType: 'image/png', buffer: PIXEL },
      { name: '验收单.pdf', mimeType: 'application/pdf', buffer: PDF },
    ]);
    await page.getByRole('button', { name: '保存并提交' }).click();
    await expect(page.getByText('已提交，等待考核办审核。')).toBeVisible();
  }
  await stale.getByLabel('本期总体情况', { exact: true }).fill('另一个人同时写的说明');
  await stale.getByRole('button', { name: '保存草稿' }).click();
  await expect(stale.getByText('不能再改。需要用到的内容请在这里复制')).toBeVisible();
  await expect(stale.getByText('另一个人同时写的说明').first()).toBeVisible();
});

test('a verifier corrects a figure within the scope the office gave, the office accepts', async ({ browser }) => {
  const sheet = '/workspace/verify/broadcasting/2025/q1';
  const verifier = await open(browser, 'verifier');
  expect((await verifier.goto(sheet))?.status()).toBe(200);
  await expect(verifier.getByText('没有交给您核实的目标')).toBeVisible();
  const office = await open(browser, 'office1');
  await office.goto('/workspace/verify/scopes');
  await office.getByLabel('单位编号').fill('broadcasting');
  await office.getByRole('button', { name: '保存' }).click();
  await expect(office.getByText('核实范围已保存。')).toBeVisible();
  await verifier.goto(sheet);
  await sound(verifier);
  const goal = verifier
    .getByRole('group')
    .filter({ has: verifier.getByLabel('核实数', { exact: true }) })
    .first();
  await goal.getByLabel('更正').first().check();
  await goal.getByLabel('核实数', { exact: true }).fill('11.75');
  await goal.getByLabel('更正原因').fill('台账重复登记');
  await goal.getByLabel('依据文件').fill('楚统核〔2026〕7号');
  await verifier.getByRole('button', { name: '保存核实结果' }).click();
  await expect(verifier.getByText('核实结果已保存。')).toBeVisible();
  await office.goto('/workspace/reports/broadcasting/2025/q1');
  await expect(office.getByText('11.75')).toBeVisible();
  await office.getByRole('button', { name: '通过', exact: true }).click();
  await expect(office.getByText('已通过').first()).toBeVisible();
});

test('a resident writes, is answered, and has the matter reopened', async ({ browser, page }) => {
  const body = '八渡河闸坝完工后，下游村口的便桥一直没有恢复，学生上学要绕两公里。';
  await page.goto('/comment/water');
  await page.getByRole('radio', { name: /^投诉/ }).check();
  await page.getByLabel('内容').fill(body);
  await page.getByRole('button', { name: '提交留言' }).click();
  const code = await page.locator('#tracking-code').innerText();
  const moderator = await open(browser, 'moderator');
  await moderator.goto('/workspace/moderation');
  await moderator.getByRole('article').filter({ hasText: body }).getByRole('button', { name: '公开', exact: true }).click();
  const unit = await open(browser, 'water.fill', PASSWORD);
  await unit.goto('/workspace/comments');
  const asked = unit.getByRole('article').filter({ hasText: body });
  await asked.getByRole('textbox', { name: '答复' }).fill('便桥已列入本月工程，二十日前恢复通行。');
  await asked.getByRole('button', { name: '发布答复' }).click();
  await expect(asked.getByText('便桥已列入本月工程')).toBeVisible();
  await page.goto('/comment');
  await page.getByLabel('查询码').fill(code);
  await page.getByRole('button', { name: '查询', exact: true }).click();
  await expect(page.getByText('便桥已列入本月工程')).toBeVisible();
  await sound(page);
  await page.getByLabel(/^说明/).fill('二十日已过，桥还没有动工。');
  await page.getByRole('button', { name: '没有解决，要求重办' }).click();
  await expect(page.getByText('重办 1 次')).toBeVisible();
  await unit.goto('/workspace/comments');
  await expect(asked.getByText('重办 1 次')).toBeVisible();
});

test('the post is handed over: the successor goes on, the predecessor is out', async ({ browser, page }) => {
  const admin = await open(browser, 'admin');
  await admin.goto('/workspace/accounts/station.fill');
  const form = admin.locator('form').filter({ has: admin.getByRole('button', { name: '移交并生成链接' }) });
  await form.getByLabel(/账号$/).fill('station.next');
  await form.getByLabel(/姓名$/).fill('电视台 继任');
  await form.getByLabel('理由').fill('轮岗');
  await form.getByRole('button', { name: '移交并生成链接' }).click();
  await welcome(page, await admin.locator('.one-time-links code').innerText());
  const next = await open(browser, 'station.next', PASSWORD);
  await next.goto('/workspace/report/2025/q1');
  await expect(next.getByText('楚统核〔2026〕7号')).toBeVisible();
  await page.goto('/login');
  await page.getByLabel('账号').fill('station.fill');
  await page.getByLabel('密码').fill(PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page).toHaveURL(/login/);
});

test('the auditor finds the correction, its document and the file behind the figure', async ({ browser }) => {
  const page = await open(browser, 'auditor');
  await page.goto('/workspace/audit?text=7号');
  const row = page.getByRole('row').filter({ hasText: '楚统核〔2026〕7号' });
  await expect(row).toHaveCount(1);
  await expect(row).toContainText('verifier');
  await expect(row).toContainText('11.75');
  await page.goto('/workspace/reports/broadcasting/2025/q1');
  await expect(page.getByText('台账重复登记')).toBeVisible();
  const file = await page.request.get((await page.getByRole('link', { name: '验收单.pdf' }).first().getAttribute('href')) ?? '');
  expect(file.headers()['content-disposition']).toMatch(/^attachment/);
  expect(await file.body()).toEqual(PDF);
});
