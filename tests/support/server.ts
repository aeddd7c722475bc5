import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export interface StartedServer {
  readonly url: string;
  readonly process: ChildProcess;
  readonly output: () => string;
  /** Sends a signal and waits for the end. @returns exit code, null when a signal ended it. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>;
}

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, 'localhost', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });

/** Starts the product as `npm start` does and waits until it answers. */
export async function startServer(settings: Readonly<Record<string, string>>): Promise<StartedServer> {
  const port = await freePort();
  const child = spawn('node', ['api/server.ts'], {
    env: { ...process.env, LOG_LEVEL: 'error', DATABASE_URL: '', PUBLIC_URL: '', HOST: '', PORT: String(port), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (said += chunk));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = `http://localhost:${port}`;
  for (let left = 1500; left > 0; left--) {
    if (child.exitCode !== null) throw new Error(`the server ended with code ${child.exitCode}: ${said}`);
    const ready = await fetch(`${url}/readyz`).catch(() => null);
    if (ready?.ok) break;
    await delay(100);
  }
  return {
    url,
    process: child,
    output: () => said,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}
