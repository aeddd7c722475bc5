import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';

/** From the administrator's new account to a sign-in with a code from the phone. */
test.describe.configure({ mode: 'serial' });

const PASSWORD = 'lantern river 7 orchard';
const codeOf = (secret: string, ahead = 0): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + ahead * 30_000 });

async function open(browser: Browser, login: string, password: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
  await page.goto('/login');
  await page.getByLabel('账号').fill(login);
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  return page;
}

async function violations(page: Page): Promise<string[]> {
  return (await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html}`,
  );
}

let link = '';
let secret = '';

test('the administrator makes an account and gets a link that is shown once', async ({ browser }) => {
  const admin = await open(browser, 'admin', 'gongping-demo');
  await admin.getByRole('link', { name: '账号', exact: true }).click();
  await admin.getByLabel('账号', { exact: true }).fill('zhang.wei');
  await admin.getByLabel('姓名', { exact: true }).fill('张伟');
  await admin.getByLabel('角色').selectOption('auditor');
  await admin.getByRole('button', { name: '建立账号并生成链接' }).click();
  link = (await admin.locator('.one-time-links code').innerText()).trim();
  expect(link).toMatch(/\/welcome\?token=[A-Za-z0-9_-]{43}$/);
  expect(await violations(admin)).toEqual([]);
  await admin.goto('/workspace/accounts/zhang.wei');
  expect(await violations(admin)).toEqual([]);
  await admin.goto('/workspace/accounts/office1');
  await admin.getByRole('button', { name: '重新发链接' }).click();
  await expect(admin.getByText('演示账号由所有访客共用')).toBeVisible();
});

test('the person sets a password that is not easily guessed, signs in and sets up codes from an app', async ({ browser }) => {
  const page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
  await page.goto(new URL(link).pathname + new URL(link).search);
  await expect(page.getByText('张伟，您的账号是“zhang.wei”')).toBeVisible();
  await page.getByLabel('新密码').fill('zhangwei-zhangwei');
  await page.getByRole('button', { name: '设置密码' }).click();
  await expect(page.getByText('太容易猜到')).toBeVisible();
  await page.getByLabel('新密码').fill(PASSWORD);
  await page.getByRole('button', { name: '设置密码' }).click();
  await expect(page.getByText('密码已设置，请登录。')).toBeVisible();

  const person = await open(browser, 'zhang.wei', PASSWORD);
  await person.getByRole('link', { name: '张伟（审计员）' }).click();
  await person.getByRole('button', { name: '用验证器应用' }).click();
  secret = (await person.locator('code.digest').first().innerText()).replaceAll(' ', '');
  expect(await violations(person)).toEqual([]);
  await person.getByLabel('应用显示的六位数字').fill('000000');
  await person.getByRole('button', { name: '确认启用' }).click();
  await expect(person.getByText('验证码不对')).toBeVisible();
  await person.getByLabel('应用显示的六位数字').fill(codeOf(secret));
  await person.getByRole('button', { name: '确认启用' }).click();
  await expect(person.locator('.recovery-codes li')).toHaveCount(10);

  await page.goto(new URL(link).pathname + new URL(link).search);
  await expect(page.getByText('这个链接已经用过')).toBeVisible();
});

test('from then on the password alone leads to the question for the code', async ({ browser }) => {
  const page = await open(browser, 'zhang.wei', PASSWORD);
  await expect(page).toHaveURL(/\/login\/code/);
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('六位验证码或备用码').fill(codeOf(secret, 1));
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('heading', { name: '工作台' })).toBeVisible();
});
