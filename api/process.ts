import { fork } from 'node:child_process';

/** Runs one of the product's own programs in a process of its own. @throws Error with the first lines of what it said. */
export function runProgram(program: string, args: readonly string[], cwd: string, environment: Readonly<Record<string, string>>): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(program, args, {
      cwd,
      env: { ...process.env, ...environment, ASTRO_TELEMETRY_DISABLED: '1', NO_COLOR: '1', NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let said = '';
    const keep = (chunk: Buffer): void => {
      if (said.length < 2000) said += chunk;
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(said.trim().split('\n').slice(0, 6).join('\n') || `ended with code ${code}`))));
  });
}
