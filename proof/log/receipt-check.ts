import { fromHex, fromUtf8, utf8 } from '../bytes.ts';
import { manifestDigest, manifestText } from '../manifest.ts';
import { isTicket } from '../mark.ts';
import { leafHash } from '../merkle.ts';
import { isSigned, type Receipt } from '../receipt.ts';
import type { WindowRecord } from '../release/files.ts';
import { inclusionProof, rootFromProof } from './inclusion.ts';
import { type LogList, type PublishedLog, partPaths, readPart } from './lists.ts';
import { readTile, tileMaker, tileReader, tilesOfLevel } from './tiles.ts';

/** A receipt as it was kept: what it says, and the signature. Whatever else stands in the file is passed over. */
export interface KeptReceipt {
  readonly receipt: Receipt;
  readonly signature: string;
}

/** What became of a ballot. Never what it says. */
export type ReceiptState =
  /** Its hash is in the log that was signed at opening. */
  | { readonly state: 'counted'; readonly position: number; readonly ballots: number; readonly whole: boolean }
  | { readonly state: 'spoiled'; readonly reason: string }
  /** A later revision of the same ticket took its place. */
  | { readonly state: 'superseded'; readonly revision: number }
  /** Not in the log. `listed`: the box held a ballot of this ticket and revision all the same. */
  | { readonly state: 'missing'; readonly listed: boolean }
  /** The window has no published log yet. */
  | { readonly state: 'waiting' }
  | { readonly state: 'unknown-window' }
  | { readonly state: 'not-signed' }
  /** The published log is not the one that was signed. */
  | { readonly state: 'log-broken'; readonly where: string };

/** Reads files of a release, by their path under its data; null when there is none. */
type ReadData = (path: string) => Promise<Uint8Array | null>;

/** Below this all leaves and lists are read, so that the requests say nothing of the receipt. Bytes. */
export const READ_WHOLE_BELOW = 5 * 1024 * 1024;
/** Of a line of the list of tickets: 22 characters, a blank, the revision, the end. */
const TICKET_LINE = 26;

export const bytesOfLog = ({ leaves, tickets }: PublishedLog): number => leaves * 32 + tickets.lines * TICKET_LINE;

/** A receipt from the text of its file; null when it is none. */
export function readReceipt(text: string): KeptReceipt | null {
  try {
    const { receipt, signature } = JSON.parse(text.slice(0, 20_000)) as KeptReceipt;
    const { v, window, unit, ticket, revision, leafHash: leaf } = receipt;
    const shaped =
      v === 1 &&
      /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/.test(window) &&
      typeof unit === 'string' &&
      isTicket(ticket) &&
      Number.isSafeInteger(revision) &&
      revision > 0 &&
      /^[0-9a-f]{64}$/.test(leaf) &&
      typeof signature === 'string';
    return shaped ? { receipt: { v, window, unit, ticket, revision, leafHash: leaf }, signature } : null;
  } catch {
    return null;
  }
}

class Broken extends Error {}

/** Looks a receipt up in the log of its window. @throws only when `read` does. */
export async function checkReceipt({ receipt, signature }: KeptReceipt, read: ReadData): Promise<ReceiptState> {
  const bytes = await read(`windows/${receipt.window}.json`);
  if (bytes === null) return { state: 'unknown-window' };
  try {
    const record = JSON.parse(fromUtf8(bytes)) as WindowRecord;
    if (!isSigned('receipt', receipt, signature, record.manifest.signingKey)) return { state: 'not-signed' };
    const { log, published } = record;
    if (!log || !published) return { state: 'waiting' };
    if (!isSigned('log', log.statement, log.signature, record.manifest.signingKey)) throw new Broken('windows');
    if (log.statement.manifest !== manifestDigest(record.manifest) || log.statement.ballots !== published.leaves - 1) throw new Broken('windows');
    return await lookUp(receipt, record, published, (path) => readOr(read, `log/${receipt.window}/${path}`));
  } catch (error) {
    if (error instanceof Broken || error instanceof SyntaxError || error instanceof RangeError || error instanceof TypeError)
      return { state: 'log-broken', where: error.message };
    throw error;
  }
}

