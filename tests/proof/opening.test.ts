import fc from 'fast-check';
import { expect, test } from 'vitest';
import { envelopeDigest } from '../../proof/envelope.ts';
import { MERGED, mergeCells, mergeLabels } from '../../proof/merge.ts';
import { closingRoot, openEnvelopes } from '../../proof/opening.ts';
import { keys, makeEnvelope, manifest } from './proof.fixture.ts';

test('any order of the envelopes gives the same leaves, sorted by leaf hash', async () => {
  const envelopes = await Promise.all(Array.from({ length: 30 }, (_, i) => makeEnvelope({ unit: manifest.units[i % 2] ?? '' })));
  const leaves = await openEnvelopes(envelopes, manifest, keys.opening);
  const again = await openEnvelopes(
    [...envelopes].sort(() => 0.5 - Math.random()),
    manifest,
    keys.opening,
  );
  expect(again).toEqual(leaves);
  expect(leaves.map(({ leafHash }) => leafHash)).toEqual(leaves.map(({ leafHash }) => leafHash).sort());
  expect(closingRoot(envelopes.map(envelopeDigest))).toBe(closingRoot(envelopes.map(envelopeDigest).reverse()));
});

test('two equal commitments are two ballots: each came with a mark of its own', async () => {
  const one = await makeEnvelope({ salt: 'A'.repeat(43) });
  const leaves = await openEnvelopes([one, await makeEnvelope({ salt: 'A'.repeat(43) })], manifest, keys.opening);
  expect(leaves.map(({ spoiled }) => spoiled)).toEqual([null, null]);
  expect(leaves[0]?.leafHash).toBe(leaves[1]?.leafHash);
});

test('a leaf hash sealed for another row leaves the ballot readable and spoiled', async () => {
  const [one, two] = await Promise.all([makeEnvelope(), makeEnvelope()]);
  const [leaf] = await openEnvelopes([{ ...one, sealedLeaf: two.sealedLeaf }], manifest, keys.opening);
  expect(leaf).toMatchObject({ spoiled: 'leaf-unreadable', ballot: expect.any(String) });
});

test('a group that the window does not ask is unreadable, not an error', async () => {
  const [leaf] = await openEnvelopes([await makeEnvelope({ group: 'nobody' })], manifest, keys.opening);
  expect(leaf).toMatchObject({ spoiled: 'unreadable', ballot: null });
});

const label = fc.constantFrom('a', 'b', 'c');
const items = fc.array(fc.record({ unit: fc.constantFrom('u', 'v'), group: fc.constantFrom('g', 'h'), stratum: label, channel: label, riskClass: label }), {
  maxLength: 120,
});

test('after merging every cell holds ten, or its whole unit and group is one cell; no ballot is lost', () => {
  fc.assert(
    fc.property(items, (given) => {
      const merged = mergeLabels(given);
      expect(merged).toHaveLength(given.length);
      for (const cells of Object.values(Object.groupBy(merged, ({ unit, group }) => `${unit} ${group}`))) {
        const sizes = Object.values(Object.groupBy(cells ?? [], ({ stratum, channel, riskClass }) => `${stratum} ${channel} ${riskClass}`)).map(
          (cell) => cell?.length ?? 0,
        );
        expect(sizes.length === 1 || Math.min(...sizes) >= 10).toBe(true);
      }
    }),
  );
});

test('the risk class is given up first, the channel last; large cells keep theirs', () => {
  const line = (n: number, change: object) =>
    Array.from({ length: n }, () => ({ unit: 'u', group: 'g', stratum: 's', channel: 'c', riskClass: 'r', ...change }));
  expect(mergeLabels([...line(10, {}), ...line(10, { riskClass: 'q' })]).every(({ riskClass }) => riskClass !== MERGED)).toBe(true);
  expect(mergeLabels([...line(10, {}), ...line(3, { riskClass: 'q' })])[0]).toMatchObject({ riskClass: MERGED, stratum: 's', channel: 'c' });
  expect(mergeLabels([...line(10, {}), ...line(3, { stratum: 't' })])[0]).toMatchObject({ riskClass: MERGED, stratum: MERGED, channel: 'c' });
});

test('what leaves depends on the sizes of the cells only: any order, any answers, the same labels; no unit or group is ever given up', () => {
  fc.assert(
    fc.property(items, (given) => {
      const name = (item: (typeof given)[number]): string => JSON.stringify([item.unit, item.group, item.stratum, item.channel, item.riskClass]);
      const sorted = (list: typeof given): string[] => list.map(name).sort();
      const merged = mergeLabels(given);
      expect(sorted(mergeLabels([...given].reverse()))).toEqual(sorted(merged));
      expect(sorted(mergeLabels(merged))).toEqual(sorted(merged));
      merged.forEach((item, i) => {
        expect([item.unit, item.group]).toEqual([given[i]?.unit, given[i]?.group]);
        for (const label of ['stratum', 'channel', 'riskClass'] as const) expect([MERGED, given[i]?.[label]]).toContain(item[label]);
      });
    }),
  );
});

test('a whole unit and group below the minimum leaves as one cell without labels, whatever its labels were', () => {
  const cells = ['a', 'b', 'c'].map((channel) => ({ unit: 'u', group: 'g', stratum: channel, channel, riskClass: 'r', ballots: 3 }));
  const line = { unit: 'u', group: 'g', stratum: MERGED, channel: MERGED, riskClass: MERGED };
  expect(mergeCells(cells)).toEqual([line, line, line]);
  expect(mergeCells(cells.map((cell) => ({ ...cell, ballots: 10 }))).map(({ channel }) => channel)).toEqual(['a', 'b', 'c']);
});

test('labels with spaces are not taken for one another', () => {
  const cell = (stratum: string, channel: string) => ({ unit: 'u', group: 'g', stratum, channel, riskClass: 'r', ballots: 6 });
  expect(mergeCells([cell('a b', 'c'), cell('a', 'b c')]).map(({ channel }) => channel)).toEqual([MERGED, MERGED]);
});
