import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { score } from '../../scoring/score.ts';
import { drawnWeightStress } from '../../scoring/what-if/stress.ts';
import { schemeView, withoutGroupViews } from '../../scoring/what-if/views.ts';
import { whatIfFacts } from '../../site/facts/what-if.ts';
import { answer, imageShare } from '../../site/facts/what-if-choice.ts';
import { choiceOf, OFFICIAL, queryOf } from '../../site/facts/what-if-query.ts';
import { SMALL } from '../../site/facts/what-if-switches.ts';
import { openRelease, type Release } from '../../site/release.ts';
import { buildSite, fixtureFolder, pagesOf, type Site } from './build-fixture.ts';

const PUBLIC = 'http://localhost:4321';
let data: string;
let release: Release;
let site: Site;

beforeAll(() => {
  data = fixtureFolder();
  release = openRelease(data);
  site = buildSite(data, 'ranking');
}, 120_000);

afterAll(() => rmSync(data, { recursive: true, force: true }));

const text = (path: string): string => site.get(path)?.toString('utf8') ?? '';
const page = (path: string): string => text(`${path}/index.html`);
const facts = () => {
  const found = whatIfFacts(release, '2024', 'departments');
  if (!found) throw new Error('the fixture has no what-if');
  return found;
};

describe('what if', () => {
  it('gives what the engine gives: another scheme, a group left out', () => {
    const { ground, views } = facts();
    const { scheme, input, digest, others } = ground;
    const other = others[0];
    expect(other?.id).toBe('demo-flagship');
    if (!other) return;
    const under = views.find(({ choice }) => choice.scheme === other.id);
    for (const unit of schemeView(scheme, other, input, { digest }).units.filter(({ category }) => category === 'departments'))
      expect(under?.units.get(unit.id)).toEqual(unit);
    const without = views.find(({ choice }) => choice.without.includes('public-web'));
    const [byEngine] = withoutGroupViews(scheme, input, { digest }).filter(({ id }) => id === 'without-public-web');
    for (const unit of byEngine?.units.filter(({ category }) => category === 'departments') ?? []) {
      expect(without?.units.get(unit.id)?.view.rank).toBe(unit.view.rank);
      expect(without?.units.get(unit.id)?.view.total?.rounded).toBe(unit.view.total?.rounded);
    }
  });

  it('draws weights from the seed that it prints', () => {
    const { ground, stress } = facts();
    const again = drawnWeightStress(ground.scheme, ground.input, { digest: ground.digest, seed: stress.seed, draws: stress.draws });
    for (const unit of again.units.filter(({ category }) => category === 'departments')) expect(stress.units.get(unit.id)).toEqual(unit);
    expect(page('/rankings/2024/departments/what-if')).toContain(`随机数种子 ${stress.seed}`);
  });

  it('a share of public image that is the official one changes nothing, and 0 and 100 are its ends', () => {
    const { ground } = facts();
    const totals = (image: number) => answer(ground, { ...OFFICIAL, image }).map(({ view }) => view.total?.exact ?? null);
    expect(totals(25)).toEqual(ground.official.units.map(({ total }) => total?.exact ?? null));
    const alone = totals(100);
    for (const [index, { id, total, tree }] of ground.official.units.entries())
      if (total !== null) expect(alone[index], id).toBe(tree.children.find((child) => child.id === 'image')?.exact);
    expect(totals(0)).not.toEqual(totals(100));
  });

  it('a group with 1–9 answers about a unit leaves with others or not at all', () => {
    const { ground } = facts();
    const alone = ground.switches.filter(({ id }) => id !== SMALL).flatMap(({ groups }) => groups);
    for (const group of ['city-leaders', 'journalists', 'honorary']) expect(alone).not.toContain(group);
    for (const { groups } of ground.switches) {
      for (const { ratings = {} } of ground.input.units) {
        const answers = groups
          .flatMap((group) => Object.values(ratings[group]?.counts ?? {}).slice(0, 1))
          .flatMap(({ dk: _unknown, ...levels }) => Object.values(levels));
        const sum = answers.reduce((all, one) => all + one, 0);
        expect(sum === 0 || sum >= 10, groups.join()).toBe(true);
      }
    }
  });

  it('the table has every unit, its official rank and its rank under each way', () => {
    const html = page('/rankings/2024/departments/what-if');
    const { views } = facts();
    for (const { id, rank, category } of facts().ground.official.units) {
      if (category !== 'departments') continue;
      const row = html.match(new RegExp(`<tr data-unit="${id}">.*?</tr>`, 's'))?.[0] ?? '';
      const cells = [...row.matchAll(/<td[^>]*>\s*([^<\s]+)/g)].map(([, value]) => value);
      expect(cells.slice(0, views.length + 1), id).toEqual(
        [rank, ...views.map(({ units }) => units.get(id)?.view.rank ?? null)].map((value) => String(value ?? '—')),
      );
    }
  });

  it('is called what it is wherever it stands', () => {
    for (const [lang, words] of [
      ['', '假设测算，不是正式结果'],
      ['/en', 'not the official result'],
    ] as const) {
      expect(page(`${lang}/rankings/2024/departments/what-if`)).toContain(words);
      expect(page(`${lang}/rankings/2024/departments`)).toContain(words);
    }
  });

  it('a category of one has none', () => {
    expect(whatIfFacts(release, '2024', 'zone')).toBeNull();
    expect(site.has('/rankings/2024/zone/what-if/index.html')).toBe(false);
  });

  it('an address asks only for what exists', () => {
    const asked = (query: string) => choiceOf(query, ['next'], ['public-web', SMALL]);
    const choice = { scheme: 'next', image: 40, without: ['public-web'], flagged: null };
    expect(asked(queryOf(choice))).toEqual(choice);
    expect(queryOf(OFFICIAL)).toBe('');
    for (const hostile of ['?scheme=../x&image=-1&without=city-leaders', '?image=101&scheme=__proto__', '?image=1e2', '?without=%00.', '?flagged=all'])
      expect(asked(hostile)).toEqual(OFFICIAL);
  });
});

