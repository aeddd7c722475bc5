import { createHash, type KeyObject } from 'node:crypto';
import { type Envelope, envelopeRecord } from '../../../proof/envelope.ts';
import { associatedData, BALLOT_INFO, LEAF_EXPORT, LEAF_INFO } from '../../../proof/labels.ts';
import type { WindowManifest } from '../../../proof/manifest.ts';
import { leafOf, type SpoiledReason } from '../../../proof/opening.ts';
import { LEAF_KEY_BYTES, LEAF_NONCE } from '../../../proof/sealed-leaf.ts';
import { ENCAPSULATED_BYTES, openAead, recipientContext } from '../hpke.ts';
import { packBallot } from './content.ts';

/** What came out of some envelopes, in their order, in a form that threads hand over cheaply. */
export interface Opened {
  /** 32 bytes each: SHA-256 of the envelope's record, as the closing root counts it. */
  readonly digests: Uint8Array;
  /** 32 bytes each: the leaf hash. */
  readonly leafHashes: Uint8Array;
  /** Unit, group, stratum, channel and class of each, as a JSON list. */
  readonly cells: readonly string[];
  readonly spoiled: readonly (SpoiledReason | null)[];
  /** Packed ballots one after the other, and the length of each. */
  readonly contents: Uint8Array;
  readonly lengths: readonly number[];
}

export type Decrypt = (envelopes: readonly Envelope[]) => Opened;

/** `openEnvelopes` of `proof/opening.ts` with the server's own cryptography, without merging and sorting. */
export function decrypter(key: KeyObject, manifest: WindowManifest): Decrypt {
  const openLeaf = leafOpener(key);
  return (envelopes) => {
    const opened = envelopes.map((envelope) => {
      const leaf = leafOf(envelope, manifest, openBallot(key, envelope), openLeaf(envelope));
      return { leaf, content: packBallot(leaf, manifest), digest: createHash('sha256').update(envelopeRecord(envelope)).digest() };
    });
    return {
      digests: Buffer.concat(opened.map(({ digest }) => digest)),
      leafHashes: Buffer.concat(opened.map(({ leaf }) => Buffer.from(leaf.leafHash, 'hex'))),
      cells: opened.map(({ leaf: { unit, group, stratum, channel, riskClass } }) => JSON.stringify([unit, group, stratum, channel, riskClass])),
      spoiled: opened.map(({ leaf }) => leaf.spoiled),
      contents: Buffer.concat(opened.map(({ content }) => content)),
      lengths: opened.map(({ content }) => content.length),
    };
  };
}

function openBallot(key: KeyObject, { ciphertext, ...labels }: Envelope): Uint8Array | null {
  try {
    const context = recipientContext(key, ciphertext.subarray(0, ENCAPSULATED_BYTES), BALLOT_INFO);
    return context.open(associatedData(labels), ciphertext.subarray(ENCAPSULATED_BYTES));
  } catch {
    return null;
  }
}

/** A batch of ballots that was sealed together shares a context; single ones have one each. */
const REMEMBERED = 256;

function leafOpener(key: KeyObject): (envelope: Envelope) => string | null {
  const secrets = new Map<string, Uint8Array>();
  const secretOf = (enc: Uint8Array): Uint8Array => {
    const name = Buffer.from(enc).toString('latin1');
    const secret = secrets.get(name) ?? recipientContext(key, enc, LEAF_INFO).export(LEAF_EXPORT, LEAF_KEY_BYTES);
    const [oldest = ''] = secrets.keys();
    if (!secrets.has(name) && secrets.size >= REMEMBERED) secrets.delete(oldest);
    secrets.set(name, secret);
    return secret;
  };
  return ({ sealedLeaf, ...labels }) => {
    try {
      const secret = secretOf(sealedLeaf.subarray(0, ENCAPSULATED_BYTES));
      const nonce = sealedLeaf.subarray(ENCAPSULATED_BYTES, ENCAPSULATED_BYTES + LEAF_NONCE);
      const leaf = openAead(secret, nonce, associatedData(labels), sealedLeaf.subarray(ENCAPSULATED_BYTES + LEAF_NONCE));
      return leaf.length === 32 ? leaf.toString('hex') : null;
    } catch {
      return null;
    }
  };
}
