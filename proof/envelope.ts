import { type Bytes, concat } from './bytes.ts';
import { canonicalBytes } from './canonical.ts';
import { sha256Hex } from './hash.ts';
import { type OpeningKey, type SealingKey, suite } from './keys.ts';
import { associatedData, BALLOT_INFO, type EnvelopeLabels } from './labels.ts';
import { SEALED_LEAF_BYTES } from './sealed-leaf.ts';

const ENCAPSULATED = 65;
const TAG = 16;
/** Bytes that sealing adds to the padded ballot. */
export const SEAL_OVERHEAD = ENCAPSULATED + TAG;

const INFO = BALLOT_INFO.buffer;

/** An envelope without its mark: what is sealed, and what stays readable. */
export interface Envelope extends EnvelopeLabels {
  readonly riskClass: string;
  readonly ciphertext: Uint8Array;
  /** The leaf hash of the receipt, sealed for the same key. */
  readonly sealedLeaf: Uint8Array;
}

const toBuffer = (bytes: Uint8Array): ArrayBuffer => bytes.slice().buffer as ArrayBuffer;

/** Seals a padded ballot: encapsulated key (65 bytes) followed by the ciphertext with its tag. */
export async function sealBallot(key: SealingKey, padded: Uint8Array, labels: EnvelopeLabels): Promise<Bytes> {
  const sealed = await suite.seal({ recipientPublicKey: key.key, info: INFO }, toBuffer(padded), associatedData(labels).buffer);
  return concat(new Uint8Array(sealed.enc), new Uint8Array(sealed.ct));
}

/** The padded ballot; null when it was sealed for another key or row, or was altered. */
export async function openBallot({ pair }: OpeningKey, { ciphertext, ...labels }: Envelope): Promise<Bytes | null> {
  try {
    const enc = toBuffer(ciphertext.subarray(0, ENCAPSULATED));
    return new Uint8Array(
      await suite.open({ recipientKey: pair, enc, info: INFO }, toBuffer(ciphertext.subarray(ENCAPSULATED)), associatedData(labels).buffer),
    );
  } catch {
    return null;
  }
}

/**
 * The envelope as it is kept after opening and as the closing root counts it, without its mark: length of the labels
 * (two bytes), the labels as canonical JSON, the sealed leaf, the ciphertext. Everything needed to open it again.
 */
export function envelopeRecord(envelope: Envelope): Bytes {
  const { riskClass, ciphertext, sealedLeaf, window, unit, group, channel, stratum, ticket, revision } = envelope;
  const labels = canonicalBytes({ window, unit, group, channel, stratum, ticket, revision, riskClass });
  return concat(new Uint8Array([labels.length >> 8, labels.length & 0xff]), labels, sealedLeaf, ciphertext);
}

/** SHA-256 of the record: what the closing root is made over. Hexadecimal. */
export const envelopeDigest = (envelope: Envelope): string => sha256Hex(envelopeRecord(envelope));

/** Reads a record back. @throws when it is not one. */
export function readRecord(record: Uint8Array): Envelope {
  const size = ((record[0] ?? 0) << 8) | (record[1] ?? 0);
  const labels = JSON.parse(new TextDecoder().decode(record.subarray(2, 2 + size))) as Omit<Envelope, 'ciphertext' | 'sealedLeaf'>;
  const sealed = record.subarray(2 + size);
  return { ...labels, sealedLeaf: sealed.slice(0, SEALED_LEAF_BYTES), ciphertext: sealed.slice(SEALED_LEAF_BYTES) };
}
