import { fromUtf8 } from '../../bytes.ts';
import type { ReleaseManifest } from '../files.ts';

/** Where a release is read from. Paths are relative to its data folder. */
export interface ReleaseReader {
  /** The bytes of a file; null when there is none. @throws when it cannot be told. */
  readonly read: (path: string) => Promise<Uint8Array | null>;
  /** All paths there are; absent where that cannot be known, as behind an address. */
  readonly list?: () => Promise<readonly string[]>;
  /** Another release of the same installation; absent where none can be reached. */
  readonly other?: (release: number) => ReleaseReader | null;
  /** The number under which the release was asked for; null for a folder with another name. */
  readonly number?: number | null;
}

/** A release whose manifest could be read, with the bytes of all files that are there. */
export interface Opened {
  readonly reader: ReleaseReader;
  readonly manifest: ReleaseManifest;
  readonly manifestBytes: Uint8Array;
  readonly manifestSha256: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Text of a file. @throws when it is missing or not UTF-8. */
export function textOf({ files }: Opened, path: string): string {
  const bytes = files.get(path);
  if (!bytes) throw new Error(`${path} is missing`);
  return fromUtf8(bytes);
}

/** JSON of a file as it is typed; what cannot be read throws, what has another form throws where it is used. */
export const jsonOf = <T>(opened: Opened, path: string): T => JSON.parse(textOf(opened, path)) as T;
