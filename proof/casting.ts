import { type Ballot, ballotLeafHash, canonicalBallot, SALT_BYTES } from './ballot.ts';
import { toBase64url } from './bytes.ts';
import { sealBallot } from './envelope.ts';
import { sealingKey } from './keys.ts';
import type { EnvelopeLabels } from './labels.ts';
import { pad } from './padding.ts';

/** What a blank ballot (`GET …/ballot`) says that sealing needs. `revision` is that of the ballot in the box, 0 without one. */
export interface BlankBallot extends EnvelopeLabels {
  readonly plaintextLength: number;
  readonly publicKey: string;
}

/** The body of `PUT …/ballot`. It names what the ballot is bound to: refused when the right to rate has changed meanwhile. */
export interface SealedCast {
  readonly ticket: string;
  readonly revision: number;
  readonly group: string;
  readonly channel: string;
  readonly stratum: string;
  readonly ciphertext: string;
  readonly leafHash: string;
}

/** Seals answers as a rater's browser does: nothing but the window's key opens them again. */
export async function sealCast(blank: BlankBallot, answers: Ballot['answers'], screening: string | null = null): Promise<SealedCast> {
  const { window, unit, group, channel, stratum, ticket } = blank;
  const revision = blank.revision + 1;
  const salt = toBase64url(crypto.getRandomValues(new Uint8Array(SALT_BYTES)));
  const text = canonicalBallot({ v: 1, window, unit, group, answers, screening, salt });
  const labels = { window, unit, group, channel, stratum, ticket, revision };
  const sealed = await sealBallot(await sealingKey(blank.publicKey), pad(text, blank.plaintextLength), labels);
  return { ticket, revision, group, channel, stratum, ciphertext: toBase64url(sealed), leafHash: ballotLeafHash(text) };
}
