import { sign } from 'node:crypto';
import { cp, link, mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Queryable } from '../../db/client.ts';
import { eachLeafHash, eachSpoiled, eachTicket } from '../../db/queries/leaves.ts';
import { fromHex, toBase64url, utf8 } from '../../proof/bytes.ts';
import { checkpointText, logOrigin, signedNote } from '../../proof/log/checkpoint.ts';
import { type ListDigest, type LogList, listMaker, type PublishedLog } from '../../proof/log/lists.ts';
import { type LogFile, tileMaker } from '../../proof/log/tiles.ts';
import { manifestText } from '../../proof/manifest.ts';
import { leafHash } from '../../proof/merkle.ts';
import type { WindowRecord } from '../../proof/release/files.ts';
import type { Dependencies } from '../context.ts';

/** Folder of a window's log under a release's data. */
export const logFolder = (data: string, window: string): string => path.join(data, 'log', window);

/** What a release says of a window's log: read from the rows that the opening wrote, which never change. */
export const publishedLog = (db: Queryable, window: string, ballots: number): Promise<PublishedLog> =>
  db.transaction(async (tx) => ({
    leaves: ballots + 1,
    tickets: await digestOf('tickets', eachTicket(tx, window)),
    spoiled: await digestOf('spoiled', eachSpoiled(tx, window)),
  }));

async function digestOf(list: LogList, lines: AsyncIterable<string>): Promise<ListDigest> {
  const maker = listMaker(list);
  for await (const line of lines) maker.add(line);
  maker.rest();
  return maker.digest();
}

/**
 * Puts the logs of all opened windows into the data of a release. A log that the release before has is linked, not
 * written again: it never changes, and every release is whole by itself. Verification reads the files, linked or new.
 */
export async function writeLogs(deps: Dependencies, records: readonly WindowRecord[], data: string, before: string | null): Promise<void> {
  for (const record of records) {
    if (!record.published || !record.log) continue;
    const into = logFolder(data, record.window);
    if (before === null || !(await linkFolder(logFolder(before, record.window), into))) await writeLog(deps, record, into);
  }
}

/** @returns false when there is nothing to link. */
async function linkFolder(from: string, into: string): Promise<boolean> {
  const entries = await readdir(from, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    const target = path.join(into, path.relative(from, file));
    await mkdir(path.dirname(target), { recursive: true });
    await link(file, target).catch(() => cp(file, target)); // a disk without hard links
  }
  return entries.length > 0;
}

async function writeLog({ db, secrets }: Dependencies, { window, manifest, log }: WindowRecord, into: string): Promise<void> {
  const keep = async (files: readonly LogFile[]): Promise<void> => {
    for (const file of files) {
      const target = path.join(into, file.path);
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, file.bytes);
    }
  };
  await db.transaction(async (tx) => {
    const tiles = tileMaker();
    await keep(tiles.add(fromHex(leafHash(utf8(manifestText(manifest))))));
    for await (const hash of eachLeafHash(tx, window)) await keep(tiles.add(fromHex(hash)));
    await keep(tiles.rest());
    await writeList('tickets', eachTicket(tx, window), keep);
    await writeList('spoiled', eachSpoiled(tx, window), keep);
  });
  const origin = logOrigin(manifest.city, window);
  const text = checkpointText({ origin, size: (log?.statement.ballots ?? 0) + 1, root: log?.statement.root ?? '' });
  const note = signedNote(text, origin, manifest.signingKey, toBase64url(sign(null, utf8(text), secrets.signingKey)));
  await keep([{ path: 'checkpoint', bytes: utf8(note) }]);
}

async function writeList(list: LogList, lines: AsyncIterable<string>, keep: (files: readonly LogFile[]) => Promise<void>): Promise<void> {
  const maker = listMaker(list);
  for await (const line of lines) await keep(maker.add(line));
  await keep(maker.rest());
}
