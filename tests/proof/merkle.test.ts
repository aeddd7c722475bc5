import { expect, test } from 'vitest';
import { fromHex } from '../../proof/bytes.ts';
import { leafHash, merkleRoot } from '../../proof/merkle.ts';
import vectors from '../vectors/rfc6962.json' with { type: 'json' };

test.each(vectors.roots)('the tree of the first $size published leaves has its published root', ({ size, root }) => {
  expect(merkleRoot(vectors.leaves.slice(0, size).map((leaf) => leafHash(fromHex(leaf))))).toBe(root);
});

test('the leaf hash of no data is the published one', () => {
  expect(leafHash(new Uint8Array())).toBe(vectors.emptyLeafHash);
});

test('order and number of the leaves decide the root', () => {
  const leaves = vectors.leaves.map((leaf) => leafHash(fromHex(leaf)));
  const roots = [leaves, [...leaves].reverse(), leaves.slice(1), [...leaves, leaves[0] ?? '']].map(merkleRoot);
  expect(new Set(roots).size).toBe(4);
});
