import { expect, type Page, test } from '@playwright/test';
import { borrowCode, enterWithCode } from './rate.steps.ts';

/** Asks for more proofs in a minute than one address is used to, then shows the same code once more on the page. */
async function enterUnderLoad(page: Page): Promise<void> {
  const code = await borrowCode(page, 0);
  const { origin } = new URL(page.url());
  for (let i = 0; i < 32; i++) await page.request.post('/api/v1/windows/demo-2025/proofs/code', { data: { code }, headers: { origin } });
  await page.context().clearCookies();
  await page.goto('/rate');
  await enterWithCode(page, code);
}

const pressAgain = (page: Page) => page.getByRole('button', { name: '用评议码进入' }).click();
const chooseUnits = (page: Page) => expect(page.getByRole('heading', { level: 1, name: '选择要评议的单位' })).toBeVisible();

test('under load the browser solves a puzzle, and the resident presses again', async ({ page }) => {
  await enterUnderLoad(page);
  await expect(page.getByText('可以了，请再点一次按钮。')).toBeVisible();
  await pressAgain(page);
  await chooseUnits(page);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('under load a resident waits, and nothing has to be filled in twice', async ({ page }) => {
    await enterUnderLoad(page);
    await expect(page.getByText('请等 20 秒，再点一次按钮。')).toBeVisible();
    await page.waitForTimeout(21_000);
    await pressAgain(page);
    await chooseUnits(page);
  });
});
