import type { KeyObject } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { connect, type DatabaseAddress } from '../../../db/client.ts';
import { sweepProofs } from '../../../db/queries/proofs.ts';
import { findWindow } from '../../../db/queries/windows.ts';
import type { WindowManifest } from '../../../proof/manifest.ts';
import type { LogStatement, SignedLog } from '../../../proof/release/window-files.ts';
import { AppError } from '../../errors.ts';
import { signStatement } from '../signing.ts';
import { decrypter } from './decrypt.ts';
import { keepProgress } from './progress.ts';
import { type OpeningJob, type OpeningTools, runOpening } from './run.ts';
import { startThreads } from './threads.ts';

/** What the opening thread is started with. The keys are handles in memory; nothing of them is ever written. */
export interface OpeningThread {
  readonly address: DatabaseAddress;
  readonly job: OpeningJob;
  readonly key: KeyObject;
  readonly signingKey: KeyObject;
}

/** What it says: that it has begun, or how it ended. */
export type OpeningMessage =
  | { readonly kind: 'begun' }
  | { readonly kind: 'done'; readonly signed: SignedLog }
  | { readonly kind: 'refused'; readonly code: string; readonly status: number; readonly zh: string; readonly en: string }
  | { readonly kind: 'failed'; readonly message: string };

/** Below this number another thread would take longer to start than it saves. */
const WORTH_THREADS = 2000;

const { address, job, key, signingKey } = workerData as OpeningThread;
const { db, close } = connect(address, { max: 2 });
const say = (message: OpeningMessage): void => parentPort?.postMessage(message);

async function decrypting(): Promise<Pick<OpeningTools, 'decrypt' | 'width'> & { readonly stop: () => Promise<unknown> }> {
  const row = await findWindow(db, job.window);
  const manifest = row?.manifest as WindowManifest;
  const ballots = (row?.closingStatement as { statement: { ballots: number } } | null)?.statement.ballots ?? 0;
  if (ballots < WORTH_THREADS) {
    const decrypt = decrypter(key, manifest);
    return { decrypt: async (_, rows) => decrypt(rows), width: 1, stop: async () => {} };
  }
  const count = Math.max(1, availableParallelism());
  const threads = startThreads(count, { key, manifest });
  return { decrypt: (_, rows) => threads.decrypt(rows), width: 2 * count, stop: threads.stop };
}

/** What the log may hold: a failed query's own text would name what it was to write, and that are ballots. */
function reasonOf({ cause, message }: Error): string {
  return cause instanceof Error ? cause.message : (message.split('\n')[0] ?? '');
}

try {
  const { stop, ...tools } = await decrypting();
  const progress = keepProgress(db, job, () => say({ kind: 'begun' }));
  try {
    const sign = (statement: LogStatement): string => signStatement({ signingKey }, 'log', statement);
    const signed = await runOpening({ ...tools, db, sign, progress: progress.note, failing: progress.end }, job);
    await progress.end(null);
    // The window is opened whatever becomes of this; PostgreSQL sweeps by itself some time later.
    await sweepProofs(db).catch(() => {});
    say({ kind: 'done', signed });
  } catch (error) {
    await progress.end(error);
    throw error;
  } finally {
    await stop();
  }
} catch (error) {
  if (error instanceof AppError) say({ kind: 'refused', code: error.code, status: error.status, ...error.sentence });
  else say({ kind: 'failed', message: reasonOf(error as Error) });
} finally {
  await close();
}
