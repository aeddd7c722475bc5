import { cp, mkdir, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ReleaseFile } from '../../proof/release/assemble.ts';

/**
 * How releases lie in the data folder: `releases/<n>/data` (the files and their manifest, permanent), `releases/<n>/packed`
 * (compressed copies of them), `releases/<n>/site` (pages built from exactly that data) and `current`, a link to the live site that is replaced in one step. A release
 * is put together under `releases/<n>.draft` and renamed when it is whole.
 */
export const releaseFolder = (dataDir: string, number: number): string => path.join(dataDir, 'releases', String(number));
export const draftFolder = (dataDir: string, number: number): string => `${releaseFolder(dataDir, number)}.draft`;
/** Compressed copies of a release's data, of a draft or of a finished one. */
export const packedFolder = (dataFolder: string): string => path.join(dataFolder, '..', 'packed');
export const currentSite = (dataDir: string): string => path.join(dataDir, 'current');

/** Writes the data of a release into its draft folder, in place of whatever an interrupted build left there. */
export async function writeData(dataDir: string, number: number, files: readonly ReleaseFile[]): Promise<string> {
  const draft = draftFolder(dataDir, number);
  await rm(draft, { recursive: true, force: true });
  for (const file of files) {
    const target = path.join(draft, 'data', file.path);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, file.text);
  }
  return path.join(draft, 'data');
}

/** Copies built pages, where there are any, into the draft and gives the whole its final name. */
export async function keepRelease(dataDir: string, number: number, built: string | null): Promise<void> {
  const draft = draftFolder(dataDir, number);
  if (built !== null) {
    await cp(built, path.join(draft, 'site'), { recursive: true });
    await rm(built, { recursive: true, force: true });
  }
  await rm(releaseFolder(dataDir, number), { recursive: true, force: true });
  await rename(draft, releaseFolder(dataDir, number));
}

/** Makes a release the live one: a new link is made beside the old one and moved over it, which is one step. */
export async function switchTo(dataDir: string, number: number): Promise<void> {
  const link = currentSite(dataDir);
  const fresh = `${link}.${process.pid}.${number}`;
  await rm(fresh, { force: true });
  await symlink(path.join('releases', String(number), 'site'), fresh);
  await rename(fresh, link);
}

/** The number that is live; null before the first release. Numbers above it are not public, whatever lies on the disk. */
export async function liveNumber(dataDir: string): Promise<number | null> {
  try {
    return Number(path.basename(path.dirname(await readlink(currentSite(dataDir)))));
  } catch {
    return null;
  }
}

/** The releases that readers may see, as the on-demand pages know them. */
export interface PublishedReleases {
  readonly live: number | null;
  /** The data folder of a published number; null for all others. */
  readonly folder: (number: number) => string | null;
}

export async function publishedReleases(dataDir: string): Promise<PublishedReleases> {
  const live = await liveNumber(dataDir);
  const isPublished = (number: number): boolean => Number.isSafeInteger(number) && number >= 1 && number <= (live ?? 0);
  return { live, folder: (number) => (isPublished(number) ? path.join(releaseFolder(dataDir, number), 'data') : null) };
}
