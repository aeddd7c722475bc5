import { rmSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { attribute, buildSite, fixtureFolder, pagesOf } from './build-fixture.ts';

let pages: ReadonlyMap<string, string>;

beforeAll(() => {
  const data = fixtureFolder('survey');
  pages = new Map(pagesOf(buildSite(data, 'survey')));
  rmSync(data, { recursive: true, force: true });
}, 120_000);

const page = (path: string): string => pages.get(`${path}/index.html`) ?? '';

describe('a city that only asks', () => {
  it('has no section about plans, reports or comments, and no way to rate', () => {
    const html = page('/units/police-services');
    for (const id of ['goals', 'comments', 'history']) expect(html).not.toContain(`id="${id}"`);
    expect(attribute(html, 'href').filter((address) => /rate|comment/.test(address))).toEqual([]);
    expect(html).toContain('id="ratings"');
  });

  it('calls its units by its own word, in both languages', () => {
    expect(page('/units')).toContain('全部服务项目');
    expect(page('/en/units')).toContain('All services');
  });

  it('uses the levels of its own questionnaire', () => {
    const html = page('/en/units/police-services');
    for (const level of ['Excellent', 'Good', 'Fair', 'Poor']) expect(html).toContain(level);
    expect(html).not.toContain('Very satisfied');
  });

  it('names where its data come from and never calls them a demonstration', () => {
    for (const [path, html] of pages) {
      expect(html, path).toContain('CC0');
      expect(html, path).toContain(path.startsWith('/en/') ? 'Real survey data' : '真实调查数据');
    }
  });

  it('says that no rating is open', () => {
    expect(page('')).toContain('目前没有开放的评议');
  });
});
