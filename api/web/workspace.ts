import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

/** What the on-demand pages are made of: a change in any of these needs a new build. */
const SOURCES = ['site/**/*', 'proof/**/*.ts', 'scoring/**/*.ts', 'content/*.ts', 'content/schemas/*.ts', 'astro.config.mjs', 'package-lock.json'];

/** Builds the on-demand pages once per product version. @returns the folder with `server/` and `client/`. */
export async function ensureWorkspace(projectDir: string): Promise<{ readonly folder: string; readonly built: boolean }> {
  const folder = path.join(projectDir, '.build', 'workspace', fingerprint(projectDir));
  if (existsSync(path.join(folder, 'server/entry.mjs'))) return { folder, built: false };
  const draft = `${folder}.draft-${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  await build(projectDir, folder, draft);
  return { folder, built: true };
}

function fingerprint(projectDir: string): string {
  const hash = createHash('sha256');
  for (const file of globSync(SOURCES, { cwd: projectDir, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name)).sort()) {
    hash.update(path.relative(projectDir, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

function build(projectDir: string, folder: string, draft: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = fork(path.join(import.meta.dirname, 'workspace-worker.ts'), [draft, folder], {
      cwd: projectDir,
      env: { ...process.env, GONGPING_BUILD: 'workspace', ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let said = '';
    const keep = (chunk: Buffer): void => {
      said = `${said}${chunk}`.slice(-4000);
    };
    worker.stdout?.on('data', keep);
    worker.stderr?.on('data', keep);
    worker.once('error', reject);
    worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the workspace build ended with code ${code}: ${said.trim()}`))));
  });
}
