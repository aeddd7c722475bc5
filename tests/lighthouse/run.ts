import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startServer } from '../support/server.ts';
import { ensureChromium } from '../tools/chromium.ts';
import { run } from '../tools/run-command.ts';

/**
 * Lighthouse's mobile profile over one page of each important kind of the demonstration city; a score under the least
 * one fails. `npm run lighthouse [<address of a running site>]`.
 */
const PAGES = { home: '/', ranking: '/rankings/2024/departments/', unit: '/units/water/', method: '/method/' } as const;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const LEAST = 95;

interface Report {
  readonly categories: Readonly<
    Record<string, { readonly score: number | null; readonly auditRefs: readonly { readonly id: string; readonly weight: number }[] }>
  >;
  readonly audits: Readonly<Record<string, { readonly title: string; readonly score: number | null; readonly displayValue?: string }>>;
}

function install(): void {
  if (existsSync(path.join(import.meta.dirname, 'node_modules/lighthouse'))) return;
  process.stdout.write('installing Lighthouse beside the product …\n');
  const { status } = spawnSync('npm', ['ci', '--prefix', import.meta.dirname, '--no-audit', '--no-fund', '--loglevel=error'], { stdio: 'inherit' });
  if (status !== 0) throw new Error('Lighthouse could not be installed; the lines above say why.');
}

async function measure(address: string, chromium: string, folder: string): Promise<Report> {
  const output = path.join(folder, 'report.json');
  const flags = ['--headless=new', ...(process.getuid?.() === 0 ? ['--no-sandbox', '--disable-dev-shm-usage'] : [])].join(' ');
  const program = path.join(import.meta.dirname, 'node_modules/.bin/lighthouse');
  const only = `--only-categories=${CATEGORIES.join(',')}`;
  const { code, output: said } = await run(program, [address, '--quiet', '--output=json', `--output-path=${output}`, `--chrome-flags=${flags}`, only], {
    env: { CHROME_PATH: chromium },
  });
  if (code !== 0) throw new Error(`Lighthouse ended with code ${code} at ${address}:\n${said}`);
  return JSON.parse(readFileSync(output, 'utf8')) as Report;
}

const pointsOf = ({ categories }: Report): number[] => CATEGORIES.map((id) => Math.round((categories[id]?.score ?? 0) * 100));

/** What keeps a category from the least score, heaviest first. */
function reasons({ categories, audits }: Report): string[] {
  const short = CATEGORIES.filter((id) => (categories[id]?.score ?? 0) * 100 < LEAST).flatMap((id) => categories[id]?.auditRefs ?? []);
  return short
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9)
    .sort((a, b) => b.weight - a.weight)
    .map(({ id }) => `    ${audits[id]?.title} ${audits[id]?.displayValue ?? ''}`);
}

async function all(site: string, folder: string): Promise<boolean> {
  const chromium = await ensureChromium();
  process.stdout.write(`\n${'page'.padEnd(10)}${CATEGORIES.map((id) => id.padStart(16)).join('')}\n`);
  let good = true;
  for (const [name, address] of Object.entries(PAGES)) {
    const report = await measure(`${site}${address}`, chromium, folder);
    const points = pointsOf(report);
    process.stdout.write(`${name.padEnd(10)}${points.map((each) => String(each).padStart(16)).join('')}\n`);
    for (const line of reasons(report)) process.stdout.write(`${line}\n`);
    good &&= points.every((each) => each >= LEAST);
  }
  return good;
}

install();
const [given] = process.argv.slice(2);
const folder = mkdtempSync(path.join(tmpdir(), 'gongping-lighthouse-'));
chmodSync(folder, 0o755);
const server = given === undefined ? await startServer({ CITY: 'demo', DATA_DIR: path.join(folder, 'data') }) : null;
try {
  const good = await all(given?.replace(/\/$/, '') ?? server?.url ?? '', folder);
  process.stdout.write(good ? `every page has at least ${LEAST} in each category\n` : `a page has less than ${LEAST}\n`);
  process.exitCode = good ? 0 : 1;
} finally {
  await server?.end('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}
