import type { Database } from '../../../db/client.ts';
import { type OpeningRow, putOpening } from '../../../db/queries/openings.ts';
import { AppError } from '../../errors.ts';
import { OPENING_FAILED } from '../opening.errors.ts';
import type { OpeningJob } from './run.ts';
import type { OpeningStep } from './steps.ts';

const EVERY_MILLISECONDS = 500;

export interface Progress {
  readonly note: (step: OpeningStep, done: number, total: number) => void;
  /** Writes the end: null when it is done, otherwise why it is not. */
  readonly end: (error: unknown) => Promise<void>;
}

/** Keeps the row that both people read up to date, beside the transaction and at most twice a second. `begun` is called once. */
export function keepProgress(db: Database, { window, at }: OpeningJob, begun: () => void): Progress {
  let row: OpeningRow | null = null;
  let writing: Promise<void> = Promise.resolve();
  const write = (change: Partial<OpeningRow> = {}): void => {
    const now = row && { ...row, ...change };
    if (now) writing = writing.then(() => putOpening(db, now));
    writing.catch(() => {}); // told by `end`
  };
  let timer: NodeJS.Timeout | null = null;
  return {
    note: (step, done, total) => {
      const first = row === null;
      row = { windowId: window, step, done, total, startedAt: at, endedAt: null, failure: null };
      if (!first) return;
      write();
      timer = setInterval(() => write(), EVERY_MILLISECONDS);
      void writing.then(begun);
    },
    end: async (error) => {
      if (timer) clearInterval(timer);
      write(error === null ? { step: 'done', done: row?.total ?? 0, endedAt: new Date() } : { endedAt: new Date(), failure: failureOf(error) });
      await writing;
    },
  };
}

const failureOf = (error: unknown): NonNullable<OpeningRow['failure']> =>
  error instanceof AppError ? { code: error.code, ...error.sentence } : { code: 'window.opening_failed', ...OPENING_FAILED };
