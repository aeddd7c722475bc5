import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { buildRelease } from '../../../api/releases/build.ts';
import { buildPages } from '../../../api/releases/build-pages.ts';
import { releaseFolder } from '../../../api/releases/folder.ts';
import { FOLDER_ACCESS } from '../../../api/releases/proving.ts';
import { readFolder } from '../../../api/releases/verifier/readers.ts';
import { computeScores } from '../../../api/scores/scores.usecases.ts';
import { staticRoutes } from '../../../api/web/static.ts';
import { closeWindow } from '../../../api/windows/closing.usecases.ts';
import { confirmOpening, proposeOpening } from '../../../api/windows/opening.usecases.ts';
import { insertRelease } from '../../../db/queries/releases.ts';
import { verifyRelease } from '../../../proof/release/verify.ts';
import { createTestApp } from '../../support/app.ts';
import { seedDemo, WINDOW } from '../../support/demo.ts';
import { DISCLOSED, EMBARGOED, withObjections } from './embargoed-objections.ts';

/** Last year is published; this year is opened and computed, and its release is prepared but not published. */
const city = await createTestApp();
const { dependencies: deps, dataDir, as } = city;
await seedDemo(city, ['water', 'education']);
const first = await as('office-staff');
const second = await as('office-approver');

const workspace = path.join(dataDir, 'no-workspace');
mkdirSync(workspace);

let secrets: ReadonlyMap<string, string>;

beforeAll(async () => {
  await mark();
  const { id: run } = await computeScores(deps, '2024', null);
  const [preparedBy, publishedBy] = [first.userId ?? '', second.userId ?? ''];
  const about = { stage: 'provisional', cycles: ['2024'], runs: { 2024: run } } as const;
  const { id: provisional } = await insertRelease(deps.db, { kind: 'score', state: 'building', ...about, preparedBy, publishedBy });
  await buildRelease(deps, provisional, { step: () => {}, pages: null });
  await withObjections(deps, provisional, { first: preparedBy, second: publishedBy });
  await closeWindow(deps, WINDOW, preparedBy, 'end of the test');
  await proposeOpening(deps, WINDOW, preparedBy);
  await (await confirmOpening(deps, WINDOW, publishedBy)).finished;
  await computeScores(deps, '2025', null);
  await first.call('POST', '/api/v1/releases', { kind: 'score', cycle: '2025' });
  secrets = await unpublished();
  const { id } = await insertRelease(deps.db, { kind: 'daily', state: 'building', runs: {} });
  await buildRelease(deps, id);
}, 240_000);

/** The demonstration's sentences are used many times over: what is not public gets words of its own. */
async function mark(): Promise<void> {
  const { sql } = deps;
  await sql`update comments set body = body || ' under embargo', author = 'embargoed author' where state <> 'published'`;
  await sql`update reports set narrative_zh = 'embargoed report', return_reason = 'embargoed return' where state <> 'accepted'`;
  await sql`update report_entries e set narrative_zh = 'embargoed entry', reason = 'embargoed reason' from reports r where r.id = e.report_id and r.state <> 'accepted'`;
}

const values = (rows: readonly Record<string, unknown>[]): string[] => rows.flatMap((row) => Object.values(row).filter((value) => typeof value === 'string'));

