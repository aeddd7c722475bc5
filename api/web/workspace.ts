import { createHash } from 'node:crypto';
import { existsSync, globSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { runProgram } from '../process.ts';

/** What the on-demand pages are made of: a change in any of these needs a new build. */
const SOURCES = [
  'site/**/*',
  'proof/**/*.ts',
  'scoring/**/*.ts',
  'content/*.ts',
  'content/schemas/*.ts',
  'api/web/*.ts',
  'astro.config.mjs',
  'package-lock.json',
];

/** Builds the on-demand pages once per product version. @returns the folder with `server/` and `client/`. */
export async function ensureWorkspace(projectDir: string): Promise<{ readonly folder: string; readonly built: boolean }> {
  const folder = path.join(projectDir, '.build', 'workspace', fingerprint(projectDir));
  if (existsSync(path.join(folder, 'server/entry.mjs'))) return { folder, built: false };
  const draft = `${folder}.draft-${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  await runProgram(path.join(import.meta.dirname, 'workspace-worker.ts'), [draft, folder], projectDir, { GONGPING_BUILD: 'workspace' });
  forgetOld(path.dirname(folder), folder);
  return { folder, built: true };
}

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** Builds of earlier versions go after a week; until then another process may still run on one. */
function forgetOld(builds: string, kept: string): void {
  for (const name of readdirSync(builds)) {
    const build = path.join(builds, name);
    if (build !== kept && statSync(build).mtimeMs < Date.now() - WEEK_MS) rmSync(build, { recursive: true, force: true });
  }
}

function fingerprint(projectDir: string): string {
  const hash = createHash('sha256');
  for (const file of globSync(SOURCES, { cwd: projectDir, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()) {
    hash.update(path.relative(projectDir, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}
