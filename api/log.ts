import pino from 'pino';

export type Logger = Pick<pino.Logger, 'info' | 'warn' | 'error' | 'child'>;

/** Structured log lines on standard output. They hold no names, numbers, addresses of readers or contents. */
export const createLogger = (level: string): Logger => pino({ level, timestamp: false, base: null });

/**
 * Addresses of the rating way, with the scripts and styles that its pages fetch: they are told by the hour only, so that
 * no line can be matched to a ballot. Openly signed votes among them: who gives one often seals another right after.
 */
export const isRatingAddress = (path: string): boolean =>
  /^\/+(en\/+)?(rate|receipt|workspace\/+open-vote)(\/|%|$)|^\/api\/v1\/+windows\/+[^/]+\/+(proofs|units|ballots|named-ballots)|^\/_workspace\//i.test(path);

/** ISO time to the hour. */
export const hourOf = (now: Date): string => `${now.toISOString().slice(0, 13)}:00Z`;
