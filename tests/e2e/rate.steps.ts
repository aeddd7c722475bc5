import { type BrowserContext, expect, type Page } from '@playwright/test';

/** One of the codes that the demonstration gives out. */
export async function borrowCode(page: Page, which: number): Promise<string> {
  await page.goto('/rate');
  const codes = page.locator('.demo-code');
  return (await codes.nth(which).textContent()) ?? '';
}

/** A number of this run: a message may be sent to one number five times a day only. */
export const makeNumber = (): string => `139${String(Date.now()).slice(-8)}`;

export async function enterWithCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('评议码', { exact: true }).fill(code);
  await page.getByRole('button', { name: '用评议码进入' }).click();
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;
const shown = new Map<number, Cookies>();

/** A resident whose right to rate is shown already. Shown once a code: the number of tries from one address is limited. */
export async function asResident(page: Page, which = 0): Promise<void> {
  const known = shown.get(which);
  if (known) {
    await page.context().addCookies(known);
    await page.goto('/rate');
  } else {
    await enterWithCode(page, await borrowCode(page, which));
  }
  await expect(page.getByRole('heading', { level: 1, name: '选择要评议的单位' })).toBeVisible();
  shown.set(which, await page.context().cookies());
}

export const question = (page: Page, name: string | RegExp) => page.getByRole('group', { name });

export async function answerAll(page: Page, level: string): Promise<void> {
  await question(page, /是否打过交道/)
    .getByRole('radio', { name: '打过交道', exact: true })
    .check();
  for (const name of [/履职成效/, /服务态度/, /办事效率/, /公开透明/, /清正廉洁/])
    await question(page, name).getByRole('radio', { name: level, exact: true }).check();
}

export const inTheBox = (page: Page) => expect(page.getByRole('heading', { level: 1, name: '已投入票箱' })).toBeVisible();
export const receiptLine = (page: Page, label: string) =>
  page
    .locator('.receipt dl > div')
    .filter({ has: page.getByText(label, { exact: true }) })
    .locator('dd');

/** Everything that goes out on the rating way: addresses and bodies. */
export function listen(context: BrowserContext): { readonly addresses: string[]; readonly puts: string[] } {
  const heard = { addresses: [] as string[], puts: [] as string[] };
  context.on('request', (request) => {
    heard.addresses.push(request.url());
    if (request.method() === 'PUT') heard.puts.push(request.postData() ?? '');
  });
  return heard;
}
