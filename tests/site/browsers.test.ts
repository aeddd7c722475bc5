import { readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifierText } from '../../api/releases/verifier/bundle.ts';
import { buildSite, fixtureFolder, ROOT, type Site } from './build-fixture.ts';

/** What the oldest browsers of docs/browsers.md lack and no build brings down to them. */
const NEWER_STYLE = /@layer|@container|@scope|:has\(|color-mix\(|oklch\(|oklab\(|light-dark\(|\(\s*(width|height)\s*[<>]|(^|[;{}])\s*&/;
const NEWER_SCRIPT =
  /\b(Map|Object)\.groupBy\b|\.to(Sorted|Reversed|Spliced)\(|Promise\.withResolvers|Array\.fromAsync|\.isWellFormed\(|\bRegExp\.escape|Promise\.try\b/;

let data: string;
let site: Site;

beforeAll(() => {
  data = fixtureFolder();
  site = buildSite(data, 'browsers');
}, 180_000);

afterAll(() => rmSync(data, { recursive: true, force: true }));

const texts = (ending: string): [string, string][] =>
  [...site].filter(([name]) => name.endsWith(ending)).map(([name, bytes]) => [name, bytes.toString('utf8')]);

it('built styles ask nothing that the oldest browsers lack', () => {
  expect(texts('.css').length).toBeGreaterThan(0);
  for (const [name, text] of texts('.css')) expect(text.match(NEWER_STYLE)?.[0], name).toBeUndefined();
});

it('built scripts and the verifier call nothing that the oldest browsers lack', async () => {
  const scripts = [...texts('.js'), ['verify.mjs', await verifierText(ROOT)] as const];
  expect(scripts.length).toBeGreaterThan(3);
  for (const [name, text] of scripts) expect(text.match(NEWER_SCRIPT)?.[0], name).toBeUndefined();
});

it('the preferences are plain enough to run as they stand', () => {
  expect(readFileSync(`${ROOT}/site/scripts/preferences.js`, 'utf8')).not.toMatch(/\?\.|\?\?|^import/m);
});