/** Texts that must not be found, each with what it is. */
async function unpublished(): Promise<ReadonlyMap<string, string>> {
  const { sql } = deps;
  const found: Record<string, readonly string[]> = {
    'a comment that is not published': values(await sql`select id, body, author from comments where state in ('pending', 'rejected')`),
    'the words of a comment that was withdrawn': values(await sql`select body, author from comments where state = 'withdrawn'`),
    ...EMBARGOED,
    'a tracking code': values(await sql`select tracking_hash from comments`),
    'a login or password': values(await sql`select login, password_hash from users`),
    'a report that is not accepted': values(await sql`select id, narrative_zh, return_reason from reports where state <> 'accepted'`),
    'an entry of a report that is not accepted': values(
      await sql`select e.id, e.narrative_zh, e.reason from report_entries e join reports r on r.id = e.report_id where r.state <> 'accepted'`,
    ),
    'a ballot': values(await sql`select leaf_hash, ballot::json ->> 'salt' as salt from leaves where ballot is not null order by leaf_hash limit 200`),
    'a ticket': values(await sql`select ticket from tickets order by ticket limit 200`),
    'a sealed ballot': values(await sql`select digest from sealed_archive order by digest limit 200`),
    'a release or run that is not published': values(await sql`select id from releases where state = 'prepared' union all select id from scoring_runs`),
    'an entry of the audit': values(await sql`select detail::text as detail from audit_log where action = 'scores.computed'`),
    'a figure of the scores of this year': await figuresOfThisYear(),
    'a key': [...readFileSync(path.join(dataDir, 'secrets/root'), 'utf8').split('\n'), ...secretKeys()],
  };
  return new Map(Object.entries(found).flatMap(([what, texts]) => texts.filter((text) => text.length >= 8).map((text) => [text, what] as const)));
}

const secretKeys = (): string[] =>
  ['signing.json', 'release-key.json'].flatMap((name) => {
    try {
      const { privateKey } = JSON.parse(readFileSync(path.join(dataDir, 'secrets', name), 'utf8')) as { privateKey: string };
      return privateKey.split('\n').filter((line) => line.length > 30 && !line.startsWith('--'));
    } catch {
      return [];
    }
  });

/** Exact figures of this year's result that last year's does not have by chance. */
async function figuresOfThisYear(): Promise<string[]> {
  const resultOf = async (cycle: string): Promise<string> =>
    (await deps.sql<{ result: string }[]>`select result from scoring_runs where cycle_id = ${cycle} order by created_at desc limit 1`)[0]?.result ?? '';
  const exact = (text: string): string[] => [...text.matchAll(/"exact":"([^"]{9,})"/g)].map(([, figure = '']) => figure);
  const known = new Set(exact(await resultOf('2024')));
  return exact(await resultOf('2025'))
    .filter((figure) => !known.has(figure))
    .slice(0, 300);
}

/** Everything that can be reached from the front page, the release and its manifest. */
async function crawl(): Promise<ReadonlyMap<string, string>> {
  const site = staticRoutes(dataDir, workspace);
  const seen = new Map<string, string>();
  const queue = ['/', '/en/', '/404.html', '/releases/latest', '/sitemap.xml', '/robots.txt', '/feeds/releases.xml', '/feeds/errata.xml'];
  for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
    if (seen.has(address)) continue;
    const answer = await site.request(address);
    const location = answer.headers.get('location');
    const text = answer.ok ? await answer.text() : '';
    seen.set(address, text);
    if (location) queue.push(location);
    const links = [...text.matchAll(/(?:href|src|data-verify)="(\/[^"#?]*)|url\((\/[^)]+)\)|["'`](\/_site\/[^"'`]+)["'`]|sourceMappingURL=(\S+)/g)].flatMap(
      (match) => match.slice(1).filter(Boolean),
    );
    const listed = address.endsWith('/manifest.json')
      ? [...text.matchAll(/"path": "([^"]+)"/g)].map(([, file = '']) => address.replace('manifest.json', file))
      : [];
    queue.push(...[...links, ...listed].filter((link) => !seen.has(link)));
  }
  return new Map([...seen].filter(([, text]) => text !== ''));
}

const filesUnder = (folder: string): string[] =>
  readdirSync(folder)
    .map((name) => path.join(folder, name))
    .flatMap((name) => (statSync(name).isDirectory() ? filesUnder(name) : [name]));

/** Ids, hashes and figures are looked up among the words of a text, everything else is searched for. */
function leaks(texts: ReadonlyMap<string, string>): string[] {
  const word = /^([\w-]+|\d+\/\d+)$/;
  const sought = [...secrets].filter(([secret]) => !word.test(secret));
  return [...texts].flatMap(([place, text]) => {
    const words = new Set([...(text.match(/[\w-]{8,}/g) ?? []), ...(text.match(/\d+\/\d+/g) ?? [])]);
    const found = [...secrets].filter(([secret]) => words.has(secret));
    return [...found, ...sought.filter(([secret]) => text.includes(secret))].map(([, what]) => `${place}: ${what}`);
  });
}

