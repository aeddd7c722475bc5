import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';

/** Evidence files in the data folder, each under its SHA-256. */
export interface EvidenceStore {
  /** Keeps the bytes: wholly on the disk, or not at all. */
  readonly keep: (sha256: string, content: Uint8Array) => Promise<void>;
  readonly remove: (sha256: string) => Promise<void>;
  /** Null when the bytes are not there. */
  readonly read: (sha256: string) => Promise<{ readonly length: number; readonly stream: ReadableStream } | null>;
}

export function createEvidenceStore(dataDir: string): EvidenceStore {
  const folder = path.join(dataDir, 'evidence');
  const fileOf = (sha256: string): string => path.join(folder, sha256);
  return {
    keep: async (sha256, content) => {
      if (await exists(fileOf(sha256))) return;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const half = path.join(folder, `.${randomUUID()}`);
      try {
        await writeSafely(half, content);
        await rename(half, fileOf(sha256));
      } catch (error) {
        await rm(half, { force: true });
        throw error;
      }
    },
    remove: (sha256) => rm(fileOf(sha256), { force: true }),
    read: async (sha256) => {
      const found = await stat(fileOf(sha256)).catch(() => null);
      if (!found?.isFile()) return null;
      return { length: found.size, stream: Readable.toWeb(createReadStream(fileOf(sha256))) as ReadableStream };
    },
  };
}

async function writeSafely(file: string, content: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
