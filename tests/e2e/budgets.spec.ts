import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { HtmlValidate } from 'html-validate';
import { type Crawl, crawlSite, oneOfEachKind, tenOf } from './crawl.ts';

/** What every page keeps to, in both languages: each kind of page, and ten units that the seed picks. */
test.describe.configure({ timeout: 300_000 });

const SEED = 20_261_120;
const KILOBYTE = 1024;
const UNIT_PAGE = 60 * KILOBYTE;
const SCRIPT = 25 * KILOBYTE;
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

let crawl: Crawl;

test.beforeAll(async ({ playwright, baseURL }) => {
  test.setTimeout(120_000);
  const request = await playwright.request.newContext(baseURL === undefined ? {} : { baseURL });
  crawl = await crawlSite(request);
  await request.dispose();
});

const units = (language: '' | '/en'): string[] =>
  tenOf(
    [...crawl.pages.keys()].filter((address) => new RegExp(`^${language}/units/[^/]+$`).test(address)),
    SEED,
  );
const sample = (language: '' | '/en'): string[] => [...new Set([...oneOfEachKind(crawl, language), ...units(language)])];

test('every link and every anchor of the whole site leads somewhere', () => {
  expect(crawl.pages.size).toBeGreaterThan(500);
  expect(crawl.broken).toEqual([]);
});

interface Loaded {
  readonly faults: string[];
  /** Compressed bytes by kind of resource. */
  readonly bytes: Map<string, number>;
}

/** Listens to everything the page asks for and complains about. */
function listen(page: Page): Loaded {
  const loaded: Loaded = { faults: [], bytes: new Map() };
  page.on('console', (message) => void (['error', 'warning'].includes(message.type()) && loaded.faults.push(message.text())));
  page.on('pageerror', (error) => void loaded.faults.push(error.message));
  page.on('request', (request) => void (new URL(request.url()).hostname !== 'localhost' && loaded.faults.push(`asked ${request.url()}`)));
  page.on('response', (response) => {
    const kind = response.request().resourceType();
    loaded.bytes.set(kind, (loaded.bytes.get(kind) ?? 0) + Number(response.headers()['content-length'] ?? 0));
  });
  return loaded;
}

for (const language of ['', '/en'] as const) {
  test(`pages are accessible, quiet, light, and say the same without a script ${language || 'in Chinese'}`, async ({ browser }) => {
    const faults: string[] = [];
    const scriptless = await browser.newContext({ javaScriptEnabled: false });
    for (const address of sample(language)) {
      const context = await browser.newContext(); // nothing comes from a cache
      const page = await context.newPage();
      const loaded = listen(page);
      await page.goto(address);
      const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
      faults.push(...violations.map(({ id, nodes }) => `${address}: ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`));
      faults.push(...loaded.faults.map((fault) => `${address}: ${fault}`));
      faults.push(...overBudget(address, loaded.bytes, units(language).includes(address)));
      const [scripted, plain] = [await readText(page), await readText(await opened(scriptless, address))];
      faults.push(...[...scripted].filter((line) => !plain.has(line)).map((line) => `${address}: only with a script: ${line}`));
      await context.close();
    }
    await scriptless.close();
    expect(faults).toEqual([]);
  });

  test(`pages are valid HTML ${language || 'in Chinese'}`, async ({ request }) => {
    const validator = new HtmlValidate({
      root: true,
      extends: ['html-validate:recommended'],
      rules: {
        'long-title': 'off', // the names of units and of the site are what they are
        'no-trailing-whitespace': 'off', // whitespace of the built pages means nothing
        'valid-id': ['error', { relaxed: true }], // the steps of a score are linked by the names they have in the open data, with dots
        'wcag/h32': 'off', // forms that filter or compute while one types send nothing, and are hidden without a script
        'prefer-native-element': ['error', { exclude: ['region'] }], // a region that scrolls needs a focus, not a heading
      },
    });
    const faults: string[] = [];
    for (const address of sample(language)) {
      const { results } = await validator.validateString(await (await request.get(address)).text());
      const rules = Map.groupBy(
        results.flatMap(({ messages }) => messages),
        ({ ruleId }) => ruleId,
      );
      for (const [rule, [first, ...more]] of rules) faults.push(`${address}: ${rule}: ${first?.message} ${first?.selector ?? ''} and ${more.length} more`);
    }
    expect(faults).toEqual([]);
  });
}

function overBudget(address: string, bytes: Loaded['bytes'], isUnit: boolean): string[] {
  const script = bytes.get('script') ?? 0;
  const all = ['document', 'stylesheet', 'font', 'script', 'image'].reduce((sum, kind) => sum + (bytes.get(kind) ?? 0), 0);
  return [
    ...(script > SCRIPT ? [`${address}: ${script} bytes of script before interaction`] : []),
    ...(isUnit && all > UNIT_PAGE ? [`${address}: ${all} bytes in all`] : []),
  ];
}

async function opened(context: BrowserContext, address: string): Promise<Page> {
  for (const page of context.pages()) await page.close();
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

/** The lines a reader sees in the main part, without the controls that do nothing but run a script. */
async function readText(page: Page): Promise<ReadonlySet<string>> {
  const text = await page.evaluate(() => {
    const main = document.querySelector('main');
    for (const control of main?.querySelectorAll('form, [data-script]') ?? []) control.remove();
    return main?.innerText ?? '';
  });
  return new Set(text.split('\n').map((line) => line.trim()));
}