describe('embeds', () => {
  const EMBEDS = ['units/water/2024', 'units/statistics/2024', 'units/development-zone/2024', 'rankings/2024/departments', 'rankings/2024/zone'];

  it.each(EMBEDS)('%s says how sure it is, from how many answers, of which day and release, and where it stands', (name) => {
    for (const [lang, answers, day, number] of [
      ['', '有效答案', '2025年12月15日', '第 3 号发布'],
      ['/en', 'valid answers', '15 December 2025', 'release 3'],
    ] as const) {
      const target = `${PUBLIC}${lang}/${name}`;
      for (const shown of [page(`${lang}/embed/${name}`), text(`${lang}/embed/${name}.svg`)]) {
        for (const words of [answers, day, number, target, lang === '' ? '演示数据' : 'Demonstration data']) expect(shown, `${lang}/${name}`).toContain(words);
        expect(Buffer.byteLength(shown)).toBeLessThan(10 * 1024);
      }
    }
  });

  it('a total never stands without its interval', () => {
    for (const [path, shown] of site) {
      if (!path.includes('/embed/units/') || !/\.(svg|html)$/.test(path)) continue;
      const html = shown.toString('utf8');
      if (!/没有总分|No total/.test(html)) expect(html, path).toMatch(/误差范围 [\d.]+—[\d.]+|Interval [\d.]+–[\d.]+/);
    }
    expect(text('/embed/units/statistics/2024.svg')).toContain('没有总分');
  });

  it('pictures are named and described, and use no font, picture or script from anywhere', () => {
    for (const [path, bytes] of site) {
      if (!path.includes('/embed/') || !path.endsWith('.svg')) continue;
      const svg = bytes.toString('utf8');
      expect(svg, path).toMatch(/<title id="title">[^<]+<\/title><desc id="description">[^<]+<\/desc>/);
      expect(svg, path).not.toMatch(/<script|<image|@font-face|url\(|@import|\son\w+=/);
      expect(svg, path).toContain('prefers-color-scheme:dark');
    }
  });

  it('frames have no script, ask for nothing but their stylesheet, and stay out of search engines', () => {
    for (const [path, html] of pagesOf(site).filter(([name]) => name.includes('/embed/'))) {
      expect(html, path).not.toMatch(/<script|<style|\sstyle=/);
      expect(html, path).toContain('<meta name="robots" content="noindex">');
      expect(html.match(/<link rel="stylesheet"[^>]*>/g), path).toEqual(['<link rel="stylesheet" href="/embed/embed.css">']);
    }
    expect(text('/embed/embed.css')).toContain('--ink:#');
  });

  it('provisional figures say so', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gongping-provisional-'));
    cpSync(data, folder, { recursive: true });
    const file = join(folder, 'manifest.json');
    const manifest = { ...JSON.parse(readFileSync(file, 'utf8')), kind: 'score', stage: 'provisional', cycles: ['2024'], objectionsUntil: '2025-12-24' };
    writeFileSync(file, JSON.stringify(manifest));
    const built = buildSite(folder, 'provisional');
    rmSync(folder, { recursive: true, force: true });
    for (const name of ['units/water/2024', 'rankings/2024/departments']) {
      for (const path of [`/embed/${name}.svg`, `/embed/${name}/index.html`]) expect(built.get(path)?.toString('utf8'), path).toContain('公示结果');
      expect(built.get(`/en/embed/${name}.svg`)?.toString('utf8')).toContain('Provisional');
    }
    expect(built.get('/rankings/2024/departments/index.html')?.toString('utf8')).toContain('（公示），第 3 号发布');
  }, 120_000);
});

