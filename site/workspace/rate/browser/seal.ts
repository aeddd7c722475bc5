import { type Ballot, ballotLeafHash, canonicalBallot, SALT_BYTES } from '../../../../proof/ballot.ts';
import { toBase64url } from '../../../../proof/bytes.ts';
import { sealBallot } from '../../../../proof/envelope.ts';
import { sealingKey } from '../../../../proof/keys.ts';
import { pad } from '../../../../proof/padding.ts';
import type { Blank } from '../server/unit.ts';

export interface Answers {
  readonly answers: Readonly<Record<string, string>>;
  readonly screening: string | null;
}

/** What goes to the server: nothing in it can be read without the window's private key. */
export interface SealedCast {
  readonly ticket: string;
  readonly revision: number;
  /** What the ballot is bound to: refused when the right to rate has changed meanwhile. */
  readonly group: string;
  readonly channel: string;
  readonly stratum: string;
  readonly ciphertext: string;
  readonly leafHash: string;
}

/** Puts answers into the inner envelope: canonical form with a fresh salt, padded to one length, sealed for the window's key and bound to its labels. */
export async function sealAnswers(blank: Omit<Blank, 'questionnaire'>, { answers, screening }: Answers): Promise<SealedCast> {
  const { window, unit, group, channel, stratum, ticket, plaintextLength, publicKey } = blank;
  const salt = toBase64url(crypto.getRandomValues(new Uint8Array(SALT_BYTES)));
  const ballot: Ballot = { v: 1, window, unit, group, answers, screening, salt };
  const text = canonicalBallot(ballot);
  const revision = blank.revision + 1;
  const labels = { window, unit, group, channel, stratum, ticket, revision };
  const ciphertext = await sealBallot(await sealingKey(publicKey), pad(text, plaintextLength), labels);
  return { ticket, revision, group, channel, stratum, ciphertext: toBase64url(ciphertext), leafHash: ballotLeafHash(text) };
}
