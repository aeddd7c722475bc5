import path from 'node:path';
import { ConfigFault, readConfig } from './config.ts';
import { AppError } from './errors.ts';
import { SchemeFaults } from './schemes/schemes.ts';
import { StartFault } from './start/fault.ts';
import { createLifecycle } from './start/lifecycle.ts';
import { start } from './start/main.ts';
import { createProgress } from './start/progress.ts';

const PROJECT = path.resolve(import.meta.dirname, '..');
const lifecycle = createLifecycle();
let stopping = false;

/** Stops everything that was started, then ends with one sentence (if any) and an exit code; never a stack trace. */
async function end(code: number, sentence?: string): Promise<never> {
  stopping = true;
  if (sentence) process.stderr.write(`\n${sentence}\n`);
  try {
    await lifecycle.stop();
  } catch (error) {
    process.stderr.write(`Not everything stopped: ${(error as Error).message}\n`);
  }
  process.exit(code);
}

/** What went wrong, and for an input its first faults. */
const sentenceOf = (error: unknown): string =>
  error instanceof AppError
    ? [error.sentence.en, ...error.faults.slice(0, 5).map((fault) => `${fault.path}: ${fault.message.en}`)].join('\n')
    : (error as Error).message;

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void (stopping || end(0)));

try {
  const config = readConfig(process.env, PROJECT);
  process.stdout.write(`Gongping 公评 · ${config.city}\n`);
  const address = await start(
    config,
    createProgress((text) => process.stdout.write(text)),
    lifecycle,
  );
  process.stdout.write(`\n  ${address}\n\n  Ctrl-C stops it.\n\n`);
} catch (error) {
  // A signal during the start closes what the start still uses; that is no fault.
  if (!stopping)
    await end(error instanceof StartFault ? error.exitCode : error instanceof ConfigFault || error instanceof SchemeFaults ? 1 : 2, sentenceOf(error));
}