describe('how to cite', () => {
  it.each(['/rankings/2024/departments', '/units/water'])('%s gives its release, a lasting address, its files and the code to embed it', (path) => {
    const html = page(path);
    expect(html).toContain(`${PUBLIC}/releases/3${path}`);
    for (const file of ['ranking.csv', 'tallies.csv', 'input.json']) expect(html).toContain(`href="/releases/3/data/scores/2024/${file}"`);
    expect(html).toMatch(/<textarea[^>]*readonly[^>]*>&lt;iframe src=&quot;http:\/\/localhost:4321\/embed\//);
  });
});

it('the engine that the page runs is the one that made the result', () => {
  const { ground } = facts();
  expect(score(ground.scheme, ground.input, { digest: ground.digest }).units.map(({ rank }) => rank)).toEqual(ground.official.units.map(({ rank }) => rank));
});

describe('rules that cannot be asked', () => {
  it('another scheme that does not take the data is not among the ways', () => {
    const other = release.schemes.get('demo-flagship');
    if (!other) throw new Error('no second scheme');
    const strange = { ...other, categories: other.categories.filter(({ id }) => id !== 'departments') };
    const ways = whatIfFacts({ ...release, schemes: new Map([...release.schemes, ['demo-flagship', strange]]) }, '2024', 'departments');
    expect(ways?.ground.others).toEqual([]);
    expect(ways?.views.some(({ choice }) => choice.image === 30)).toBe(true);
  });

  it('an image that counts for nothing, or for everything, has no share to move', () => {
    const scheme = facts().ground.scheme;
    const weighing = (image: string, rest: string) => ({
      ...scheme,
      categories: scheme.categories.map((category) => ({
        ...category,
        tree:
          'parts' in category.tree
            ? { ...category.tree, parts: category.tree.parts.map((part) => ({ ...part, weight: part.kind === 'image' ? image : rest })) }
            : category.tree,
      })),
    });
    expect(imageShare(weighing('0', '1') as typeof scheme, 'departments')).toBeNull();
    expect(imageShare(weighing('1', '0') as typeof scheme, 'departments')).toBeNull();
    expect(imageShare(weighing('1', '1') as typeof scheme, 'departments')).toBe(33);
  });
});
