import { verifyRelease } from '../../../proof/release/verify.ts';
import { readAddress } from './readers.ts';
import { runVerify } from './run.ts';

/**
 * Becomes `verify.mjs`, the verifier in one file: `node verify.mjs <folder or address>`, or a module worker in a
 * browser that is sent an address and answers with progress and the findings.
 */
interface Scope {
  readonly process?: { readonly versions?: { readonly node?: string } };
  readonly WorkerGlobalScope?: unknown;
  onmessage?: ((event: { readonly data: unknown }) => void) | null;
  readonly postMessage?: (message: unknown) => void;
}

const scope = globalThis as unknown as Scope;

if (scope.process?.versions?.node !== undefined) await atTerminal();
else if (scope.WorkerGlobalScope !== undefined) inWorker();

async function atTerminal(): Promise<void> {
  const { default: process } = await import('node:process');
  const files = await import('node:fs/promises');
  const path = await import('node:path');
  process.exitCode = await runVerify(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    error: (text) => process.stderr.write(text),
    status: process.stderr.isTTY ? (line) => process.stderr.write(`\r\u001b[2K${line}`) : null,
    fetch,
    folder: async () => ({ readFile: files.readFile, readdir: files.readdir as never, resolve: path.resolve, relative: path.relative, separator: path.sep }),
  });
}

function inWorker(): void {
  scope.onmessage = async ({ data }) => scope.postMessage?.(await verifyAddress(data as Order, (message) => scope.postMessage?.(message)));
  scope.postMessage?.({ ready: true });
}

interface Order {
  readonly address: string;
  readonly key?: string;
}

/** Verifies the release behind an address. Never throws: the answer has `found`, or `failed` with why it could not run. */
export async function verifyAddress({ address, key }: Order, say: (message: object) => void): Promise<object> {
  try {
    const reader = await readAddress(address, fetch.bind(globalThis));
    return { found: await verifyRelease(reader, { ...(key && { key }), progress: (step, share) => say({ step, share }) }) };
  } catch (error) {
    return { failed: (error as Error).message };
  }
}
