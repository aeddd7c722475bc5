import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { getMimeType } from 'hono/utils/mime';

export type Encoding = 'br' | 'gzip';

/** The bytes of one encoding of a file, and the strong ETag that only these bytes have. */
export interface Body {
  readonly etag: string;
  readonly bytes: number;
  /** Bytes from `start` to `end`, both included. */
  readonly part: (start: number, end: number) => Uint8Array<ArrayBuffer> | ReadableStream;
}

/** A file that never changes under its path, with what was compressed of it when it was built. */
export interface StoredFile {
  readonly type: string;
  readonly plain: Body;
  readonly packed: Readonly<Partial<Record<Encoding, Body>>>;
}

export interface Files {
  /** @param packed path of the compressed copies, without their ending. @returns null when there is no such file. */
  readonly read: (file: string, packed?: string) => Promise<StoredFile | null>;
}

/** Larger files are read from the disk each time. */
const LARGEST_KEPT = 1024 * 1024;
const MEMORY = 64 * 1024 * 1024;
/** What a remembered file costs beside its bytes. */
const OVERHEAD = 1024;

/**
 * Reads files of built folders and keeps the ones asked for last in bounded memory, so that each is read and hashed
 * once. Only for folders whose files never change once they are served.
 */
export function createFiles(memory = MEMORY): Files {
  const known = new Map<string, { readonly file: StoredFile; readonly cost: number }>();
  const loading = new Map<string, Promise<StoredFile | null>>();
  let kept = 0;

  const keep = (name: string, file: StoredFile): void => {
    const cost = OVERHEAD + [file.plain, ...Object.values(file.packed)].reduce((sum, { bytes }) => sum + (bytes <= LARGEST_KEPT ? bytes : 0), 0);
    known.set(name, { file, cost });
    kept += cost;
    for (const [oldest, entry] of known) {
      if (kept <= memory) break;
      known.delete(oldest);
      kept -= entry.cost;
    }
  };

  const load = async (name: string, packed: string): Promise<StoredFile | null> => {
    const plain = await bodyOf(name);
    if (plain === null) return null;
    const [br, gzip] = await Promise.all([bodyOf(`${packed}.br`), bodyOf(`${packed}.gz`)]);
    const file = { type: typeOf(name), plain, packed: { ...(br && { br }), ...(gzip && { gzip }) } };
    keep(name, file);
    return file;
  };

  return {
    read: async (name, packed = name) => {
      const found = known.get(name);
      if (found) {
        known.delete(name);
        known.set(name, found);
        return found.file;
      }
      const running = loading.get(name) ?? load(name, packed).finally(() => loading.delete(name));
      loading.set(name, running);
      return running;
    },
  };
}

async function bodyOf(file: string): Promise<Body | null> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) return null;
  const bytes = found.size;
  if (bytes > LARGEST_KEPT) {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
    return { etag: etagOf(hash), bytes, part: (start, end) => Readable.toWeb(createReadStream(file, { start, end })) as ReadableStream };
  }
  const content = new Uint8Array(await readFile(file));
  return { etag: etagOf(createHash('sha256').update(content)), bytes, part: (start, end) => content.subarray(start, end + 1) };
}

const etagOf = (hash: ReturnType<typeof createHash>): string => `"${hash.digest('base64url').slice(0, 22)}"`;

/** Endings that the framework's list lacks. */
const TYPES: Readonly<Record<string, string>> = { yaml: 'application/yaml', atom: 'application/atom+xml', md: 'text/markdown' };

function typeOf(file: string): string {
  const type = getMimeType(file) ?? TYPES[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  return /^text\/|json$|xml$|yaml$/.test(type) && !type.includes('charset') ? `${type}; charset=utf-8` : type;
}
