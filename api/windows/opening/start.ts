import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { SignedLog } from '../../../proof/release/window-files.ts';
import { AppError } from '../../errors.ts';
import type { OpeningMessage, OpeningThread } from './opening-thread.ts';

export interface StartedThread {
  readonly begun: Promise<void>;
  readonly finished: Promise<SignedLog>;
}

/** Starts the thread of an opening; it ends by itself. */
export function startThread(data: OpeningThread): StartedThread {
  const worker = new Worker(path.join(import.meta.dirname, 'opening-thread.ts'), { workerData: data, execArgv: [] });
  const begun = Promise.withResolvers<void>();
  const finished = Promise.withResolvers<SignedLog>();
  worker.on('message', (message: OpeningMessage) => {
    if (message.kind === 'begun') begun.resolve();
    else if (message.kind === 'done') finished.resolve(message.signed);
    else if (message.kind === 'refused') {
      const { code, status, zh, en } = message;
      finished.reject(new AppError(code, status as ContentfulStatusCode, { zh, en }));
    } else finished.reject(new Error(message.message));
  });
  worker.on('error', (error) => finished.reject(error as Error));
  worker.on('exit', (code) => finished.reject(new Error(`the opening thread ended with code ${code}`)));
  return { begun: begun.promise, finished: finished.promise };
}
