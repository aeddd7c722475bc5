import { fork } from 'node:child_process';
import path from 'node:path';

/**
 * Builds the static pages of one release in a process of its own, so that a build never touches the server's memory.
 * The output folder must lie inside the project: generated code imports the project's packages.
 * @returns the folder with the pages.
 */
export function buildPages(projectDir: string, dataFolder: string, name: string): Promise<string> {
  const out = path.join(projectDir, '.build', 'releases', name);
  return new Promise((resolve, reject) => {
    const worker = fork(path.join(import.meta.dirname, 'build-worker.ts'), [out], {
      cwd: projectDir,
      env: { ...process.env, GONGPING_BUILD: 'release', GONGPING_RELEASE: dataFolder, ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let said = '';
    const keep = (chunk: Buffer): void => {
      said = `${said}${chunk}`.slice(-4000);
    };
    worker.stdout?.on('data', keep);
    worker.stderr?.on('data', keep);
    worker.once('error', reject);
    worker.once('exit', (code) => (code === 0 ? resolve(out) : reject(new Error(`the page build ended with code ${code}: ${said.trim()}`))));
  });
}
