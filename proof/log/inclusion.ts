import { fromHex, toHex } from '../bytes.ts';
import { nodeHash } from '../merkle.ts';

/** Gives the hash of the complete subtree of 2^height leaves that is the `index`-th of its height. */
export type NodeAt = (height: number, index: number) => Promise<Uint8Array>;

/** The hashes that lead from leaf `index` of a tree of `size` leaves to its root, lowest first (RFC 6962 §2.1.1). Hexadecimal. */
export async function inclusionProof(index: number, size: number, nodeAt: NodeAt): Promise<string[]> {
  if (!(index >= 0 && index < size)) throw new RangeError(`no leaf ${index} in a tree of ${size}`);
  const proof: Uint8Array[] = [];
  for (let from = 0, to = size; to - from > 1; ) {
    const middle = from + largestPowerBelow(to - from);
    const [near, far] = index < middle ? [[from, middle] as const, [middle, to] as const] : [[middle, to] as const, [from, middle] as const];
    proof.unshift(await rangeRoot(far[0], far[1], nodeAt));
    [from, to] = near;
  }
  return proof.map(toHex);
}

function largestPowerBelow(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}

/** Root of the leaves from `from` up to before `to`, where `from` is a multiple of the largest power of two below their number. */
async function rangeRoot(from: number, to: number, nodeAt: NodeAt): Promise<Uint8Array> {
  const leaves = to - from;
  const height = Math.log2(leaves);
  if (Number.isInteger(height)) return nodeAt(height, from / leaves);
  const middle = from + largestPowerBelow(leaves);
  return nodeHash(await rangeRoot(from, middle, nodeAt), await rangeRoot(middle, to, nodeAt));
}

/** Root that a proof leads to from a leaf (RFC 9162 §2.1.3.2); null when the proof does not fit index and size. Hexadecimal. */
export function rootFromProof(leaf: string, index: number, size: number, proof: readonly string[]): string | null {
  if (!(index >= 0 && index < size)) return null;
  let [position, last, root] = [index, size - 1, fromHex(leaf) as Uint8Array];
  for (const step of proof) {
    if (last === 0) return null;
    const beside = fromHex(step);
    if (position % 2 === 1 || position === last) {
      root = nodeHash(beside, root);
      while (position % 2 === 0 && position !== 0) [position, last] = [position / 2, Math.floor(last / 2)];
    } else root = nodeHash(root, beside);
    [position, last] = [Math.floor(position / 2), Math.floor(last / 2)];
  }
  return last === 0 ? toHex(root) : null;
}
