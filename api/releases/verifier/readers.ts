import type { ReleaseReader } from '../../../proof/release/verify.ts';

/** Names a place at which no release can be read, in a sentence. */
export class NoRelease extends Error {}

/** Size above which an answer is not taken for a file of a release. */
const LARGEST = 512 * 1024 * 1024;

/**
 * Reads a release behind an http(s) address: its data folder, its manifest, `/releases/<n>`, `/releases/latest`, or the
 * site itself, which means the latest. `get` is the platform's `fetch`.
 */
export async function readAddress(address: string, get: typeof fetch): Promise<ReleaseReader> {
  const base = await baseOf(new URL(address), get);
  return under(base, get);
}

function under(base: URL, get: typeof fetch): ReleaseReader {
  const number = base.pathname.match(/\/releases\/(\d+)\/data\/$/)?.[1];
  return {
    read: (path) => download(new URL(path, base), get),
    number: number === undefined ? null : Number(number),
    ...(number !== undefined && { other: (release: number) => under(new URL(`../../${release}/data/`, base), get) }),
  };
}

async function baseOf(url: URL, get: typeof fetch): Promise<URL> {
  const clean = new URL(url);
  clean.search = '';
  clean.hash = '';
  const { pathname } = clean;
  if (pathname.endsWith('/manifest.json')) return new URL('./', clean);
  const numbered = pathname.match(/^(.*\/releases\/\d+)\/?$/)?.[1];
  if (numbered !== undefined) return new URL(`${numbered}/data/`, clean);
  if (/\/data\/?$/.test(pathname)) return new URL(pathname.endsWith('/') ? pathname : `${pathname}/`, clean);
  const latest = new URL(/\/releases\/latest\/?$/.test(pathname) ? pathname : '/releases/latest', clean);
  const answer = await get(latest, { redirect: 'follow' });
  await answer.body?.cancel();
  if (answer.ok && answer.url.endsWith('/manifest.json')) return new URL('./', answer.url);
  return new URL(pathname.endsWith('/') ? pathname : `${pathname}/`, clean);
}

async function download(url: URL, get: typeof fetch): Promise<Uint8Array | null> {
  const answer = await get(url, { redirect: 'follow' });
  if (answer.status === 404 || answer.status === 410) {
    await answer.body?.cancel();
    return null;
  }
  if (!answer.ok) throw new NoRelease(`${url.href} answered ${answer.status}.`);
  if (Number(answer.headers.get('content-length') ?? 0) > LARGEST) throw new NoRelease(`${url.href} is too large for a file of a release.`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** The parts of `node:fs/promises` and `node:path` that a folder needs; handed in, so that a browser never loads them. */
export interface FolderAccess {
  readonly readFile: (file: string) => Promise<Uint8Array>;
  readonly readdir: (
    folder: string,
    options: { recursive: true; withFileTypes: true },
  ) => Promise<{ name: string; parentPath: string; isDirectory(): boolean }[]>;
  readonly resolve: (...parts: string[]) => string;
  readonly relative: (from: string, to: string) => string;
  readonly separator: string;
}

/** Reads a release in a folder: its data folder, or the folder around it. */
export async function readFolder(name: string, access: FolderAccess): Promise<ReleaseReader> {
  const given = access.resolve(name);
  const inside = access.resolve(given, 'data');
  const [here, below] = await Promise.all([given, inside].map((folder) => fileIn(folder, 'manifest.json', access)));
  return folderReader(here === null && below !== null ? inside : given, access);
}

function folderReader(folder: string, access: FolderAccess): ReleaseReader {
  const numbered = folder.split(access.separator).slice(-3);
  const number = numbered[0] === 'releases' && numbered[2] === 'data' && /^\d+$/.test(numbered[1] ?? '') ? Number(numbered[1]) : null;
  return {
    read: (path) => fileIn(folder, path, access),
    list: async () => {
      const entries = await access.readdir(folder, { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => !entry.isDirectory())
        .map((entry) => access.relative(folder, access.resolve(entry.parentPath, entry.name)).replaceAll(access.separator, '/'))
        .sort();
    },
    number,
    ...(number !== null && { other: (release: number) => folderReader(access.resolve(folder, '..', '..', String(release), 'data'), access) }),
  };
}

async function fileIn(folder: string, path: string, access: FolderAccess): Promise<Uint8Array | null> {
  try {
    return await access.readFile(access.resolve(folder, path));
  } catch (error) {
    const { code = '' } = error as { code?: string };
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(code)) return null;
    throw new NoRelease(`${access.resolve(folder, path)} cannot be read (${code}).`);
  }
}
