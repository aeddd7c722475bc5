import { parentPort, workerData } from 'node:worker_threads';
import type { InsideRow } from '../../../db/queries/envelopes.ts';
import { decrypter } from './decrypt.ts';
import type { DecryptingThread } from './threads.ts';

/** Started by `startThreads`: opens portions of envelopes, one after the other. */
const { key, manifest } = workerData as DecryptingThread;
const decrypt = decrypter(key, manifest);
parentPort?.on('message', (rows: readonly InsideRow[]) => parentPort?.postMessage(decrypt(rows)));