test('there is something to find, and the search finds it', () => {
  const [some = ''] = secrets.keys();
  expect(leaks(new Map([['page', `<p>${some}</p> "embargoed report"`]]))).toHaveLength(2);
  const kinds = Map.groupBy(secrets.values(), (what) => what);
  for (const what of [
    'a comment that is not published',
    'an entry of a report that is not accepted',
    'a ballot',
    'a ticket',
    'a figure of the scores of this year',
    'a login or password',
    'a key',
    'a release or run that is not published',
  ]) {
    expect(kinds.get(what)?.length ?? 0, what).toBeGreaterThan(0);
  }
});

test('a crawl of the site finds hundreds of pages and nothing unpublished', async () => {
  const found = await crawl();
  expect(found.size).toBeGreaterThan(400);
  expect([...found.keys()].filter((address) => address.endsWith('.json')).length).toBeGreaterThan(10);
  expect(leaks(found)).toEqual([]);
});

test('what is disclosed of objections stands on the unit’s page and in the data, and provisional scores are called so', async () => {
  const found = await crawl();
  for (const address of ['/units/water', '/releases/2/data/objections.json']) {
    for (const words of DISCLOSED) expect(found.get(address) ?? '', `${address}: ${words}`).toContain(words);
  }
  for (const address of ['/', '/units/water', '/rankings/2024/departments']) expect(found.get(address) ?? '', address).toContain('2024 年度得分公示中');
});

test('nothing unpublished lies in any file of the release, linked or not, and there are no source maps', () => {
  const files = filesUnder(releaseFolder(dataDir, 2));
  const texts = new Map(files.map((file) => [path.relative(dataDir, file), readFileSync(file, 'utf8')]));
  const lists = [...texts.keys()].filter((file) => /data\/log\/[^/]+\/tickets\/\d+$/.test(file));
  expect(lists.length).toBeGreaterThan(0); // tickets are public once their box is open, and stand nowhere else
  expect(leaks(new Map([...texts].filter(([file]) => !lists.includes(file))))).toEqual([]);
  expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
  expect([...texts].filter(([, text]) => text.includes('sourceMappingURL=')).map(([file]) => file)).toEqual([]);
});

test('numbers that are not live, drafts, keys and other folders are not served', async () => {
  const site = staticRoutes(dataDir, workspace);
  for (const address of [
    '/releases/3/data/manifest.json',
    '/releases/2.draft/data/manifest.json',
    '/releases/1/site/index.html',
    '/releases/1/data/../../../secrets/root',
    '/releases/1/data/%2e%2e/%2e%2e/%2e%2e/secrets/root',
    '/secrets/release-key.json',
    '/current/index.html',
  ]) {
    expect((await site.request(address)).status, address).toBe(404);
  }
});

test('the whole demonstration release holds, with the signed statements of a window that was opened', async () => {
  const { findings, verdict } = await verifyRelease(await readFolder(releaseFolder(dataDir, 2), FOLDER_ACCESS));
  expect(findings.filter(({ holds }) => holds === false)).toEqual([]);
  expect(verdict).toBe('holds');
  expect(findings.find(({ id, where }) => id === 'window.statements' && where?.includes(WINDOW))?.sentence.en).toContain(
    'closing and opening statement are validly signed',
  );
});

test('the pages built again from the stored data have the same bytes', { timeout: 120_000 }, async () => {
  const again = await buildPages(deps.config.projectDir, path.join(releaseFolder(dataDir, 2), 'data'), `again-${process.pid}`, deps.config.publicUrl);
  const live = path.join(releaseFolder(dataDir, 2), 'site');
  const names = (folder: string): string[] =>
    filesUnder(folder)
      .map((file) => path.relative(folder, file))
      .sort();
  expect(names(again)).toEqual(names(live));
  expect(names(live).filter((name) => !readFileSync(path.join(live, name)).equals(readFileSync(path.join(again, name))))).toEqual([]);
  rmSync(again, { recursive: true, force: true });
});
