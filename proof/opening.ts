import { type Ballot, type BallotFault, ballotFault, ballotLeafHash, readBallot } from './ballot.ts';
import { compareText, fromUtf8, utf8 } from './bytes.ts';
import { type Envelope, envelopeDigest, openBallot } from './envelope.ts';
import type { OpeningKey } from './keys.ts';
import { formOf, manifestText, type WindowManifest } from './manifest.ts';
import { type Labelled, mergeLabels } from './merge.ts';
import { leafHash, merkleRoot } from './merkle.ts';
import { unpad } from './padding.ts';
import { leafOpener } from './sealed-leaf.ts';

/** Why a ballot does not count although it lay in the box. Published with its leaf. */
export type SpoiledReason = BallotFault | 'unreadable' | 'leaf-mismatch' | 'leaf-unreadable';

/** An opened ballot without mark, ticket or order. */
export interface Leaf extends Labelled {
  /** The hash its receipt names. */
  readonly leafHash: string;
  /** Canonical ballot with its salt; null when it could not be read. */
  readonly ballot: string | null;
  readonly spoiled: SpoiledReason | null;
}

/** Envelopes opened at once: sealing and opening run beside each other in the cryptography threads. */
const BATCH = 64;

/** Opens all envelopes of a window: merged labels, leaves sorted by leaf hash. Same envelopes in any order, same leaves. */
export async function openEnvelopes(envelopes: readonly Envelope[], manifest: WindowManifest, key: OpeningKey): Promise<Leaf[]> {
  const opened: Leaf[] = [];
  const openLeaf = leafOpener(key);
  for (let at = 0; at < envelopes.length; at += BATCH) {
    const batch = envelopes
      .slice(at, at + BATCH)
      .map(async (envelope) => leafOf(envelope, manifest, ...(await Promise.all([openBallot(key, envelope), openLeaf(envelope)]))));
    opened.push(...(await Promise.all(batch)));
  }
  return mergeLabels(opened).sort(compareLeaves);
}

/** The order of a log: by leaf hash; of two with the same hash, by what else they say. */
export const compareLeaves = (a: Leaf, b: Leaf): number => compareText(a.leafHash, b.leafHash) || compareText(sortText(a), sortText(b));

const sortText = ({ ballot, spoiled, unit, group, stratum, channel, riskClass }: Leaf): string =>
  JSON.stringify([ballot ?? '', spoiled ?? '', unit, group, stratum, channel, riskClass]);

/** The leaf of one envelope: what was decrypted of its ballot, and the hash that its receipt names; null where that failed. */
export function leafOf(envelope: Envelope, manifest: WindowManifest, padded: Uint8Array | null, claimed: string | null): Leaf {
  const form = formOf(manifest, envelope.group);
  const content = padded && form ? unpad(padded, form.plaintextLength) : null;
  const read = content ? readBallot(content) : null;
  const text = read?.text ?? readableText(content);
  const actual = text === null ? null : ballotLeafHash(text);
  const { unit, group, stratum, channel, riskClass } = envelope;
  return {
    leafHash: claimed ?? actual ?? leafHash(utf8(envelopeDigest(envelope))),
    unit,
    group,
    stratum,
    channel,
    riskClass,
    ballot: text,
    spoiled: spoiledReason({ envelope, manifest, content, ballot: read?.ballot ?? null, claimed, actual }),
  };
}

interface Opened {
  readonly envelope: Envelope;
  readonly manifest: WindowManifest;
  readonly content: Uint8Array | null;
  readonly ballot: Ballot | null;
  readonly claimed: string | null;
  readonly actual: string | null;
}

function spoiledReason({ envelope, manifest, content, ballot, claimed, actual }: Opened): SpoiledReason | null {
  const form = formOf(manifest, envelope.group);
  if (content === null || form === null) return 'unreadable';
  if (ballot === null) return 'bad-form';
  if (claimed === null) return 'leaf-unreadable';
  if (claimed !== actual) return 'leaf-mismatch';
  if (ballot.window !== envelope.window || ballot.unit !== envelope.unit || ballot.group !== envelope.group) return 'other-ballot';
  return ballotFault(ballot, form);
}

/** Text that is not a ballot is kept for the auditors where a database can hold it. */
function readableText(content: Uint8Array | null): string | null {
  try {
    const text = content === null ? null : fromUtf8(content);
    return text?.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

/** Root of the window's log: leaf 0 is the manifest, then the leaf hashes in their order. */
export const logRoot = (manifest: WindowManifest, leafHashes: Iterable<string>): string => merkleRoot(withManifest(manifest, leafHashes));

function* withManifest(manifest: WindowManifest, leafHashes: Iterable<string>): Generator<string> {
  yield leafHash(utf8(manifestText(manifest)));
  yield* leafHashes;
}

/** Root over the sorted digests of all envelopes of a closed window: from here nothing can be added, removed or swapped unnoticed. */
export const closingRoot = (digests: readonly string[]): string => rootOfSorted([...digests].sort(compareText));

/** The closing root over digests that come sorted. */
export const rootOfSorted = (digests: Iterable<string>): string => merkleRoot(digestLeaves(digests));

function* digestLeaves(digests: Iterable<string>): Generator<string> {
  for (const digest of digests) yield leafHash(utf8(digest));
}
