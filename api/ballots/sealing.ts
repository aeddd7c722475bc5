import { type Ballot, ballotLeafHash, canonicalBallot } from '../../proof/ballot.ts';
import { sealBallot } from '../../proof/envelope.ts';
import type { SealingKey } from '../../proof/keys.ts';
import type { EnvelopeLabels } from '../../proof/labels.ts';
import type { ManifestQuestionnaire } from '../../proof/manifest.ts';
import { pad } from '../../proof/padding.ts';
import { type LeafSealer, leafSealer } from '../../proof/sealed-leaf.ts';

export interface SealedOnServer {
  readonly ciphertext: Uint8Array;
  readonly sealedLeaf: Uint8Array;
  readonly leafHash: string;
}

/** Seals a readable ballot here, as a browser would: for raters without `crypto.subtle`, for imports and for seeding. */
export async function sealOnServer(
  key: SealingKey,
  form: ManifestQuestionnaire,
  ballot: Ballot,
  labels: EnvelopeLabels,
  sealLeaf?: LeafSealer,
): Promise<SealedOnServer> {
  const text = canonicalBallot(ballot);
  const leafHash = ballotLeafHash(text);
  const [ciphertext, sealedLeaf] = await Promise.all([
    sealBallot(key, pad(text, form.plaintextLength), labels),
    (sealLeaf ?? (await leafSealer(key)))(leafHash, labels),
  ]);
  return { ciphertext, sealedLeaf, leafHash };
}
