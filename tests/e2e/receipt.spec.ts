import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { receiptFragment } from '../../proof/receipt-address.ts';
import { answerAll, asResident, inTheBox } from './rate.steps.ts';

const check = (page: Page) => page.getByRole('button', { name: '开始核对' }).click();
const answer = (page: Page) => page.locator('[data-result] h2');
const text = (page: Page) => page.getByLabel('或粘贴回执文字');

/** Everything that goes out after the page is there. */
function listen(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}${request.postData() ?? ''}`));
  return asked;
}

const LOG_FILES = /^GET \/releases\/\d+\/data\/(windows\/2024-trial\.json|log\/2024-trial\/(tile\/0|tickets|spoiled)\/[\d./p]+)$/;

test('the specimen is proved in the browser; only files of the log are asked for, the same for a receipt that is not there', async ({ page }) => {
  await page.goto('/receipt');
  const asked = listen(page);
  await page.getByRole('button', { name: '填入样张' }).click();
  const specimen = await text(page).inputValue();
  await check(page);
  await expect(answer(page)).toHaveText('您的票已经计入');
  await expect(page.locator('[data-result]')).toContainText('240 张票');
  await expect(page.locator('body')).not.toContainText(/good[1-5]/);
  const ours = /^GET (\/favicon\.svg|\/_site\/[\w.-]+\.js)$/; // the page's own arithmetic comes with the first receipt
  const first = asked.splice(0).filter((line) => !ours.test(line));
  expect(first.filter((line) => !LOG_FILES.test(line))).toEqual([]);
  expect(first.length).toBeGreaterThanOrEqual(3);

  await text(page).fill(specimen.replace(/"leafHash": "../, '"leafHash": "00'));
  await check(page);
  await expect(answer(page)).toHaveText('回执的签名无效');
  expect(asked.filter((line) => !LOG_FILES.test(line))).toEqual([]);

  await text(page).fill('不是回执');
  await check(page);
  await expect(answer(page)).toHaveText('这不是回执');
});

test('the image on a receipt leads to its check: nothing of it goes out, nor stays in the address', async ({ page }) => {
  await page.goto('/receipt');
  await page.getByRole('button', { name: '填入样张' }).click();
  const { receipt, signature } = JSON.parse(await text(page).inputValue());
  await page.goto('about:blank');
  const asked = listen(page);
  await page.goto(`/receipt#${receiptFragment(receipt, signature)}`);
  await expect(answer(page)).toHaveText('您的票已经计入');
  expect(new URL(page.url()).hash).toBe('');
  expect(asked.filter((line) => line.includes(receipt.ticket) || line.includes(receipt.leafHash))).toEqual([]);
});

test('a receipt of one’s own waits for the opening', async ({ page }) => {
  await asResident(page, 3);
  await page.goto('/rate/water');
  await answerAll(page, '满意');
  await page.getByRole('button', { name: /^密封并提交/ }).click();
  await inTheBox(page);
  const address = (await page.locator('[data-download]').getAttribute('href')) ?? '';
  const receipt = decodeURIComponent(address.slice(address.indexOf(',') + 1));
  await page.goto('/receipt');
  await text(page).fill(receipt);
  await check(page);
  await expect(answer(page)).toHaveText('票箱还没有开封');
});

test('without a script the page tells how to check by hand and by command', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/receipt');
  await expect(page.locator('noscript p')).toHaveText(/本页的核对需要 JavaScript/);
  await expect(page.getByText('npx gongping receipt check')).toBeVisible();
  await expect(page.getByRole('button', { name: '开始核对' })).toBeHidden();
  await context.close();
});

test('receipt and window pages are accessible and fit a small phone in both languages', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of ['/receipt', '/windows/2024-trial', '/en/receipt', '/en/windows/2024-trial', '/integrity']) {
    await page.goto(path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(360);
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
    expect(violations.map(({ id, nodes }) => `${path}: ${id}: ${nodes[0]?.html.slice(0, 120)}`)).toEqual([]);
  }
});
