import { timingSafeEqual } from 'node:crypto';
import { createChallenge, type Payload, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { spendTicket } from '../../db/queries/proofs.ts';
import { toBase64url } from '../../proof/bytes.ts';
import { keyedHash } from '../../proof/hash.ts';
import type { Dependencies } from '../context.ts';
import type { Limits } from '../limits.ts';
import { badTicket, queueFirst, tooManyProofs } from './proofs.errors.ts';

/** Seconds to wait where a browser runs no scripts. */
export const WAIT_SECONDS = 20;
const VALID_SECONDS = 600;

/** PBKDF2 rounds of one guess. About 256 guesses are needed: a second on a phone, a fraction of one on a desk. */
const ROUNDS = 500;

export interface Queue {
  /** Counts a proof that is asked for. Under load only, it needs a ticket. @throws AppError `proof.queue` without one. */
  readonly pass: (from: string, ticket: string | undefined) => Promise<void>;
  /** A puzzle for browsers with scripts, and a ticket that becomes good after waiting for those without. */
  readonly join: (from: string) => Promise<{ readonly puzzle: string; readonly ticket: string }>;
}

/**
 * Friction, not identity: what it costs to ask for very many proofs. It is on only while an address or the whole city
 * asks for more than usual, and keeps nobody out: whoever cannot solve the puzzle waits.
 */
export function createQueue({ db, secrets, clock, random }: Dependencies, limits: Limits): Queue {
  const key = secrets.derive('queue');
  const secret = Buffer.from(secrets.derive('queue-puzzle')).toString('hex');
  const seconds = (): number => Math.floor(clock().getTime() / 1000);
  const sign = (id: string, from: string, good: string): string => keyedHash(key, 'ticket', id, from, good);

  /** @returns under what the ticket is spent; null when it is not one. */
  async function check(ticket: string, from: string): Promise<string | null> {
    if (ticket.length > 4000) return null;
    const [kind, id = '', good = '', signature = ''] = ticket.split('.');
    if (kind !== 'wait') return solved(ticket, secret, seconds());
    const given = Buffer.from(signature);
    const right = Buffer.from(sign(id, from, good));
    if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
    const since = seconds() - Number(good);
    if (since < 0) throw queueFirst(-since);
    return since <= VALID_SECONDS ? `wait.${id}` : null;
  }

  return {
    pass: async (from, ticket) => {
      const pressed = [await limits.pressureFrom(from), await limits.pressureCity()].some((wait) => wait > 0);
      if (!pressed) return;
      if (!ticket) throw queueFirst(WAIT_SECONDS);
      const spent = await check(ticket, from);
      if (spent === null || !(await spendTicket(db, spent, new Date((seconds() + 2 * VALID_SECONDS) * 1000)))) throw badTicket();
    },
    join: async (from) => {
      const wait = await limits.place(from);
      if (wait > 0) throw tooManyProofs(wait);
      const options = { algorithm: 'PBKDF2/SHA-256', cost: ROUNDS, deriveKey, data: { until: seconds() + VALID_SECONDS }, hmacSignatureSecret: secret };
      const [id, good] = [toBase64url(random(16)), String(seconds() + WAIT_SECONDS)];
      return { puzzle: JSON.stringify(await createChallenge(options)), ticket: ['wait', id, good, sign(id, from, good)].join('.') };
    },
  };
}

/** The nonce of a puzzle that is solved, under which it is spent; null when it is not, or is no puzzle of ours. */
async function solved(ticket: string, hmacSignatureSecret: string, now: number): Promise<string | null> {
  try {
    const { challenge, solution } = JSON.parse(Buffer.from(ticket, 'base64').toString('utf8')) as Payload;
    const { verified } = await verifySolution({ challenge, solution, deriveKey, hmacSignatureSecret });
    return verified && Number(challenge.parameters.data?.['until']) >= now ? `puzzle.${challenge.parameters.nonce}` : null;
  } catch {
    return null;
  }
}
