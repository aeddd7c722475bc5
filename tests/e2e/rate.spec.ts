import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { answerAll, asResident, borrowCode, enterWithCode, inTheBox, listen, makeNumber, question, receiptLine } from './rate.steps.ts';

test('a resident with a code rates a unit, changes it and keeps the receipt', async ({ page, context }) => {
  const heard = listen(context);
  const code = await borrowCode(page, 0);

  await page.goto('/rate/water');
  await expect(page.getByRole('heading', { name: /评议市水利局/ })).toBeVisible();
  await enterWithCode(page, ` ${code.toLowerCase().replaceAll('-', '  ')}`);

  await expect(page).toHaveURL(/\/rate\/water$/);
  await expect(page.getByText('答案将在您的浏览器里密封，服务器只收到密文。')).toBeVisible();
  await answerAll(page, '满意');
  await expect(page.getByText('已答 6 / 6 题')).toBeVisible();
  await page.getByRole('button', { name: /^密封并提交/ }).dblclick();

  await inTheBox(page);
  await expect(page).toHaveTitle(/已投入票箱/);
  await expect(page.getByText('在您的浏览器里密封，服务器只收到密文。')).toBeVisible();
  await expect(page.getByText('签名已在您的浏览器里核对，无误。')).toBeVisible();
  const first = {
    ticket: await receiptLine(page, '票号').textContent(),
    revision: Number(await receiptLine(page, '版次').textContent()),
    seal: await receiptLine(page, '封印（SHA-256）').textContent(),
  };
  expect(heard.puts).toHaveLength(1);
  expect(Object.keys(JSON.parse(heard.puts[0] ?? '{}')).sort()).toEqual(['channel', 'ciphertext', 'group', 'leafHash', 'revision', 'stratum', 'ticket']);
  expect(heard.puts[0]).not.toMatch(/good[1-5]|"dk"|"yes"/);

  await page.getByRole('link', { name: '改这张票' }).click();
  await expect(page.getByText(`您已投过这张票（第 ${first.revision} 版）`)).toBeVisible();
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
  await question(page, /办事效率/)
    .getByRole('radio', { name: '不了解', exact: true })
    .check();
  await page.getByRole('button', { name: '密封并提交新的一版' }).click();

  await inTheBox(page);
  await expect(receiptLine(page, '票号')).toHaveText(first.ticket ?? '');
  await expect(receiptLine(page, '版次')).toHaveText(String(first.revision + 1));
  await expect(receiptLine(page, '封印（SHA-256）')).not.toHaveText(first.seal ?? '');

  await page.getByRole('button', { name: '存在本浏览器' }).click();
  await expect(page.getByRole('button', { name: '已存在本浏览器' })).toBeVisible();
  await page.getByRole('link', { name: '选择别的单位' }).click();
  const kept = page.getByRole('region', { name: '存在本浏览器的回执' });
  await expect(kept.getByText('市水利局')).toBeVisible();
  await kept.getByRole('button', { name: '全部删除' }).click();
  await expect(kept).toBeHidden();

  const secret = code.replaceAll('-', '');
  for (const address of heard.addresses) expect(address.toUpperCase().replaceAll('-', '')).not.toContain(secret);
});

test('a resident finds a unit by its short name and goes on to the next', async ({ page }) => {
  await asResident(page, 1);
  await page.getByRole('searchbox', { name: '名称、拼音或首字母' }).fill('sjyj');
  await expect(page.getByText(/找到 \d+ 个/)).toBeVisible();
  await page.getByRole('link', { name: '市教育局' }).click();
  await question(page, /履职成效/)
    .getByRole('radio', { name: '很满意', exact: true })
    .check();
  await page.getByRole('button', { name: /^密封并提交/ }).click();
  await inTheBox(page);
  await page.getByRole('link', { name: /^下一个：/ }).click();
  await expect(page.getByRole('button', { name: /^密封并提交/ })).toBeVisible();
});

test('a resident with a phone is sent a code; the demonstration shows the message', async ({ page }) => {
  await page.goto('/rate/transport');
  await page.getByLabel('手机号码').fill('12345');
  await page.getByRole('button', { name: '发送验证码' }).click();
  await expect(page.getByRole('alert')).toContainText('请填写 11 位手机号码。');
  await page.getByLabel('手机号码').fill(makeNumber());
  await page.getByRole('button', { name: '发送验证码' }).click();
  const message = await page.getByRole('complementary', { name: '演示：不发短信，内容显示在这里' }).textContent();
  const six = /\d{6}/.exec(message ?? '')?.[0] ?? '';
  await page.getByLabel('短信验证码').fill(six === '000000' ? '000001' : '000000');
  await page.getByRole('button', { name: '确认并进入' }).click();
  await expect(page.getByRole('alert')).toContainText('验证码不对或已过期');
  await page.getByLabel('短信验证码').fill(six);
  await page.getByRole('button', { name: '确认并进入' }).click();
  await expect(page).toHaveURL(/\/rate\/transport$/);
  await expect(page.getByText('公众（网络），手机验证码')).toBeVisible();
  await question(page, /清正廉洁/)
    .getByRole('radio', { name: '不了解', exact: true })
    .check();
  await page.getByRole('button', { name: /^密封并提交/ }).click();
  await inTheBox(page);
});

