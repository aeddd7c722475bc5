import { RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Connection } from '../db/client.ts';

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
  /** Comments per keyed address: 10 an hour. */
  readonly comment: (key: string) => Promise<number>;
}

/** `scale` multiplies every limit; tests and benches that are not about limits raise it. */
export function createLimits(sql: Connection['sql'], scale = 1, tries = { most: 10, seconds: 900 }): Limits {
  const limiter = (name: string, points: number, seconds: number) =>
    new RateLimiterPostgres({
      storeClient: { query: (query: { text: string; values: never[] }) => sql.unsafe(query.text, query.values).then((rows) => ({ rows })) },
      storeType: 'client',
      tableName: 'rate_limits',
      keyPrefix: name,
      points: points * scale,
      duration: seconds,
      tableCreated: true,
      clearExpiredByTimeout: false,
    });
  const take =
    (limit: RateLimiterPostgres) =>
    async (key: string): Promise<number> => {
      try {
        await limit.consume(key);
        return 0;
      } catch (refused) {
        if (refused instanceof Error) throw refused;
        return Math.max(1, Math.ceil((refused as RateLimiterRes).msBeforeNext / 1000));
      }
    };
  const signIn = limiter('sign-in', tries.most, tries.seconds);
  const signInFrom = limiter('sign-in-from', 100, 900);
  const proof = limiter('proof', 30, 600);
  const messageHour = take(limiter('message-hour', 20_000, 3600));
  const messageDay = take(limiter('message-day', 60_000, 86_400));
  const pressureCity = take(limiter('pressure-city', 600, 60));
  return {
    signIn: take(signIn),
    signInFrom: take(signInFrom),
    signedIn: async (login, key) => {
      await signIn.delete(login);
      if (key !== undefined) await signInFrom.reward(key);
    },
    proof: take(proof),
    proved: async (key) => {
      await proof.reward(key);
    },
    message: take(limiter('message', 5, 3600)),
    messageFrom: take(limiter('message-from', 60, 3600)),
    messageCity: async () => Math.max(await messageHour('city'), await messageDay('city')),
    pressureFrom: take(limiter('pressure-from', 30, 60)),
    pressureCity: () => pressureCity('city'),
    place: take(limiter('place', 30, 600)),
    comment: take(limiter('comment', 10, 3600)),
  };
}
