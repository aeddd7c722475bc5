import { type Ballot, type BallotFault, ballotFault, ballotLeafHash, readBallot } from './ballot.ts';
import { type Bytes, compareText, fromUtf8, utf8 } from './bytes.ts';
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
      .map(async (envelope) => openOne(envelope, manifest, ...(await Promise.all([openBallot(key, envelope), openLeaf(envelope)]))));
    opened.push(...(await Promise.all(batch)));
  }
  return mergeLabels(opened).sort((a, b) => compareText(a.leafHash, b.leafHash) || compareText(sortText(a), sortText(b)));
}

const sortText = ({ ballot, spoiled, unit, group }: Leaf): string => [ballot ?? '', spoiled ?? '', unit, group].join(' ');

function openOne(envelope: Envelope, manifest: WindowManifest, padded: Bytes | null, claimed: string | null): Leaf {
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
export const logRoot = (manifest: WindowManifest, leafHashes: readonly string[]): string => merkleRoot([leafHash(utf8(manifestText(manifest))), ...leafHashes]);

/** Root over the sorted digests of all envelopes of a closed window: from here nothing can be added, removed or swapped unnoticed. */
export const closingRoot = (digests: readonly string[]): string => merkleRoot([...digests].sort(compareText).map((digest) => leafHash(utf8(digest))));
