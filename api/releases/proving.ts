import * as files from 'node:fs/promises';
import path from 'node:path';
import { type ReleaseReader, verifyRelease } from '../../proof/release/verify.ts';
import { releaseFolder } from './folder.ts';
import { type FolderAccess, readFolder } from './verifier/readers.ts';

export const FOLDER_ACCESS: FolderAccess = {
  readFile: files.readFile,
  readdir: (folder, options) => files.readdir(folder, options),
  resolve: path.resolve,
  relative: path.relative,
  separator: path.sep,
};

/**
 * A release is verified before it is published, as an outsider would, from its written files.
 * @throws Error with the first sentences that do not hold; nothing is published then.
 */
export async function refuseUnproved(data: string, number: number, dataDir: string): Promise<void> {
  const written = await readFolder(data, FOLDER_ACCESS);
  const before = await readFolder(path.join(releaseFolder(dataDir, number - 1), 'data'), FOLDER_ACCESS);
  const reader: ReleaseReader = { ...written, number, other: (release) => (release === number - 1 ? before : null) };
  const { findings, verdict } = await verifyRelease(reader);
  if (verdict !== 'fails') return;
  const failing = findings.filter(({ holds }) => holds === false).slice(0, 5);
  throw new Error(failing.map(({ sentence, where }) => `${sentence.en}${where ? ` [${where}]` : ''} / ${sentence.zh}`).join('\n'));
}
