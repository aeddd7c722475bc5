import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { canonicalScheme, checkScheme, explain, score, walk } from '../../scoring/index.ts';
import { accept, DIGEST, finding, inputOf, type Loose, loadScheme, makeUnit, nodeAt, rawScheme, run, unitOf } from './support.ts';

const FILES = readdirSync(new URL('../../content/schemes/', import.meta.url))
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.replace('.yaml', ''));
const root = new URL('../../scoring/', import.meta.url);
const SOURCES = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

describe.each(FILES)('content/schemes/%s.yaml', (id) => {
  it('is accepted and carries its own id', () => expect(loadScheme(id).id).toBe(id));

  it('is accepted again as its own canonical text, which does not change', () => {
    const text = canonicalScheme(loadScheme(id));
    expect(canonicalScheme(accept(JSON.parse(text)))).toBe(text);
  });

  it('says where its figures come from', () => expect(loadScheme(id).source?.zh).toBeTruthy());
});

describe('canonical text', () => {
  it('does not depend on the order of keys or on how a number is written', () => {
    const raw = rawScheme('demo-flagship');
    const turned = Object.fromEntries(Object.entries(raw).reverse()) as Loose;
    turned.categories[0].tree.parts[0].weight = '50.00';
    expect(canonicalScheme(accept(turned))).toBe(canonicalScheme(loadScheme('demo-flagship')));
  });

  it('changes with any setting', () => {
    const raw = rawScheme('demo-flagship');
    raw.categories[0].tree.parts[1].groups[0].minimum = 11;
    expect(canonicalScheme(accept(raw))).not.toBe(canonicalScheme(loadScheme('demo-flagship')));
  });
});

describe('the two flagship years', () => {
  it('differ in the weights of the three parts and in nothing else', () => {
    const [now, before] = [rawScheme('demo-flagship'), rawScheme('demo-flagship-2024')];
    const plain = (scheme: Loose) => {
      for (const { tree } of scheme.categories) {
        delete tree.sum;
        delete tree.reason;
        for (const part of tree.parts) delete part.weight;
      }
      return { ...scheme, id: '', version: 0, title: '', source: '' };
    };
    const weights = (scheme: Loose) => scheme.categories.map(({ tree }: Loose) => tree.parts.map(({ weight }: Loose) => weight));
    expect(weights(now)).toEqual([
      [50, 30, 20],
      [50, 30, 20],
      [50, 30, 20],
    ]);
    expect(weights(before)).toEqual([
      [15, 7, 6],
      [15, 7, 6],
      [15, 7, 6],
    ]);
    expect(plain(before)).toEqual(plain(now));
  });

  it('give public image 25 % and then 30 %', () => {
    for (const [id, share] of [
      ['demo-flagship-2024', '25'],
      ['demo-flagship', '30'],
    ] as const) {
      const tree = unitOf(run([makeUnit('u')], loadScheme(id)), 'u').tree;
      const total = tree.children.reduce((sum, child) => sum + Number(child.weight?.applied), 0);
      expect((Number(nodeAt(tree, 'image').weight?.applied) / total) * 100).toBe(Number(share));
    }
  });
});

describe('the third scheme', () => {
  it('has six departments whose items sum to 100 points', () => {
    const { categories } = loadScheme('s3');
    expect(categories.filter(({ persons }) => persons !== true)).toHaveLength(6);
    expect(categories.flatMap(({ tree }) => walk(tree)).filter(({ node }) => node.kind === 'items' && node.sum === '100')).toHaveLength(6);
  });

  it.each([
    ['100', '4000'],
    ['95.01', '4000'],
    ['95', '3800'],
    ['94.99', '3800'],
    ['0', '0'],
  ])('a total of %s earns %s yuan', (total, yuan) => {
    const raw = rawScheme('s3');
    raw.categories[0].tree.parts = [{ id: 'all', label: { zh: '总', en: 'All' }, kind: 'value', value: 'all', range: [0, 200] }];
    const result = score(accept(raw), { scheme: 's3', cycle: '1', units: [{ id: 'o', category: 'office', values: { all: { all: total } } }] }, DIGEST);
    expect(unitOf(result, 'o').rewards?.[0]).toMatchObject({ exact: yuan, scale: { unit: 'yuan' }, visibility: 'office' });
  });

  it('pays nothing without a total', () => {
    const result = score(loadScheme('s3'), { scheme: 's3', cycle: '1', units: [{ id: 'o', category: 'office' }] }, DIGEST);
    expect(unitOf(result, 'o').rewards?.[0]?.exact).toBeNull();
  });
});

