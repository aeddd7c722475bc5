import { RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Connection } from '../db/client.ts';

/** Limits that all processes share, kept in PostgreSQL. Each returns the seconds to wait, 0 when it may go on. */
export interface Limits {
  /** Failed sign-ins of one account: 10 in 15 minutes. */
  readonly signIn: (login: string) => Promise<number>;
  /** Failed sign-ins per keyed address, over all accounts: 100 in 15 minutes. Each one costs this machine a password hash. */
  readonly signInFrom: (key: string) => Promise<number>;
  /** A sign-in that worked clears the account's count and is given back to the address. */
  readonly signedIn: (login: string, key: string) => Promise<void>;
  /** Proofs that failed, and text messages asked for, per keyed address: 30 in 10 minutes. */
  readonly proof: (key: string) => Promise<number>;
  /** A proof that held is given back: many people share the address of a household, an office or a mobile network. */
  readonly proved: (key: string) => Promise<void>;
  /** Text messages to one number: 5 a day. */
  readonly message: (phoneHash: string) => Promise<number>;
  /** Comments per keyed address: 10 an hour. */
  readonly comment: (key: string) => Promise<number>;
}

/** `scale` multiplies every limit; tests and benches that are not about limits raise it. */
export function createLimits(sql: Connection['sql'], scale = 1): Limits {
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
  const signIn = limiter('sign-in', 10, 900);
  const signInFrom = limiter('sign-in-from', 100, 900);
  const proof = limiter('proof', 30, 600);
  return {
    signIn: take(signIn),
    signInFrom: take(signInFrom),
    signedIn: async (login, key) => {
      await signIn.delete(login);
      await signInFrom.reward(key);
    },
    proof: take(proof),
    proved: async (key) => {
      await proof.reward(key);
    },
    message: take(limiter('message', 5, 86_400)),
    comment: take(limiter('comment', 10, 3600)),
  };
}
