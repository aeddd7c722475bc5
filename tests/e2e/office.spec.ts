import { type Browser, expect, type Page, test } from '@playwright/test';

/** The ways of a unit and of the office, as people sit at their own machines. Runs last: it closes the demonstration's window. */
test.describe.configure({ mode: 'serial', timeout: 150_000 });

const PASSWORD = 'gongping-demo';

async function signIn(browser: Browser, login: string): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'en' })).newPage();
  await page.goto('/en/login');
  await page.getByLabel(/account/i).fill(login);
  await page.getByLabel(/password/i).fill(PASSWORD);
  await page.getByRole('button', { name: /sign in/i }).click();
  await expect(page).toHaveURL(/workspace/);
  return page;
}

/** Builds run in the worker: asks until the live release has the number. */
async function untilRelease(page: Page, number: number): Promise<void> {
  await expect(async () => {
    const live = (await (await page.request.get('/releases/latest')).json()) as { release: number };
    expect(live.release).toBe(number);
  }).toPass({ timeout: 90_000 });
}

const liveRelease = async (page: Page): Promise<number> => ((await (await page.request.get('/releases/latest')).json()) as { release: number }).release;

/** The smallest PNG there is: one pixel. */
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

test('a unit reports its quarter with evidence, the office accepts it, and the daily update shows it', async ({ browser, page }) => {
  const before = await liveRelease(page);
  const housing = await signIn(browser, 'housing');
  await housing.goto('/en/workspace/report/2025/q4');
  for (const field of await housing.getByLabel('This figure').all()) await field.fill('１２．５');
  for (const field of await housing.getByLabel('Done on').all()) await field.fill('2025-12-20');
  for (const field of await housing.getByLabel('Reason and what will be done about it').all()) await field.fill('工期顺延，已调整排班。');
  await housing.getByLabel('Evidence').last().setInputFiles({ name: 'site.png', mimeType: 'image/png', buffer: PIXEL });
  await housing.getByRole('button', { name: 'Save and submit' }).click();
  await expect(housing.getByText('Submitted; the office decides next.')).toBeVisible();

  const office = await signIn(browser, 'office1');
  await office.goto('/en/workspace/reports/housing/2025/q4');
  await expect(office.getByText('site.png')).toBeVisible();
  await office.getByRole('button', { name: 'Accept' }).click();
  await expect(office.getByText('Accepted; it is in the next daily update.')).toBeVisible();
  await page.goto('/en/units/housing/');
  await expect(page.getByText('site.png')).toHaveCount(0);

  await office.goto('/en/workspace/window');
  await office.getByRole('button', { name: 'Make a daily update' }).click();
  await untilRelease(page, before + 1);
  await page.goto('/en/units/housing/');
  await expect(page.getByRole('link', { name: /site\.png/ })).toHaveCount(1);
});

test('a comment is moderated, answered and published with its answer', async ({ browser, page }) => {
  const before = await liveRelease(page);
  const body = '和平小区二期门口的路灯坏了三周，报修单 20251107 一直没有回音。';
  await page.goto('/en/comment/housing');
  await page.getByRole('radio').first().check();
  await page.locator('textarea[name=body]').fill(body);
  await page.locator('main').getByRole('button').click();
  await expect(page.locator('#tracking-code')).toHaveText(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2,}$/);

  const moderator = await signIn(browser, 'moderator');
  await moderator.goto('/en/workspace/moderation');
  const waiting = moderator.getByRole('article').filter({ hasText: body });
  await waiting.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(waiting).toHaveCount(0);

  const housing = await signIn(browser, 'housing');
  await housing.goto('/en/workspace/comments');
  const asked = housing.getByRole('article').filter({ hasText: body });
  await asked.getByRole('textbox').fill('已派人维修，本周五前完成。');
  await asked.getByRole('button').click();
  await expect(asked.getByText('已派人维修，本周五前完成。')).toBeVisible();

  const office = await signIn(browser, 'office1');
  await office.goto('/en/workspace/window');
  await office.getByRole('button', { name: 'Make a daily update' }).click();
  await untilRelease(page, before + 1);
  await page.goto('/units/housing/');
  await expect(page.getByText(body)).toHaveCount(1);
  await expect(page.getByText('已派人维修，本周五前完成。')).toHaveCount(1);
});

test('a published comment is withdrawn by a rule; without one it stays', async ({ browser, page }) => {
  const before = await liveRelease(page);
  const moderator = await signIn(browser, 'moderator');
  await moderator.goto('/en/workspace/moderation');
  await moderator.getByRole('link', { name: 'Published comments' }).click();
  await moderator.getByLabel('Unit', { exact: true }).selectOption('transport');
  await moderator.getByRole('button', { name: 'Show' }).click();
  const first = moderator.getByRole('article').first();
  const body = (await first.locator('.entry-text').first().textContent()) ?? '';
  await first.getByRole('button', { name: 'Withdraw' }).click();
  await expect(first.getByText('A withdrawal names one of the published rules.')).toBeVisible();
  await first.getByLabel('Rule').selectOption('personal-data');
  await first.getByRole('button', { name: 'Withdraw' }).click();
  await expect(moderator.getByText('Withdrawn; the pages are being made anew.')).toBeVisible();
  await expect(moderator.getByText(body, { exact: true })).toHaveCount(0);
  await untilRelease(page, before + 1);
  await page.goto('/units/transport/');
  await expect(page.getByText(body, { exact: true })).toHaveCount(0);
});

test('two people close, open, compute and publish; the ranking of the year appears', async ({ browser, page }) => {
  const release = await liveRelease(page);
  await page.goto('/en/rankings/');
  await expect(page.getByRole('link', { name: /2025/ })).toHaveCount(0);

  const first = await signIn(browser, 'office1');
  await first.goto('/en/workspace/windows/demo-2025');
  await first.getByLabel('Reason').first().fill('end of the rehearsal');
  await first.getByRole('button', { name: 'Propose to close early' }).click();
  await expect(first.getByText('You proposed it; another person confirms.')).toBeVisible();
  const second = await signIn(browser, 'office2');
  await second.goto('/en/workspace/windows/demo-2025');
  await second.getByRole('button', { name: 'I have checked it: confirm' }).click();
  await expect(second.getByText('Confirmed and done.')).toBeVisible();
  await first.goto('/en/workspace/window');
  await first.getByRole('button', { name: 'Propose opening' }).click();
  await expect(first.getByText('another person must confirm').first()).toBeVisible();

  await second.goto('/en/workspace/window');
  await second.getByRole('button', { name: 'Confirm and open' }).click();
  await expect(second.getByText('The box is open; all ballots are in the log.')).toBeVisible({ timeout: 60_000 });

  await first.goto('/en/workspace/window');
  await first.getByRole('button', { name: 'Compute scores' }).click();
  await expect(first.getByText('Computed; look at the tables below.')).toBeVisible();
  await first.getByRole('button', { name: 'Prepare a release' }).click();
  await expect(first.getByText('Prepared; another person must publish.')).toBeVisible();

  await second.goto('/en/workspace/window');
  await second.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(second.getByText('the site switches by itself')).toBeVisible();
  await untilRelease(page, release + 1);

  await page.goto('/en/rankings/2025/departments/');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('2025');
  const old = await page.request.get(`/releases/${release}/data/manifest.json`);
  expect(old.status()).toBe(200);
  const scores = await (await page.request.get('/api/v1/cycles/2025/exports/public-scores.json')).json();
  expect(scores.scores).toHaveLength(122);
});
