import { createHash } from 'node:crypto';
import type { Connection } from '../db/client.ts';
import { type Counter, clearCounter, countDown, countUp } from '../db/queries/limits.ts';

/** Limits that all processes share, kept in PostgreSQL. Each returns the seconds to wait, 0 when it may go on. */
export interface Limits {
  /** Failed sign-ins of one account: as many as the city's password rules allow, 10 in 15 minutes without them. */
  readonly signIn: (login: string) => Promise<number>;
  /** Failed sign-ins per keyed address, over all accounts: 100 in 15 minutes. Each one costs this machine a password hash. */
  readonly signInFrom: (key: string) => Promise<number>;
  /** A sign-in that worked clears the account's count and is given back to the address. */
  readonly signedIn: (login: string, key?: string) => Promise<void>;
  /** Proofs that failed, and text messages asked for, per keyed address: 30 in 10 minutes. */
  readonly proof: (key: string) => Promise<number>;
  /** A proof that held is given back: many people share the address of a household, an office or a mobile network. */
  readonly proved: (key: string) => Promise<void>;
  /** Text messages to one number: 5 an hour. No longer, for whoever asks on a stranger's behalf would keep them from rating. */
  readonly message: (phoneHash: string) => Promise<number>;
  /** Text messages per keyed address: 60 an hour. */
  readonly messageFrom: (key: string) => Promise<number>;
  /** Text messages of the whole city: 20,000 an hour, 60,000 a day; each costs money. */
  readonly messageCity: () => Promise<number>;
  /** Proofs asked for per keyed address: 30 a minute; an office or a mobile network has one for many people. Beyond, the queue is on for it. */
  readonly pressureFrom: (key: string) => Promise<number>;
  /** Proofs asked for in the whole city: 600 a minute. Beyond, the queue is on for everybody. */
  readonly pressureCity: () => Promise<number>;
  /** Places in the queue for browsers without scripts, per keyed address: 30 in 10 minutes. */
  readonly place: (key: string) => Promise<number>;
  /** Requests with one key of a partner: 60 a minute. */
  readonly partner: (key: string) => Promise<number>;
  /** Comments per keyed address: 10 an hour. */
  readonly comment: (key: string) => Promise<number>;
  /** The same words about the same unit from one keyed address: once a day. */
  readonly sameComment: (key: string) => Promise<number>;
}

const HOUR = 3_600_000;

interface Limiter {
  /** Counts one more. @returns seconds to wait, 0 when it may go on. */
  readonly take: (key: string) => Promise<number>;
  readonly giveBack: (key: string) => Promise<void>;
  readonly clear: (key: string) => Promise<void>;
}

/**
 * The name of a counter in the table and the mask over its time, both from a key that is itself a keyed hash: the table
 * alone tells neither who came nor when, beyond the hour.
 */
function counterOf(name: string, key: string): Counter {
  const digest = createHash('sha256').update(`${name}\n${key}`).digest();
  return { key: `${name}:${digest.toString('hex', 0, 20)}`, mask: digest.readUIntBE(20, 6) };
}

const limiterOn =
  (sql: Connection['sql'], scale: number) =>
  (name: string, points: number, seconds: number): Limiter => ({
    take: async (key) => {
      const now = Date.now();
      const lasts = seconds * 1000;
      const counted = await countUp(sql, counterOf(name, key), now, lasts, Math.ceil((now + lasts) / HOUR) * HOUR);
      return counted.points <= points * scale ? 0 : Math.max(1, Math.ceil((counted.until - now) / 1000));
    },
    giveBack: (key) => countDown(sql, counterOf(name, key)),
    clear: (key) => clearCounter(sql, counterOf(name, key)),
  });

/** `scale` multiplies every limit; tests and benches that are not about limits raise it. */
export function createLimits(sql: Connection['sql'], scale = 1, tries = { most: 10, seconds: 900 }): Limits {
  const limiter = limiterOn(sql, scale);
  const signIn = limiter('sign-in', tries.most, tries.seconds);
  const signInFrom = limiter('sign-in-from', 100, 900);
  const proof = limiter('proof', 30, 600);
  const messageHour = limiter('message-hour', 20_000, 3600).take;
  const messageDay = limiter('message-day', 60_000, 86_400).take;
  const pressureCity = limiter('pressure-city', 600, 60).take;
  return {
    signIn: signIn.take,
    signInFrom: signInFrom.take,
    signedIn: async (login, key) => {
      await signIn.clear(login);
      if (key !== undefined) await signInFrom.giveBack(key);
    },
    proof: proof.take,
    proved: proof.giveBack,
    message: limiter('message', 5, 3600).take,
    messageFrom: limiter('message-from', 60, 3600).take,
    messageCity: async () => Math.max(await messageHour('city'), await messageDay('city')),
    pressureFrom: limiter('pressure-from', 30, 60).take,
    pressureCity: () => pressureCity('city'),
    place: limiter('place', 30, 600).take,
    partner: limiter('partner', 60, 60).take,
    comment: limiter('comment', 10, 3600).take,
    sameComment: limiter('same-comment', 1, 86_400).take,
  };
}
