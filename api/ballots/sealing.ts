import { type KeyObject, randomBytes } from 'node:crypto';
import { type Ballot, ballotLeafHash, canonicalBallot } from '../../proof/ballot.ts';
import { type Bytes, concat } from '../../proof/bytes.ts';
import { associatedData, BALLOT_INFO, type EnvelopeLabels, LEAF_EXPORT, LEAF_INFO } from '../../proof/labels.ts';
import type { ManifestQuestionnaire } from '../../proof/manifest.ts';
import { pad } from '../../proof/padding.ts';
import { LEAF_KEY_BYTES, LEAF_NONCE } from '../../proof/sealed-leaf.ts';
import { sealAead, senderContext } from '../windows/hpke.ts';

export type LeafSealer = (leafHash: string, labels: EnvelopeLabels) => Bytes;

/** `leafSealer` of `proof/sealed-leaf.ts` with the server's own cryptography: one context for one ballot or one batch. */
export async function leafSealer(to: KeyObject): Promise<LeafSealer> {
  const context = await senderContext(to, LEAF_INFO);
  const key = context.export(LEAF_EXPORT, LEAF_KEY_BYTES);
  return (leafHash, labels) => {
    const nonce = randomBytes(LEAF_NONCE);
    return concat(context.enc, nonce, sealAead(key, nonce, associatedData(labels), Buffer.from(leafHash, 'hex')));
  };
}

/** `sealBallot` of `proof/envelope.ts` with the server's own cryptography. */
export async function sealBallot(to: KeyObject, padded: Uint8Array, labels: EnvelopeLabels): Promise<Bytes> {
  const context = await senderContext(to, BALLOT_INFO);
  return concat(context.enc, context.seal(associatedData(labels), padded));
}

export interface SealedOnServer {
  readonly ciphertext: Uint8Array;
  readonly sealedLeaf: Uint8Array;
  readonly leafHash: string;
}

/** Seals a readable ballot here, as a browser would: for raters without `crypto.subtle`, for imports and for seeding. */
export async function sealOnServer(
  to: KeyObject,
  form: ManifestQuestionnaire,
  ballot: Ballot,
  labels: EnvelopeLabels,
  sealLeaf?: LeafSealer,
): Promise<SealedOnServer> {
  const text = canonicalBallot(ballot);
  const leafHash = ballotLeafHash(text);
  const ciphertext = await sealBallot(to, pad(text, form.plaintextLength), labels);
  return { leafHash, ciphertext, sealedLeaf: (sealLeaf ?? (await leafSealer(to)))(leafHash, labels) };
}
