import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadSchemeText } from '../../content/load.ts';
import { type Scheme, schemeSchema } from '../../scoring/scheme/schema.ts';
import { changesOf } from '../../site/facts/scheme/history.ts';
import { statementsOf } from '../../site/facts/scheme/statements.ts';
import { ROOT } from './build-fixture.ts';

const read = (id: string): Scheme => schemeSchema.parse(loadSchemeText(ROOT, id)?.document.document.toJS());
const older = read('demo-flagship-2024');
const newer = read('demo-flagship');

/** The scheme with every text that is this one replaced. */
const edited = (from: string, to: string): Scheme => {
  const text = JSON.stringify(newer);
  if (!text.includes(from)) throw new Error(`the scheme does not say ${from}`);
  return JSON.parse(text.replaceAll(from, to)) as Scheme;
};

describe('what changed between two schemes', () => {
  it('the flagship moved three weights, in all categories alike, and nothing else', () => {
    const { changes, kept } = changesOf(older, newer);
    expect(changes.map(({ area, label, before, after }) => [area, label.zh, before?.zh, after?.zh])).toEqual([
      ['weight', '实绩', '53.57%', '50%'],
      ['weight', '公众形象', '25%', '30%'],
      ['weight', '综合管理', '21.43%', '20%'],
    ]);
    expect(changes[0]?.categories.map(({ zh }) => zh)).toEqual(['市直单位', '县市区', '开发区']);
    expect(kept).toBeGreaterThan(100);
  });

  it.each([
    ['veto', '1 起及以上', '2 起及以上'],
    ['grade', '"from":"90"', '"from":"92"'],
    ['minimum', '"minimum":10', '"minimum":12'],
    ['commendation', '"places":3', '"places":5'],
    ['publication', '"decimals":2', '"decimals":3'],
  ])('tells a change of a %s', (area, from, to) => {
    expect(changesOf(newer, edited(from, to)).changes.map((change) => change.area)).toContain(area);
  });

  it('a thing that is gone has no after, a new one no before', () => {
    const without: Scheme = { ...newer, vetoes: { ...newer.vetoes, list: newer.vetoes?.list.slice(1) ?? [] } };
    expect(changesOf(newer, without).changes).toMatchObject([{ area: 'veto', after: null }]);
    expect(changesOf(without, newer).changes).toMatchObject([{ area: 'veto', before: null }]);
  });

  const ids = fc.constantFrom('demo-flagship', 'demo-flagship-2024', 's3', 's10', 's18', 's19', 's20', 'bloomington-2017');

  it('a scheme is the same as itself, and going back turns each change round', () => {
    fc.assert(
      fc.property(ids, ids, (a, b) => {
        const [left, right] = [read(a), read(b)];
        expect(changesOf(left, left).changes).toEqual([]);
        const there = changesOf(left, right);
        const back = changesOf(right, left);
        expect(back.kept).toBe(there.kept);
        expect(there.changes.every(({ before, after }) => before !== null || after !== null)).toBe(true);
      }),
      { numRuns: 12 },
    );
  });

  it('each statement has a key of its own', () => {
    for (const scheme of [newer, read('s3'), read('s19'), read('s20')]) {
      const keys = statementsOf(scheme).map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});
