import { Aes128Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { type Bytes, concat, fromHex, toHex, utf8 } from './bytes.ts';
import { canonicalBytes } from './canonical.ts';
import { sha256Hex } from './hash.ts';
import type { OpeningKey, SealingKey } from './keys.ts';

/** RFC 9180, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM: nothing newer than P-256 is asked of a browser. */
const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes128Gcm() });

const ENCAPSULATED = 65;
const TAG = 16;
/** Bytes that sealing adds to the padded ballot. */
export const SEAL_OVERHEAD = ENCAPSULATED + TAG;
const LEAF_BYTES = 32;
export const SEALED_LEAF_BYTES = LEAF_BYTES + SEAL_OVERHEAD;

const INFO = { ballot: utf8('gongping/ballot/1'), leaf: utf8('gongping/leaf/1') } as const;

/** What a ciphertext is bound to: moved to another row it cannot be opened. */
export interface EnvelopeLabels {
  readonly window: string;
  readonly unit: string;
  readonly group: string;
  readonly channel: string;
  readonly stratum: string;
  readonly ticket: string;
  readonly revision: number;
}

/** An envelope without its mark: what is sealed, and what stays readable. */
export interface Envelope extends EnvelopeLabels {
  readonly riskClass: string;
  readonly ciphertext: Uint8Array;
  /** The leaf hash of the receipt, sealed for the same key. */
  readonly sealedLeaf: Uint8Array;
}

const associatedData = ({ window, unit, group, channel, stratum, ticket, revision }: EnvelopeLabels): Bytes =>
  canonicalBytes({ window, unit, group, channel, stratum, ticket, revision });

async function seal(kind: keyof typeof INFO, key: SealingKey, plaintext: Uint8Array, labels: EnvelopeLabels): Promise<Bytes> {
  const sealed = await suite.seal({ recipientPublicKey: key.key, info: INFO[kind].buffer }, toBuffer(plaintext), associatedData(labels).buffer);
  return concat(new Uint8Array(sealed.enc), new Uint8Array(sealed.ct));
}

async function open(kind: keyof typeof INFO, key: OpeningKey, sealed: Uint8Array, labels: EnvelopeLabels): Promise<Bytes | null> {
  try {
    const enc = toBuffer(sealed.subarray(0, ENCAPSULATED));
    const plain = await suite.open({ recipientKey: key.key, enc, info: INFO[kind].buffer }, toBuffer(sealed.subarray(ENCAPSULATED)), associatedData(labels).buffer);
    return new Uint8Array(plain);
  } catch {
    return null;
  }
}

const toBuffer = (bytes: Uint8Array): ArrayBuffer => bytes.slice().buffer as ArrayBuffer;

/** Encapsulated key (65 bytes) followed by the ciphertext with its tag. */
export const sealBallot = (key: SealingKey, padded: Uint8Array, labels: EnvelopeLabels): Promise<Bytes> => seal('ballot', key, padded, labels);
/** The padded ballot; null when it was sealed for another key or row, or was altered. */
export const openBallot = (key: OpeningKey, { ciphertext, ...labels }: Envelope): Promise<Bytes | null> => open('ballot', key, ciphertext, labels);

export const sealLeaf = (key: SealingKey, leafHash: string, labels: EnvelopeLabels): Promise<Bytes> => seal('leaf', key, fromHex(leafHash), labels);
export async function openLeaf(key: OpeningKey, { sealedLeaf, ...labels }: Envelope): Promise<string | null> {
  const leaf = await open('leaf', key, sealedLeaf, labels);
  return leaf?.length === LEAF_BYTES ? toHex(leaf) : null;
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
