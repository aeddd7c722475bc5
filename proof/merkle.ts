import { concat, fromHex, toHex } from './bytes.ts';
import { sha256 } from './hash.ts';

/**
 * Merkle tree of RFC 6962 §2.1: leaf hash = SHA-256(0x00 ‖ data), node = SHA-256(0x01 ‖ left ‖ right), the left
 * subtree holding the largest power of two below n leaves; the tree of nothing is SHA-256 of nothing.
 */
const LEAF = new Uint8Array([0]);
const NODE = new Uint8Array([1]);

export const leafHash = (data: Uint8Array): string => toHex(sha256(concat(LEAF, data)));

export const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256(concat(NODE, left, right));

/** Root over leaf hashes in their order, hexadecimal. */
export const merkleRoot = (leafHashes: Iterable<string>): string => toHex(treeRoot(bytesOf(leafHashes)));

function* bytesOf(hexadecimal: Iterable<string>): Generator<Uint8Array> {
  for (const hash of hexadecimal) yield fromHex(hash);
}

/** The same over bytes. */
export function treeRoot(leafHashes: Iterable<Uint8Array>): Uint8Array {
  const peaks: { hash: Uint8Array; height: number }[] = [];
  for (const leaf of leafHashes) {
    let node = { hash: leaf, height: 0 };
    for (let last = peaks.at(-1); last?.height === node.height; last = peaks.at(-1)) {
      peaks.pop();
      node = { hash: nodeHash(last.hash, node.hash), height: node.height + 1 };
    }
    peaks.push(node);
  }
  const root = peaks.reduceRight<Uint8Array | null>((right, { hash }) => (right === null ? hash : nodeHash(hash, right)), null);
  return root ?? sha256(new Uint8Array());
}
