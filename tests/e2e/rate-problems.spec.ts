import { expect, test } from '@playwright/test';
import { asResident, borrowCode, enterWithCode, inTheBox, listen, question, receiptLine } from './rate.steps.ts';

test('an empty ballot is not sent, and the page says where to begin', async ({ page, context }) => {
  const heard = listen(context);
  await asResident(page, 1);
  await page.goto('/rate/civil-affairs');
  await page.getByRole('button', { name: /^密封并提交/ }).click();
  await expect(page.getByRole('alert').filter({ hasText: '请至少回答一题' })).toBeFocused();
  await page.getByRole('link', { name: '是否打过交道' }).click();
  await expect(question(page, /是否打过交道/)).toBeFocused();
  expect(heard.puts).toHaveLength(0);
});

test('no answer comes back: the same ballot is sent again and counts once', async ({ page, context }) => {
  const heard = listen(context);
  await asResident(page, 2);
  await page.goto('/rate/audit');
  await question(page, /履职成效/)
    .getByRole('radio', { name: '基本满意', exact: true })
    .check();
  let lost = false;
  await page.route('**/ballot', async (route) => {
    if (route.request().method() !== 'PUT' || lost) return route.fallback();
    lost = true;
    await route.fetch();
    return route.abort('connectionreset');
  });
  await page.getByRole('button', { name: /^密封并提交/ }).click();
  await expect(page.getByRole('alert').filter({ hasText: '没有收到答复' })).toBeFocused();
  await page.getByRole('button', { name: '再发一次' }).click();
  await inTheBox(page);
  expect(heard.puts).toHaveLength(2);
  expect(heard.puts[1]).toBe(heard.puts[0]);
});

test('the ballot was changed on another page: the resident decides which version counts', async ({ page, context }) => {
  await asResident(page, 2);
  await page.goto('/rate/finance');
  const elsewhere = await context.newPage();
  await elsewhere.goto('/rate/finance');
  for (const [each, level] of [
    [elsewhere, '满意'],
    [page, '不满意'],
  ] as const) {
    await question(each, /服务态度/)
      .getByRole('radio', { name: level, exact: true })
      .check();
    await each.getByRole('button', { name: /^密封并提交/ }).click();
  }
  await inTheBox(elsewhere);
  const revision = Number(await receiptLine(elsewhere, '版次').textContent());
  await expect(page.getByRole('alert').filter({ hasText: '这张票在别处改过' })).toBeVisible();
  await page.getByRole('button', { name: '用本页的答案代替' }).click();
  await inTheBox(page);
  await expect(receiptLine(page, '版次')).toHaveText(String(revision + 1));
});

test('the right to rate runs out while answering: shown again in a new tab, the answers are still here', async ({ page, context }) => {
  const code = await borrowCode(page, 2);
  await enterWithCode(page, code);
  await page.goto('/rate/justice');
  await question(page, /公开透明/)
    .getByRole('radio', { name: '满意', exact: true })
    .check();
  await context.clearCookies();
  await page.getByRole('button', { name: /^密封并提交/ }).click();
  const notice = page.getByRole('alert').filter({ hasText: '评议资格已过期' });
  const [tab] = await Promise.all([context.waitForEvent('page'), notice.getByRole('link', { name: '在新标签页出示资格' }).click()]);
  await enterWithCode(tab, code);
  await expect(tab.getByRole('button', { name: /^密封并提交/ })).toBeVisible();
  await tab.close();
  await expect(question(page, /公开透明/).getByRole('radio', { name: '满意', exact: true })).toBeChecked();
  await notice.getByRole('button', { name: '重新提交' }).click();
  await inTheBox(page);
});

test('the rating closes while answering', async ({ page }) => {
  await asResident(page);
  await page.goto('/rate/library');
  await question(page, /履职成效/)
    .getByRole('radio', { name: '满意', exact: true })
    .check();
  await page.route('**/ballot', (route) =>
    route.fulfill({ status: 409, contentType: 'application/problem+json', body: JSON.stringify({ code: 'ballot.window_not_open', title: '' }) }),
  );
  await page.getByRole('button', { name: /^密封并提交/ }).click();
  await expect(page.getByRole('alert').filter({ hasText: '评议已截止，这张票没有投入' })).toBeFocused();
});

test('a browser that cannot seal lets the resident choose the server', async ({ page }) => {
  await asResident(page);
  await page.goto('/rate/museum');
  await question(page, /履职成效/)
    .getByRole('radio', { name: '满意', exact: true })
    .check();
  await page.route('**/ballot', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), publicKey: 'AAAA' } });
  });
  await page.getByRole('button', { name: /^密封并提交/ }).click();
  await page.getByRole('button', { name: '由服务器密封并提交' }).click();
  await inTheBox(page);
  await expect(page.getByText(/由服务器密封/)).toBeVisible();
});

test('a code with a typing mistake is told at once, an unknown one after asking', async ({ page }) => {
  const code = await borrowCode(page, 0);
  const swapped = `${code.slice(0, -1)}${code.endsWith('7') ? '8' : '7'}`;
  for (const [typed, sentence] of [
    ['', '请填写评议码。'],
    ['AB12', '评议码是 20 位，您输入了 4 位。'],
    [swapped, '评议码有错字'],
    ['0'.repeat(20), '本评议期没有这个评议码。'],
  ] as const) {
    await enterWithCode(page, typed);
    await expect(page.getByRole('alert')).toContainText(sentence);
    await expect(page.getByLabel('评议码', { exact: true })).toHaveAttribute('aria-invalid', 'true');
    await expect(page).toHaveTitle(/^有误：/);
    await expect(page).toHaveURL(/\/rate$/);
  }
});

test('an address without a unit leads back to the list', async ({ page }) => {
  const answer = await page.goto('/rate/no-such-unit');
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: '没有这个单位' })).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('an empty ballot and a version changed elsewhere come back with a way on', async ({ page, context }) => {
    await asResident(page, 1);
    await page.goto('/rate/sports');
    await page.getByRole('button', { name: /^密封并提交/ }).click();
    await expect(page.getByRole('alert')).toContainText('请至少回答一题');

    const elsewhere = await context.newPage();
    await elsewhere.goto('/rate/sports');
    await question(elsewhere, /履职成效/)
      .getByRole('radio', { name: '满意', exact: true })
      .check();
    await question(page, /履职成效/)
      .getByRole('radio', { name: '不满意', exact: true })
      .check();
    await elsewhere.getByRole('button', { name: /^密封并提交/ }).click();
    await inTheBox(elsewhere);
    await page.getByRole('button', { name: /^密封并提交/ }).click();
    await expect(page.getByRole('alert')).toContainText('这张票在别处改过');
    await expect(question(page, /履职成效/).getByRole('radio', { name: '不满意', exact: true })).toBeChecked();
    await page.getByRole('button', { name: '用本页的答案代替' }).click();
    await inTheBox(page);
  });

  test('the right to rate runs out while answering', async ({ page, context }) => {
    await asResident(page, 1);
    await page.goto('/rate/library');
    await question(page, /服务态度/)
      .getByRole('radio', { name: '不了解', exact: true })
      .check();
    const cookies = await context.cookies();
    await context.clearCookies();
    await page.getByRole('button', { name: /^密封并提交/ }).click();
    await expect(page.getByRole('alert')).toContainText('评议资格已过期，这张票没有投入');
    await expect(question(page, /服务态度/).getByRole('radio', { name: '不了解', exact: true })).toBeChecked();
    await context.addCookies(cookies);
    await page.getByRole('button', { name: '重新提交' }).click();
    await inTheBox(page);
  });
});
