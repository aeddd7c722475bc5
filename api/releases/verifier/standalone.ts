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
  scope.onmessage = async ({ data }) => {
    const { address, key } = data as { readonly address: string; readonly key?: string };
    try {
      const reader = await readAddress(address, fetch.bind(globalThis));
      const found = await verifyRelease(reader, { ...(key && { key }), progress: (step, share) => scope.postMessage?.({ step, share }) });
      scope.postMessage?.({ found });
    } catch (error) {
      scope.postMessage?.({ failed: (error as Error).message });
    }
  };
}
