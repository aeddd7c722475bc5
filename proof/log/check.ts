import { fromUtf8, toHex, utf8 } from '../bytes.ts';
import { manifestText } from '../manifest.ts';
import { leafHash } from '../merkle.ts';
import type { WindowRecord } from '../release/files.ts';
import { logOrigin, openCheckpoint } from './checkpoint.ts';
import { type ListLine, type LogList, listMaker, type PublishedLog, partPaths, readPart } from './lists.ts';
import { type LogFile, TILE_WIDTH, tileMaker, tilePaths, tilesOfLevel } from './tiles.ts';

/** Reads a file of one window's log; null when there is none. */
type ReadLog = (path: string) => Promise<Uint8Array | null>;

/** What can be wrong with a published log; `where` is the file. */
export interface LogFault {
  readonly kind: 'missing' | 'tile' | 'order' | 'manifest' | 'root' | 'checkpoint' | 'tickets' | 'spoiled' | 'counts';
  readonly where: string;
}

/** Ends the reading at the first file that is wrong. */
class Wrong extends Error {
  readonly fault: LogFault;
  constructor(kind: LogFault['kind'], where: string) {
    super(`${kind}: ${where}`);
    this.fault = { kind, where };
  }
}

/** Every path of a window's log, `log/<window>/` left out. */
export const logPaths = ({ leaves, tickets, spoiled }: PublishedLog): string[] => [
  'checkpoint',
  ...tilePaths(leaves),
  ...partPaths('tickets', tickets.lines),
  ...partPaths('spoiled', spoiled.lines),
];

/**
 * Reads a window's whole log and compares it with the statement signed at opening: leaf 0 is the manifest, the leaves
 * are sorted, every tile follows from the leaves, the root is the signed one, the checkpoint says the same, as many
 * tickets as ballots, each spoiled leaf is in the log and counted by its reason. Memory holds one tile per level.
 * @returns the first fault; null when all holds.
 */
export async function checkLog(record: WindowRecord & { readonly published: PublishedLog }, read: ReadLog): Promise<LogFault | null> {
  try {
    await checkTiles(record, read);
    await checkLists(record, read);
    return null;
  } catch (error) {
    if (error instanceof Wrong) return error.fault;
    throw error;
  }
}

async function get(read: ReadLog, path: string): Promise<Uint8Array> {
  const bytes = await read(path);
  if (bytes === null) throw new Wrong('missing', path);
  return bytes;
}

const HASH = 32;

type Published = WindowRecord & { readonly published: PublishedLog };

async function checkTiles({ window, manifest, log, published }: Published, read: ReadLog): Promise<void> {
  const maker = tileMaker();
  const spoiled: string[] = [];
  for await (const { key } of eachLine('spoiled', published, read)) spoiled.push(key);
  let [before, found] = ['', 0];
  for (const path of tilesOfLevel(0, published.leaves)) {
    for (const leaf of hashesIn(path, await get(read, path))) {
      const hex = toHex(leaf);
      if (path.startsWith('tile/0/000') && before === '') {
        if (hex !== leafHash(utf8(manifestText(manifest)))) throw new Wrong('manifest', path);
        before = '0';
      } else {
        if (hex < before) throw new Wrong('order', path);
        before = hex;
        while (spoiled[found] === hex) found += 1;
      }
      for (const above of maker.add(leaf)) await expectSame(above, read);
    }
  }
  for (const tile of maker.rest()) await expectSame(tile, read);
  const { root } = log?.statement ?? {};
  if (maker.root() !== root) throw new Wrong('root', 'tile/0');
  if (found < spoiled.length) throw new Wrong('spoiled', 'spoiled');
  const checkpoint = openCheckpoint(textOr(await get(read, 'checkpoint')), logOrigin(manifest.city, window), manifest.signingKey);
  if (checkpoint?.root !== root || checkpoint?.size !== published.leaves) throw new Wrong('checkpoint', 'checkpoint');
}

function hashesIn(path: string, bytes: Uint8Array): Uint8Array[] {
  const width = Number(path.match(/\.p\/(\d+)$/)?.[1] ?? TILE_WIDTH);
  if (bytes.length !== width * HASH) throw new Wrong('tile', path);
  return Array.from({ length: width }, (_, at) => bytes.subarray(at * HASH, (at + 1) * HASH));
}

async function expectSame({ path, bytes }: LogFile, read: ReadLog): Promise<void> {
  if (path.startsWith('tile/0/')) return;
  const there = await get(read, path);
  if (there.length !== bytes.length || there.some((byte, at) => byte !== bytes[at])) throw new Wrong('tile', path);
}

async function checkLists({ log, published }: Published, read: ReadLog): Promise<void> {
  const { ballots = -1, spoiled: counts = {} } = log?.statement ?? {};
  if (published.leaves !== ballots + 1) throw new Wrong('counts', 'checkpoint');
  let before = '';
  for await (const { key, value } of eachLine('tickets', published, read)) {
    if (key === before || !/^[1-9]\d*$/.test(value)) throw new Wrong('tickets', key);
    before = key;
  }
  if (published.tickets.lines !== ballots) throw new Wrong('tickets', 'tickets');
  const byReason = new Map<string, number>();
  for await (const { value } of eachLine('spoiled', published, read)) byReason.set(value, (byReason.get(value) ?? 0) + 1);
  const signed = Object.entries(counts);
  if (signed.length !== byReason.size || signed.some(([reason, n]) => byReason.get(reason) !== n)) throw new Wrong('counts', 'spoiled');
}

/** The lines of a list in their order, and at the end its digest. */
async function* eachLine(list: LogList, published: PublishedLog, read: ReadLog): AsyncGenerator<ListLine> {
  const maker = listMaker(list);
  let before = '';
  for (const path of partPaths(list, published[list].lines)) {
    const lines = partOr(list, path, await get(read, path));
    if (before > (lines[0]?.key ?? '')) throw new Wrong(list, path);
    before = lines.at(-1)?.key ?? '';
    for (const line of lines) {
      maker.add(`${line.key} ${line.value}`);
      yield line;
    }
  }
  maker.rest();
  const digest = maker.digest();
  if (digest.lines !== published[list].lines || digest.sha256 !== published[list].sha256) throw new Wrong(list, list);
}

function partOr(list: LogList, path: string, bytes: Uint8Array): ListLine[] {
  try {
    return readPart(fromUtf8(bytes));
  } catch {
    throw new Wrong(list, path);
  }
}

function textOr(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes);
  } catch {
    return '';
  }
}
