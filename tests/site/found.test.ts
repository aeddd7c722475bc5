import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sitemapFiles } from '../../site/sitemap.ts';
import { buildSite, fixtureFolder, pagesOf, type Site } from './build-fixture.ts';

const PUBLIC = 'http://localhost:4321';
let data: string;
let site: Site;

beforeAll(() => {
  data = fixtureFolder();
  site = buildSite(data, 'found');
}, 120_000);

afterAll(() => rmSync(data, { recursive: true, force: true }));

const text = (path: string): string => site.get(path)?.toString('utf8') ?? '';
const located = (xml: string): string[] => [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address = '']) => address);
const addressOf = (path: string): string =>
  `${PUBLIC}${/^\/(en\/)?index\.html$/.test(path) ? path.replace('index.html', '') : path.replace('/index.html', '')}`;
const findable = (): [string, string][] =>
  pagesOf(site).filter(([path, html]) => path.endsWith('/index.html') && !html.includes('name="robots" content="noindex"'));

describe('the sitemap', () => {
  it('lists every page that wants to be found exactly once, and no other', () => {
    const listed = located(text('/sitemap.xml'));
    expect(new Set(listed).size).toBe(listed.length);
    expect([...listed].sort()).toEqual(
      findable()
        .map(([path]) => addressOf(path))
        .sort(),
    );
    expect(listed).toContain(`${PUBLIC}/units/water`);
    expect(listed).toContain(`${PUBLIC}/en/`);
    expect(listed.filter((address) => /embed|404|unavailable|workspace/.test(address))).toEqual([]);
  });

  it('gives the day of the release in the city', () =>
    expect(new Set(text('/sitemap.xml').match(/<lastmod>[^<]*/g))).toEqual(new Set(['<lastmod>2025-12-15'])));

  it('of a large site is an index of lists', () => {
    const paths = Array.from({ length: 25 }, (_, index) => `/units/u${index}&x`);
    const files = sitemapFiles(paths, '2025-12-15', 10);
    expect([...files.keys()].sort()).toEqual(['sitemap-1.xml', 'sitemap-2.xml', 'sitemap-3.xml', 'sitemap.xml']);
    expect(located(files.get('sitemap.xml') ?? '')).toEqual([1, 2, 3].map((part) => `${PUBLIC}/sitemap-${part}.xml`));
    expect([1, 2, 3].flatMap((part) => located(files.get(`sitemap-${part}.xml`) ?? ''))).toEqual(paths.map((path) => `${PUBLIC}${path.replace('&', '&amp;')}`));
  });

  it('is named where programs look for it, beside what they need not read', () => {
    const robots = text('/robots.txt');
    expect(robots).toContain(`Sitemap: ${PUBLIC}/sitemap.xml`);
    for (const path of ['/api/', '/workspace', '/rate', '/en/rate', '/login']) expect(robots).toContain(`Disallow: ${path}\n`);
    expect(robots).not.toMatch(/Disallow: \/(units|rankings|data|embed|releases)?\n/);
  });
});

describe('the head of a page', () => {
  const link = (html: string, rel: string): string[] => [...html.matchAll(new RegExp(`<link rel="${rel}"[^>]*>`, 'g'))].map(([tag]) => tag);

  it('names its one lasting address and both languages', () => {
    for (const [path, html] of findable()) {
      expect(link(html, 'canonical'), path).toEqual([`<link rel="canonical" href="${addressOf(path)}">`]);
      const languages = link(html, 'alternate').flatMap((tag) => tag.match(/hreflang="([^"]+)"/)?.[1] ?? []);
      expect(languages.sort(), path).toEqual(['en', 'x-default', 'zh-CN']);
      expect(html, path).toContain(`<meta property="og:url" content="${addressOf(path)}">`);
    }
  });
});

describe('structured data', () => {
  const dataOf = (html: string): Record<string, unknown>[] =>
    [...html.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g)].map(([, json = '']) => JSON.parse(json) as Record<string, unknown>);
  const ofKind = (path: string, kind: string) => dataOf(text(`${path}/index.html`)).find((each) => each['@type'] === kind);

  it('parses on every page and never leaves its element', () => {
    for (const [path, html] of pagesOf(site))
      for (const each of dataOf(html)) {
        expect(each['@context'], path).toBe('https://schema.org');
        expect(JSON.stringify(each), path).not.toContain('undefined');
      }
  });

  it('describes the release as a data set with licence, time and every file', () => {
    const dataset = ofKind('/data', 'Dataset');
    expect(dataset).toMatchObject({
      version: '3',
      datePublished: '2025-12-15',
      license: 'https://creativecommons.org/licenses/by/4.0/',
      isAccessibleForFree: true,
    });
    for (const field of ['name', 'description', 'creator', 'temporalCoverage']) expect(dataset).toHaveProperty(field);
    const files = dataset?.['distribution'] as { contentUrl: string; encodingFormat: string }[];
    expect(files.length).toBeGreaterThan(20);
    expect(files).toContainEqual(expect.objectContaining({ contentUrl: `${PUBLIC}/releases/3/data/scores/2024/ranking.csv`, encodingFormat: 'text/csv' }));
  });

  it('names a unit as a public body, in the language of the page', () => {
    expect(ofKind('/units/water', 'GovernmentOrganization')).toMatchObject({ name: '市水利局', areaServed: '楚江市', url: `${PUBLIC}/units/water` });
    expect(ofKind('/en/units/water', 'GovernmentOrganization')).toMatchObject({ alternateName: '市水利局', url: `${PUBLIC}/en/units/water` });
  });

  it('says where a page stands', () => {
    const crumbs = ofKind('/rankings/2024/departments', 'BreadcrumbList')?.['itemListElement'] as { position: number; item: string }[];
    expect(crumbs.map(({ position }) => position)).toEqual(crumbs.map((_, index) => index + 1));
    for (const { item } of crumbs) expect(item).toMatch(/^http:\/\/localhost:4321\/rankings/);
  });
});
