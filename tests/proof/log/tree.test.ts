import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHex, toHex, utf8 } from '../../../proof/bytes.ts';
import { inclusionProof, rootFromProof } from '../../../proof/log/inclusion.ts';
import { type LogFile, readTile, tileMaker, tilePath, tilePaths, tileReader } from '../../../proof/log/tiles.ts';
import { leafHash, merkleRoot, nodeHash } from '../../../proof/merkle.ts';
import vectors from '../../vectors/rfc6962.json' with { type: 'json' };

const LEAVES = vectors.leaves.map((leaf) => leafHash(fromHex(leaf)));
const rootOf = (size: number): string => vectors.roots.find((one) => one.size === size)?.root ?? '';

function makeTiles(leaves: readonly string[]): LogFile[] {
  const maker = tileMaker();
  const full = leaves.flatMap((leaf) => maker.add(fromHex(leaf)));
  expect(maker.root()).toBe(merkleRoot(leaves));
  return [...full, ...maker.rest()];
}

/** A log as its files, read like an outsider reads them. */
function filed(leaves: readonly string[]) {
  const files = new Map(makeTiles(leaves).map(({ path, bytes }) => [path, bytes]));
  return {
    files,
    ...tileReader(leaves.length, async (path) => {
      const bytes = files.get(path);
      if (!bytes) throw new Error(`no ${path}`);
      return bytes;
    }),
  };
}

test.each(vectors.inclusion)('leaf $index of $size leaves: the published proof, and it leads to the published root', async ({ index, size, proof }) => {
  const { nodeAt } = filed(LEAVES.slice(0, size));
  expect(await inclusionProof(index, size, nodeAt)).toEqual(proof);
  expect(rootFromProof(LEAVES[index] ?? '', index, size, proof)).toBe(rootOf(size));
});

/** Consistency by RFC 6962 §2.1.2 from first principles: the old root from the proof's part below, the new one from all of it. */
test.each(vectors.consistency)('the published consistency proof from $first to $second leaves holds in our trees', ({ first, second, proof }) => {
  const [oldTree, newTree] = [LEAVES.slice(0, first), LEAVES.slice(0, second)];
  const subproof = (m: number, leaves: readonly string[], whole: boolean): string[] => {
    if (m === leaves.length) return whole ? [] : [merkleRoot(leaves)];
    const k = 2 ** Math.floor(Math.log2(leaves.length - 1));
    return m <= k
      ? [...subproof(m, leaves.slice(0, k), whole), merkleRoot(leaves.slice(k))]
      : [...subproof(m - k, leaves.slice(k), false), merkleRoot(leaves.slice(0, k))];
  };
  expect(subproof(first, newTree, true)).toEqual(proof);
  expect([merkleRoot(oldTree), merkleRoot(newTree)]).toEqual([rootOf(first), rootOf(second)]);
});

const leavesOf = (size: number): string[] => Array.from({ length: size }, (_, i) => leafHash(utf8(`leaf ${i}`)));

test('every leaf of every small log is proved from its tiles, and no other leaf, place or size is', { timeout: 30_000 }, async () => {
  for (const size of [1, 2, 3, 7, 255, 256, 257, 511, 512, 513, 600]) {
    const leaves = leavesOf(size);
    const { nodeAt, leafAt } = filed(leaves);
    const root = merkleRoot(leaves);
    for (let index = 0; index < size; index += size > 50 ? 37 : 1) {
      expect(await leafAt(index)).toBe(leaves[index]);
      const proof = await inclusionProof(index, size, nodeAt);
      expect(rootFromProof(leaves[index] ?? '', index, size, proof)).toBe(root);
      expect(rootFromProof(leafHash(utf8('other')), index, size, proof)).not.toBe(root);
      if (size > 1) expect(rootFromProof(leaves[index] ?? '', (index + 1) % size, size, proof)).not.toBe(root);
      expect(rootFromProof(leaves[index] ?? '', index, size, [...proof, root])).toBeNull();
    }
  }
});

test('any change of a proof leads elsewhere or nowhere', async () => {
  const leaves = leavesOf(300);
  const { nodeAt } = filed(leaves);
  await fc.assert(
    fc.asyncProperty(fc.nat(299), fc.nat(8), fc.nat(255), async (index, at, bit) => {
      const proof = await inclusionProof(index, 300, nodeAt);
      const step = at % proof.length;
      const changed = fromHex(proof[step] ?? '');
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(rootFromProof(leaves[index] ?? '', index, 300, proof.with(step, toHex(changed)))).not.toBe(merkleRoot(leaves));
    }),
    { numRuns: 60, seed: 6962 },
  );
});

test.each([
  [0, 0, 256, 'tile/0/000'],
  [3, 1_234_067, 256, 'tile/3/x001/x234/067'],
  [0, 999, 256, 'tile/0/999'],
  [0, 1000, 17, 'tile/0/x001/000.p/17'],
])('level %i, tile %i of %i hashes lies at its C2SP path', (level, index, width, path) => {
  expect(tilePath(level, index, width)).toBe(path);
});

test('a log of 70,000 leaves has the tiles that tlog-tiles names, each hash being the root of the tile below', () => {
  const files = new Map(makeTiles(leavesOf(70_000)).map(({ path, bytes }) => [path, bytes]));
  expect([...files.keys()].sort()).toEqual(tilePaths(70_000).sort());
  expect(files.size).toBe(274 + 2 + 1);
  expect([...files.keys()]).toEqual(expect.arrayContaining(['tile/0/273.p/112', 'tile/1/000', 'tile/1/001.p/17', 'tile/2/000.p/1']));
  const below = readTile('tile/0/005', files.get('tile/0/005') ?? new Uint8Array());
  expect(readTile('tile/1/000', files.get('tile/1/000') ?? new Uint8Array())[5]).toBe(merkleRoot(below));
  expect(nodeHash(fromHex(LEAVES[0] ?? ''), fromHex(LEAVES[1] ?? ''))).toEqual(fromHex(rootOf(2)));
});

test('a tile that is cut or too long is refused', () => {
  expect(() => readTile('tile/0/000', new Uint8Array(31))).toThrow(RangeError);
  expect(() => readTile('tile/0/000.p/2', new Uint8Array(96))).toThrow(RangeError);
});