test('a resident who has finished puts the right away', async ({ page }) => {
  await asResident(page);
  await page.getByRole('button', { name: '评完了，收起资格' }).click();
  await expect(page.getByText('资格已收起。')).toBeVisible();
  await page.goto('/rate/water');
  await expect(page.getByLabel('评议码', { exact: true })).toBeVisible();
});

test('a browser without crypto.subtle: the server seals, and the page says so', async ({ page, context }) => {
  await context.addInitScript(() => Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined }));
  const heard = listen(context);
  await asResident(page, 1);
  await page.goto('/rate/health');
  await expect(page.getByText(/答案将由服务器收到后立即密封/)).toBeVisible();
  await answerAll(page, '不太满意');
  await page.getByRole('button', { name: /^密封并提交/ }).click();
  await inTheBox(page);
  await expect(page.getByText(/由服务器密封/)).toBeVisible();
  await expect(page.getByText('签名已在您的浏览器里核对，无误。')).toBeVisible();
  expect(heard.puts).toHaveLength(0);
  expect(heard.addresses.join()).not.toContain('good2');
});

test('a panel member is asked one question', async ({ page }) => {
  await page.goto('/rate/water');
  await page.getByText('演示：借一个评议码').click();
  const panel = page.locator('.demo-codes dl > div').filter({ hasText: '新闻记者' });
  await panel.getByRole('button').click();
  await expect(page.getByRole('radio')).toHaveCount(6);
  await question(page, /总体评价/)
    .getByRole('radio', { name: '满意', exact: true })
    .check();
  await page.getByRole('button', { name: /^密封并提交/ }).click();
  await inTheBox(page);
});

test('in English', async ({ page }) => {
  const code = await borrowCode(page, 2);
  await page.goto('/en/rate/education');
  await page.getByLabel('Rating code', { exact: true }).fill(code);
  await page.getByRole('button', { name: 'Enter with the code' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Rate / })).toBeVisible();
  await page
    .getByRole('group', { name: /Attitude/ })
    .getByRole('radio', { name: 'Very satisfied', exact: true })
    .check();
  await page.getByRole('button', { name: /^Seal and send/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Your ballot is in the box' })).toBeVisible();
  await expect(page.getByText('The signature was checked in your browser and is right.')).toBeVisible();
});

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing on the rating way keeps anybody out (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const expectAccessible = async (): Promise<void> => expect((await new AxeBuilder({ page }).withTags(WCAG).analyze()).violations).toEqual([]);
    await page.goto('/rate/museum');
    await page.getByText('演示：借一个评议码').click();
    await expectAccessible();
    await page.getByRole('button', { name: '用评议码进入' }).click();
    await expectAccessible();
    await asResident(page);
    await expectAccessible();
    await page.goto('/rate/museum');
    await answerAll(page, '满意');
    await expectAccessible();
    await page.getByRole('button', { name: /^密封并提交/ }).click();
    await inTheBox(page);
    await expectAccessible();
  });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a resident rates a unit, reloads the answer, changes it', async ({ page }) => {
    const code = await borrowCode(page, 0);
    await page.goto('/rate/housing');
    await enterWithCode(page, code);
    await expect(page.getByText(/答案将由服务器收到后立即密封/)).toBeVisible();
    await answerAll(page, '很满意');
    await page.getByRole('button', { name: /^密封并提交/ }).click();
    await inTheBox(page);
    await expect(page.getByText(/由服务器密封/)).toBeVisible();
    await expect(page.getByRole('button', { name: '复制' })).toBeHidden();
    const seal = (await receiptLine(page, '封印（SHA-256）').textContent()) ?? '';
    const revision = Number(await receiptLine(page, '版次').textContent());
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载' }).click()]);
    expect(file.suggestedFilename()).toBe('gongping-receipt-housing.json');

    await page.reload();
    await expect(receiptLine(page, '封印（SHA-256）')).toHaveText(seal);

    await page.getByRole('link', { name: '改这张票' }).click();
    await expect(page.getByText(`您已投过这张票（第 ${revision} 版）`)).toBeVisible();
    await question(page, /公开透明/)
      .getByRole('radio', { name: '基本满意', exact: true })
      .check();
    await page.getByRole('button', { name: '密封并提交新的一版' }).click();
    await expect(receiptLine(page, '版次')).toHaveText(String(revision + 1));
  });

  test('the list of units can be searched', async ({ page }) => {
    await asResident(page, 1);
    await page.getByRole('searchbox', { name: '名称、拼音或首字母' }).fill('水利');
    await page.getByRole('button', { name: '查找' }).click();
    await expect(page.getByRole('link', { name: '市水利局' })).toBeVisible();
    await expect(page.getByRole('link', { name: '市教育局' })).toHaveCount(0);
  });
});
