import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exact } from '../../../scoring/exact.ts';
import { imageCoverage } from '../../../scoring/image/coverage.ts';
import type { GroupTally } from '../../../scoring/input.ts';
import { imagesOf } from '../../../scoring/what-if/groups.ts';
import { accept, loadScheme, nodeAt, PUBLIC, panelTally, publicTally, rawScheme, runOne } from '../support.ts';

const flagship = loadScheme('demo-flagship');
const [image] = imagesOf(flagship);
if (image === undefined) throw new Error('the flagship has public image');
const coverage = (ratings: Record<string, GroupTally>) => imageCoverage(image, { ratings }, 2);

describe('worked by hand', () => {
  const found = coverage({ 'public-web': publicTally({ good5: 10, good1: 10, dk: 20 }), journalists: panelTally({ good4: 3, dk: 1 }, 9) });
  const web = found.groups.find(({ id }) => id === 'public-web');
  const press = found.groups.find(({ id }) => id === 'journalists');

  it('a question: half of the answers name a level; 25, 50 or 75 points', () => {
    expect(web?.questions[0]).toMatchObject({
      id: 'results',
      valid: 20,
      dontKnow: 20,
      silent: null,
      share: { exact: '50', rounded: '50.00' },
      bounds: { worst: { exact: '25' }, score: { exact: '50' }, best: { exact: '75' } },
    });
  });

  it('a panel: who is on the list and said nothing is counted, and stays outside the limits', () => {
    expect(press?.questions[0]).toMatchObject({
      valid: 3,
      dontKnow: 1,
      silent: 5,
      bounds: { worst: { exact: '60' }, score: { exact: '80' }, best: { exact: '85' } },
    });
  });

  it('groups by the weights that are left: 35 : 5', () => {
    expect(found.bounds).toMatchObject({ worst: { exact: '29.375' }, score: { exact: '53.75' }, best: { exact: '76.25' } });
  });

  it('prints with the scheme’s decimals', () => expect(found.bounds?.worst.rounded).toBe('29.38'));
});

describe('what is not published', () => {
  it('a group below its minimum does not appear', () => {
    expect(coverage({ 'public-web': publicTally({ good5: 9, dk: 500 }), journalists: panelTally({ good5: 3 }) }).groups.map(({ id }) => id)).toEqual([
      'journalists',
    ]);
  });

  it('nor does a question below it', () => {
    const counts = { results: { good5: 20 }, attitude: { good5: 9, dk: 40 } };
    expect(coverage({ 'public-web': { roster: null, counts } }).groups[0]?.questions.map(({ id }) => id)).toEqual(['results']);
  });

  it('without any group there are no limits', () => expect(coverage({})).toEqual({ groups: [], bounds: null }));

  it('a scheme that refuses empty groups has none as long as one is empty', () => {
    const raw = rawScheme('demo-flagship');
    for (const category of raw.categories) for (const part of category.tree.parts) if (part.kind === 'image') part.when_empty = 'refuse';
    const [strict] = imagesOf(accept(raw));
    if (strict === undefined) throw new Error('no image');
    const found = imageCoverage(strict, { ratings: { journalists: panelTally({ good5: 3 }) } }, 2);
    expect(found.bounds).toBeNull();
    expect(found.groups).toHaveLength(1);
  });
});

const count = fc.integer({ min: 0, max: 60 });
const cells = fc.record({ good5: count, good4: count, good3: count, good2: count, good1: count, dk: count });
const ratingsArb = fc.record(
  {
    'public-web': fc.record(Object.fromEntries(PUBLIC.map((id) => [id, cells]))).map((counts): GroupTally => ({ roster: null, counts })),
    community: fc.record(Object.fromEntries(PUBLIC.map((id) => [id, cells]))).map((counts): GroupTally => ({ roster: null, counts })),
    deputies: cells.map((overall): GroupTally => ({ roster: 500, counts: { overall } })),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Record<string, GroupTally>>;

const without = (ratings: Record<string, GroupTally>): Record<string, GroupTally> =>
  Object.fromEntries(
    Object.entries(ratings).map(([id, tally]) => [
      id,
      { ...tally, counts: Object.fromEntries(Object.entries(tally.counts).map(([question, levels]) => [question, { ...levels, dk: 0 }])) },
    ]),
  );

describe('whatever the answers', () => {
  it('worst ≤ score ≤ best, inside the scale, at every step', () => {
    fc.assert(
      fc.property(ratingsArb, (ratings) => {
        const { groups, bounds } = coverage(ratings);
        const all = [...(bounds ? [bounds] : []), ...groups.flatMap((group) => [group.bounds, ...group.questions.map((question) => question.bounds)])];
        for (const { worst, score, best } of all) {
          expect(exact(worst.exact).compare(exact(score.exact))).toBeLessThanOrEqual(0);
          expect(exact(score.exact).compare(exact(best.exact))).toBeLessThanOrEqual(0);
          expect(exact(worst.exact).compare(0)).toBeGreaterThanOrEqual(0);
          expect(exact(best.exact).compare(100)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  it('the middle is the score of the tree', () => {
    fc.assert(
      fc.property(ratingsArb, (ratings) => {
        const node = nodeAt(runOne({ ratings }).tree, 'image');
        const { groups, bounds } = coverage(ratings);
        expect(bounds?.score.exact ?? null).toBe(node.exact);
        for (const group of groups) expect(group.bounds.score.exact).toBe(nodeAt(node, group.id).exact);
      }),
      { numRuns: 30 },
    );
  });

  it('without "don’t know" all three are one', () => {
    fc.assert(
      fc.property(ratingsArb, (ratings) => {
        const { bounds } = coverage(without(ratings));
        expect(bounds?.worst).toEqual(bounds?.best);
      }),
    );
  });

  it('the limits are reached: counting all "don’t know" as the worst level gives the worst figure', () => {
    fc.assert(
      fc.property(ratingsArb, (ratings) => {
        const counted = Object.fromEntries(
          Object.entries(ratings).map(([id, tally]) => [
            id,
            {
              ...tally,
              counts: Object.fromEntries(
                Object.entries(tally.counts).map(([question, levels]) => {
                  const valid = Object.entries(levels).reduce((sum, [level, n]) => sum + (level === 'dk' ? 0 : n), 0);
                  const enters = valid >= (id === 'deputies' ? 3 : 10);
                  return [question, enters ? { ...levels, good1: (levels['good1'] ?? 0) + (levels['dk'] ?? 0), dk: 0 } : {}];
                }),
              ),
            },
          ]),
        );
        expect(coverage(counted).bounds?.score ?? null).toEqual(coverage(ratings).bounds?.worst ?? null);
      }),
    );
  });
});
