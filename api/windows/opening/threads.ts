import type { KeyObject } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { InsideRow } from '../../../db/queries/envelopes.ts';
import type { WindowManifest } from '../../../proof/manifest.ts';
import type { Opened } from './decrypt.ts';

/** What each decrypting thread is started with. */
export interface DecryptingThread {
  readonly key: KeyObject;
  readonly manifest: WindowManifest;
}

export interface Threads {
  readonly decrypt: (rows: readonly InsideRow[]) => Promise<Opened>;
  readonly stop: () => Promise<unknown>;
}

/** Threads that decrypt side by side; the key goes to them through memory. A portion goes to the one with the least to do. */
export function startThreads(count: number, data: DecryptingThread): Threads {
  const threads = Array.from({ length: count }, () => ({
    worker: new Worker(path.join(import.meta.dirname, 'decrypt-thread.ts'), { workerData: data, execArgv: [] }),
    waiting: [] as { readonly resolve: (opened: Opened) => void; readonly reject: (error: Error) => void }[],
  }));
  for (const { worker, waiting } of threads) {
    worker.on('message', (opened: Opened) => waiting.shift()?.resolve(opened));
    worker.on('error', (error) => {
      for (const { reject } of waiting.splice(0)) reject(error as Error);
    });
  }
  return {
    decrypt: (rows) =>
      new Promise((resolve, reject) => {
        const [idle] = [...threads].sort((a, b) => a.waiting.length - b.waiting.length);
        idle?.waiting.push({ resolve, reject });
        idle?.worker.postMessage(rows);
      }),
    stop: () => Promise.all(threads.map(({ worker }) => Promise.all([once(worker, 'exit'), worker.terminate()]))),
  };
}
