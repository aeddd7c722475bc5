import { TRIAL } from '../../db/seed/demo/trial.ts';
import { ballotLeafHash, canonicalBallot, SALT_BYTES } from '../../proof/ballot.ts';
import { toBase64url } from '../../proof/bytes.ts';
import type { KeptReceipt } from '../../proof/log/receipt-check.ts';
import { makeTicket, TICKET_BYTES } from '../../proof/mark.ts';
import type { Dependencies } from '../context.ts';
import { signStatement } from '../windows/signing.ts';

/** The receipt of the specimen ballot in the demonstration's trial, as its rater would have it; null for every other window. */
export function specimenReceipt({ city, secrets }: Pick<Dependencies, 'city' | 'secrets'>, window: string): KeptReceipt | null {
  if (!city.demonstration || window !== TRIAL.window) return null;
  const { unit, group, answers, random } = TRIAL.specimen;
  const text = canonicalBallot({ v: 1, window, unit, group, answers, screening: null, salt: toBase64url(random(SALT_BYTES)) });
  const receipt = { v: 1, window, unit, ticket: makeTicket(random(TICKET_BYTES)), revision: 1, leafHash: ballotLeafHash(text) } as const;
  return { receipt, signature: signStatement(secrets, 'receipt', receipt) };
}