async function readOr(read: ReadData, path: string): Promise<Uint8Array> {
  const bytes = await read(path);
  if (bytes === null) throw new Broken(path);
  return bytes;
}

type Read = (path: string) => Promise<Uint8Array>;

async function lookUp(receipt: Receipt, record: WindowRecord, published: PublishedLog, read: Read): Promise<ReceiptState> {
  const whole = bytesOfLog(published) <= READ_WHOLE_BELOW;
  const position = await (whole ? findInAll : findBySearch)(receipt.leafHash, record, published, read);
  const [spoiled, ticket] = whole
    ? [lineIn(await readList('spoiled', published, read), receipt.leafHash), lineIn(await readList('tickets', published, read), receipt.ticket)]
    : [await searchList('spoiled', receipt.leafHash, published, read), position === null ? await searchList('tickets', receipt.ticket, published, read) : null];
  if (position !== null) return spoiled === null ? { state: 'counted', position, ballots: published.leaves - 1, whole } : { state: 'spoiled', reason: spoiled };
  const last = ticket === null ? 0 : Number(ticket);
  return last > receipt.revision ? { state: 'superseded', revision: last } : { state: 'missing', listed: last === receipt.revision };
}

/** Reads every leaf and computes the root of all. @returns the place of the leaf; null when it is not there. */
async function findInAll(leaf: string, { log }: WindowRecord, { leaves }: PublishedLog, read: Read): Promise<number | null> {
  const maker = tileMaker();
  let [at, found] = [0, null as number | null];
  for (const path of tilesOfLevel(0, leaves)) {
    for (const hash of readTile(path, await read(path))) {
      maker.add(fromHex(hash));
      if (at > 0 && hash === leaf) found ??= at;
      at += 1;
    }
  }
  if (maker.root() !== log?.statement.root) throw new Broken('tile/0');
  return found;
}

/** Binary search over the sorted leaves; what is found, or the neighbours where nothing is, is proved under the root. */
async function findBySearch(leaf: string, { manifest, log }: WindowRecord, { leaves }: PublishedLog, read: Read): Promise<number | null> {
  const { leafAt, nodeAt } = tileReader(leaves, read);
  const proved = async (index: number): Promise<string> => {
    const hash = await leafAt(index);
    const root = rootFromProof(hash, index, leaves, await inclusionProof(index, leaves, nodeAt));
    if (root !== log?.statement.root) throw new Broken(`leaf ${index}`);
    return hash;
  };
  if ((await proved(0)) !== leafHash(utf8(manifestText(manifest)))) throw new Broken('leaf 0');
  let [low, high] = [1, leaves];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((await leafAt(middle)) < leaf) low = middle + 1;
    else high = middle;
  }
  if (low > 1 && (await proved(low - 1)) >= leaf) throw new Broken('order');
  const here = low < leaves ? await proved(low) : null;
  if (here !== null && here < leaf) throw new Broken('order');
  return here === leaf ? low : null;
}

async function readList(list: LogList, published: PublishedLog, read: Read) {
  const parts = [];
  for (const path of partPaths(list, published[list].lines)) parts.push(...readPart(fromUtf8(await read(path))));
  return parts;
}

const lineIn = (lines: ReturnType<typeof readPart>, key: string): string | null => lines.find((line) => line.key === key)?.value ?? null;

/** The line of a key, by a search that reads few parts. */
async function searchList(list: LogList, key: string, published: PublishedLog, read: Read): Promise<string | null> {
  const paths = partPaths(list, published[list].lines);
  let [low, high] = [0, paths.length - 1];
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const lines = readPart(fromUtf8(await read(paths[middle] ?? '')));
    if (key < (lines[0]?.key ?? '')) high = middle - 1;
    else if (key > (lines.at(-1)?.key ?? '')) low = middle + 1;
    else return lineIn(lines, key);
  }
  return null;
}
