import pino from 'pino';

export type Logger = Pick<pino.Logger, 'info' | 'warn' | 'error' | 'child'>;

/** Structured log lines on standard output. They hold no names, numbers, addresses of readers or contents. */
export const createLogger = (level: string): Logger => pino({ level, timestamp: false, base: null });

/** Addresses of the rating way: their lines carry the hour only, so that no line can be matched to a ballot. */
export const isRatingAddress = (path: string): boolean => /^\/(en\/)?rate(\/|$)|^\/api\/v1\/windows\/[^/]+\/(proofs|units)/.test(path);

/** ISO time for a log line: to the hour on the rating way, else to the millisecond. */
export const logTime = (now: Date, path: string): string => (isRatingAddress(path) ? `${now.toISOString().slice(0, 13)}:00Z` : now.toISOString());

/** The path as logged: on the rating way without unit or window. */
export const logPath = (path: string): string => (isRatingAddress(path) ? '/rate' : path);
