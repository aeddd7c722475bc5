import { rmSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attribute, buildSite, fixtureFolder, pagesOf, type Site } from './build-fixture.ts';

let data: string;
let site: Site;
let pages: [string, string][];

beforeAll(() => {
  data = fixtureFolder();
  site = buildSite(data, 'pages');
  pages = pagesOf(site);
}, 120_000);

afterAll(() => rmSync(data, { recursive: true, force: true }));

const page = (path: string): string => {
  const found = pages.find(([name]) => name === `${path === '/' ? '' : path}/index.html`);
  if (!found) throw new Error(`no page ${path}`);
  return found[1];
};

/** Served by the application, not by the static site. */
const ON_DEMAND = /^(\/en)?\/(rate|comment|login)(\/|$)|^(\/en)?\/releases\/(\d|latest)|^\/evidence\//;

/** An address of this site, whole or not, as its pages write it: without the host. */
const own = (address: string): string => address.replace(/^http:\/\/localhost:4321(?=\/)/, '');

/** Without what readers copy from a field, and without descriptions for search engines, which are never executed. */
const executed = (html: string): string => html.replace(/<textarea[\s\S]*?<\/textarea>|<script type="application\/ld\+json">[\s\S]*?<\/script>/g, '');

describe('every page', () => {
  it('exists in both languages', () => {
    const paths = pages.map(([path]) => path).filter((path) => path !== '/404.html');
    const chinese = paths.filter((path) => !path.startsWith('/en/'));
    const english = paths.filter((path) => path.startsWith('/en/') && path !== '/en/404/index.html').map((path) => path.slice(3));
    expect(english.sort()).toEqual(chinese.sort());
    expect(chinese.length).toBeGreaterThan(30);
  });

  it('names its language', () => {
    for (const [path, html] of pages) expect(html, path).toContain(`<html lang="${path.startsWith('/en/') ? 'en' : 'zh-CN'}"`);
  });

  it('has no inline script, style or handler', () => {
    for (const [path, html] of pages) {
      expect(executed(html), path).not.toMatch(/<style|\sstyle=|\son[a-z]+="/);
      for (const script of executed(html).match(/<script[\s\S]*?<\/script>/g) ?? [])
        expect(script, path).toMatch(/^<script[^>]*\ssrc="\/_site\/[^"]+"[^>]*><\/script>$/);
    }
  });

  it('asks no other host for anything', () => {
    for (const [path, html] of pages)
      for (const address of [...attribute(html, 'src'), ...attribute(html, 'href')]) expect(own(address), path).toMatch(/^(\/(?!\/)|#)/);
    for (const [path, bytes] of site) if (path.endsWith('.css')) expect(bytes.toString('utf8'), path).not.toMatch(/url\(|@import/);
  });

  it('links only to what is there', () => {
    for (const [path, html] of pages) {
      for (const address of attribute(html, 'href')) {
        const [file = '', anchor] = own(address)
          .replace(/\?[^#]*/, '')
          .split('#');
        if (ON_DEMAND.test(file)) continue;
        const target = file === '' ? path : site.has(file) ? file : `${file.replace(/\/$/, '')}/index.html`;
        expect(site.has(target), `${path} → ${address}`).toBe(true);
        if (anchor) expect(site.get(target)?.toString('utf8'), `${path} → ${address}`).toMatch(new RegExp(`id="${anchor}"`));
      }
    }
  });

  it('says that the data are for demonstration', () => {
    for (const [path, html] of pages) expect(html, path).toContain(path.startsWith('/en/') ? 'Demonstration data' : '演示数据');
  });

  it('has one first heading and unique ids', () => {
    for (const [path, html] of pages) {
      expect(html.match(/<h1/g), path).toHaveLength(1);
      const ids = attribute(html, 'id');
      expect(new Set(ids).size, path).toBe(ids.length);
    }
  });
});

describe('budgets', () => {
  it('a unit page stays below 60 KB compressed with its styles', () => {
    const styles = [...site].filter(([path]) => path.endsWith('.css')).reduce((sum, [, bytes]) => sum + brotliCompressSync(bytes).length, 0);
    for (const [path, html] of pages.filter(([name]) => name.includes('/units/')))
      expect(brotliCompressSync(html).length + styles, path).toBeLessThan(60 * 1024);
  });

  it('no page loads more than 25 KB of script before interaction', () => {
    for (const [path, html] of pages)
      expect(
        attribute(html, 'src').reduce((sum, src) => sum + (site.get(src)?.length ?? 0), 0),
        path,
      ).toBeLessThan(25 * 1024);
  });
});

describe('what pages say', () => {
  it('a unit shows score, band, interval and rank in words', () => {
    const html = page('/units/water');
    for (const words of ['87.49', '明显高于同类平均', '误差范围', '第 3 名', '考虑误差', '得分是怎么来的']) expect(html).toContain(words);
  });

  it('a unit without a total says why', () => {
    expect(page('/units/statistics')).toContain('没有开展这次考评');
  });

  it('a claim that the figures do not bear out is marked, with its evidence beside it', () => {
    const html = page('/units/water');
    expect(html).toContain('与自评不一致');
    expect(html).toMatch(/href="\/evidence\/[0-9a-f]{64}"/);
    expect(html).toContain('借用数字');
  });

  it('an empty group of raters hands its weight on and says so', () => {
    expect(page('/units/health')).toContain('没有达到最少答案数');
  });

  it('a comment without an answer in time is marked', () => {
    expect(page('/units/water')).toMatch(/逾期[\s\S]*建设路停水三天/);
  });

  it('a ranking shows bands before ranks; a category of one is not ranked', () => {
    const ranking = page('/rankings/2024/departments');
    expect(ranking.indexOf('明显高于同类平均')).toBeLessThan(ranking.indexOf('与同类平均分不出高低'));
    expect(page('/rankings/2024/zone')).toContain('只公布，不排名');
  });

  it('a figure of a score is a link to the goal, the cell or the finding it comes from, and the finding names its document', () => {
    const html = page('/units/water/2024');
    for (const place of [/href="#goal-g1"/, /href="#cell-public-web-results"/, /id="cell-public-web-results"/, /values\.csv"/]) expect(html).toMatch(place);
    const found = pages.filter(([path, text]) => path.endsWith('/2024/index.html') && text.includes('id="finding-0"'));
    expect(found.length).toBeGreaterThan(0);
    for (const [path, text] of found) expect(text, path).toContain('href="#finding-0"');
  });

  it('a changed plan shows the old value struck beside the new one, with reason and who approved it', () => {
    const html = page('/units/water/2025');
    expect(html).toMatch(/<del[^>]*>130<\/del>[\s\S]*<ins[^>]*>120<\/ins>/);
    for (const words of ['汛期停工', '市政府常务会议', '调低']) expect(html).toContain(words);
  });

  it('comments tell their working days; a withdrawn one tells its rule and nothing else', () => {
    const html = page('/units/water');
    expect(html).toMatch(/第 1 个工作日答复（期限 2 个）/);
    expect(html).toMatch(/已撤下[\s\S]*按公布的规则撤下：含有他人的姓名/);
    expect(html).not.toContain('张某某');
  });

  it('the goals explorer leads from each line to the goal on its page, and stays small', () => {
    const html = page('/goals/2025/late');
    expect(html).toMatch(/href="\/units\/water\/2025#goal-g2"/);
    expect(page('/goals')).toMatch(/href="\/goals\/2025\/lowered#/);
    for (const [path, text] of pages.filter(([name]) => name.includes('/goals/'))) expect(brotliCompressSync(text).length, path).toBeLessThan(60 * 1024);
  });

  it('replies say who is overdue, and give no share for few cases', () => {
    const html = page('/replies');
    for (const words of ['逾期未答', '件数少', '期限怎样算', 'comments.csv']) expect(html).toContain(words);
    expect(html).toMatch(/href="\/units\/water\/2025#comment-c3"/);
  });

  it('the press page carries sentences to quote, lasting addresses, embeds, rules and whom to ask', () => {
    const html = page('/press');
    for (const words of ['置信水平', '/embed/units/', '/feeds/errata.xml', '不要这样写', 'press@chujiang.example']) expect(html).toContain(words);
  });

  it('errands lead to the unit, without a script too', () => {
    expect(page('/units')).toMatch(/办身份证[\s\S]*?href="\/units\/public-security"/);
  });

  it('the method page marks choices and tells what changed between two years', () => {
    const html = page('/method');
    expect(html).toContain('选定');
    expect(html).toMatch(/公众形象[\s\S]*25%[\s\S]*30%/);
  });
});

it('the same release gives the same bytes', () => {
  const again = buildSite(data, 'again');
  expect([...again.keys()].sort()).toEqual([...site.keys()].sort());
  for (const [path, bytes] of site) expect(again.get(path)?.equals(bytes), path).toBe(true);
}, 120_000);