describe('explain', () => {
  const unit = unitOf(run([makeUnit('water', { findings: [finding('tier', 'banded-ranking', { level: 'tier-1', source: 'doc-4' })] })]), 'water');

  it('tells an officer each figure, its rule and its sources', () => {
    const text = explain(unit, 'en');
    expect(text.split('\n').slice(0, 3)).toEqual([
      'water, grade good',
      'Total: 88.42 (interval 87.0711–89.7689)',
      '  = Weighted mean: (Achievements 90.00 × 50 + Public image 90.00 × 30 + Comprehensive management 82.10 × 20) ÷ 100',
    ]);
    expect(text).toContain('    Main business: 90.00 % [weight 40]');
    expect(text).toContain('from Banded ranking: tier-1 (units.water.findings.0, doc-4)');
    expect(text).toContain('Public (web): 90.00 [weight 35 → applied 100]');
    expect(text).toContain('! Completion of 104.00 % counts 100 %, the limit.');
  });

  it('does so in Chinese', () => {
    const text = explain(unit.tree, 'zh');
    expect(text.split('\n')[1]).toBe('  = 按权重加权平均：（实绩 90.00 × 50 + 公众形象 90.00 × 30 + 综合管理 82.10 × 20）÷ 100');
    expect(text).toContain('无得分');
  });

  it('says what is missing', () => expect(explain(unitOf(run([{ id: 'x', category: 'departments' }]), 'x'), 'en')).toContain('No total, grade or rank.'));
});

describe('the result', () => {
  it('names scheme, digest, engine and cycle', () => {
    const result = score(loadScheme('demo-flagship'), inputOf([]), { digest: 'sha256-abc' });
    expect(result).toMatchObject({ scheme: 'demo-flagship@3:sha256-abc', engine: '1.3.0', cycle: '2026', units: [], unused: [] });
  });

  it('gives each part the visibility of its parent unless it has its own', () => {
    const raw = rawScheme('demo-flagship');
    raw.categories[0].tree.parts[2].visibility = 'unit';
    const tree = unitOf(run([makeUnit('u')], accept(raw)), 'u').tree;
    expect([tree.visibility, nodeAt(tree, 'image').visibility, nodeAt(tree, 'management/half-year').visibility]).toEqual(['public', 'public', 'unit']);
  });
});

describe('the room', () => {
  it.each(SOURCES)('%s imports nothing but this room, fraction.js and zod, and reads no clock or chance', (name) => {
    const text = readFileSync(new URL(name, root), 'utf8');
    const imports = [...text.matchAll(/from '([^']+)'/g)].map((match) => match[1] ?? '');
    for (const one of imports.filter((path) => !['fraction.js', 'zod'].includes(path))) {
      expect(one).toMatch(/^\.\.?\//);
      expect(new URL(one, new URL(name, root)).pathname.startsWith(root.pathname)).toBe(true);
    }
    expect(text).not.toMatch(/Math\.random|Date\.now|new Date|performance\.|process\./);
    expect(text.split('\n').length).toBeLessThanOrEqual(300);
  });

  it('accepts nothing else than what it checked', () => expect(checkScheme({ ...rawScheme('s2'), extra: 1 }).ok).toBe(false));
});
