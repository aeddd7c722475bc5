import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { absolute } from './address.ts';

/** A list of addresses holds at most so many; a larger site gets several lists and an index of them. */
const MOST_ADDRESSES = 10_000;

const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';
const SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const lines = (name: 'url' | 'sitemap', paths: readonly string[], day: string): string =>
  paths.map((path) => `<${name}><loc>${escaped(absolute(path))}</loc><lastmod>${day}</lastmod></${name}>\n`).join('');

/** The files of a sitemap by name: one list, or an index with its lists. */
export function sitemapFiles(paths: readonly string[], day: string, most = MOST_ADDRESSES): ReadonlyMap<string, string> {
  const list = (part: readonly string[]): string => `${XML}<urlset ${SPACE}>\n${lines('url', part, day)}</urlset>\n`;
  if (paths.length <= most) return new Map([['sitemap.xml', list(paths)]]);
  const parts = Array.from({ length: Math.ceil(paths.length / most) }, (_, index) => paths.slice(index * most, (index + 1) * most));
  const named = parts.map((part, index) => [`sitemap-${index + 1}.xml`, list(part)] as const);
  const names = named.map(([name]) => `/${name}`);
  return new Map([...named, ['sitemap.xml', `${XML}<sitemapindex ${SPACE}>\n${lines('sitemap', names, day)}</sitemapindex>\n`]]);
}

/** `units/water/index.html` → `/units/water`; the English home page keeps its last stroke. */
const addressOf = (file: string): string => {
  const path = `/${file.replace(/index\.html$/, '')}`;
  return path === '/' || path === '/en/' ? path : path.replace(/\/$/, '');
};

/** Addresses of the pages in a folder that want to be found, in one order. */
const addressesIn = (folder: string): string[] =>
  globSync('**/index.html', { cwd: folder })
    .filter((file) => !readFileSync(join(folder, file), 'utf8').includes('<meta name="robots" content="noindex"'))
    .map((file) => addressOf(file.replaceAll('\\', '/')))
    .sort();

/** Writes the sitemap from the pages that were built, so that it lists each of them and no other. `day` is the day of the release. */
export const sitemap = (day: () => string): AstroIntegration => ({
  name: 'sitemap',
  hooks: {
    'astro:build:done': ({ dir }) => {
      const folder = fileURLToPath(dir);
      for (const [name, text] of sitemapFiles(addressesIn(folder), day())) writeFileSync(join(folder, name), text);
    },
  },
});
