import { type Bytes, concat, fromBase64url, fromUtf8 } from '../bytes.ts';
import { canonicalBytes } from '../canonical.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { sha256 } from '../hash.ts';
import { openingKey, suite } from '../keys.ts';
import type { Leaf } from '../opening.ts';
import { BALLOTS_FORMAT, BALLOTS_INFO, type BallotsHeader, nonceOf, PIECE } from './ballots-file.ts';

const TAG = 16;
const ENCAPSULATED = 65;
/** The first line names a handful of auditors; what is longer is no such line. */
const LONGEST_HEADER = 64 * 1024;

/** A file that cannot be read with this key: another auditor's, altered, or cut off. */
export class BallotsFault extends Error {
  readonly reason: 'form' | 'not-for-you' | 'altered';
  constructor(reason: BallotsFault['reason']) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * Opens a file with an auditor's key, as it arrives: memory holds one piece of it, however many ballots there are. The
 * leaves can be read once. @throws BallotsFault, also while leaves are read: until their end none of them is proved complete
 */
export async function openBallots(
  file: AsyncIterable<Uint8Array>,
  { publicKey, privateKey }: { readonly publicKey: string; readonly privateKey: string },
): Promise<{ readonly header: BallotsHeader; readonly leaves: () => AsyncGenerator<Leaf> }> {
  const waiting = reading(file);
  const first = await waiting.line();
  const header = readHeader(first);
  const { window, root } = header;
  const own = header.auditors.find(({ fingerprint }) => fingerprint === fingerprintOf(publicKey));
  if (!own) throw new BallotsFault('not-for-you');
  const secret = await openKey(own.sealedKey, privateKey, { window, root });
  return { header, leaves: () => eachLeaf(waiting, first, secret) };
}

/** A stream as its reader wants it, whatever the sizes in which it arrives. */
interface Reading {
  /** Bytes up to the first line feed and with it. */
  readonly line: () => Promise<Bytes>;
  /** So many bytes, fewer at the end only, and whether nothing comes after them. */
  readonly take: (length: number) => Promise<{ readonly bytes: Bytes; readonly last: boolean }>;
}

function reading(stream: AsyncIterable<Uint8Array>): Reading {
  const chunks = stream[Symbol.asyncIterator]();
  let held: Bytes = new Uint8Array();
  let ended = false;
  const more = async (length: number): Promise<void> => {
    const parts: Uint8Array[] = [held];
    for (let size = held.length; size < length && !ended; ) {
      const { value, done } = await chunks.next();
      if (done) ended = true;
      else parts.push(value);
      size += value?.length ?? 0;
    }
    if (parts.length > 1) held = concat(...parts);
  };
  const cut = (length: number): Bytes => {
    const bytes = held.slice(0, length);
    held = held.slice(length);
    return bytes;
  };
  return {
    line: async () => {
      while (!held.includes(10) && !ended && held.length < LONGEST_HEADER) await more(held.length + 1);
      return cut(held.indexOf(10) + 1);
    },
    take: async (length) => {
      await more(length + 1);
      const last = held.length <= length;
      return { bytes: cut(length), last };
    },
  };
}

function readHeader(bytes: Uint8Array): BallotsHeader {
  try {
    const header = JSON.parse(fromUtf8(bytes)) as BallotsHeader;
    const right = header.format === BALLOTS_FORMAT && typeof header.window === 'string' && typeof header.root === 'string' && Array.isArray(header.auditors);
    if (right) return header;
  } catch {}
  throw new BallotsFault('form');
}

async function openKey(sealed: string, privateKey: string, about: { readonly window: string; readonly root: string }): Promise<ArrayBuffer> {
  try {
    const { pair } = await openingKey(privateKey);
    const bytes = fromBase64url(sealed);
    return await suite.open(
      { recipientKey: pair, enc: bytes.slice(0, ENCAPSULATED).buffer, info: BALLOTS_INFO },
      bytes.slice(ENCAPSULATED).buffer,
      canonicalBytes({ ...about }).buffer,
    );
  } catch {
    throw new BallotsFault('altered');
  }
}

async function* eachLeaf(file: Reading, first: Bytes, secret: ArrayBuffer): AsyncGenerator<Leaf> {
  const key = await crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['decrypt']);
  const additionalData = sha256(first);
  let open: Bytes = new Uint8Array();
  for (let [number, atEnd] = [0, false]; !atEnd; number++) {
    const { bytes, last } = await file.take(PIECE + TAG);
    const piece = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonceOf(number, last), additionalData }, key, bytes).catch(() => null);
    if (piece === null) throw new BallotsFault('altered');
    open = concat(open, new Uint8Array(piece));
    const end = open.lastIndexOf(10) + 1;
    const lines = fromUtf8(open.subarray(0, end)).split('\n');
    for (const line of lines.slice(0, -1)) yield readLeafLine(line);
    open = open.slice(end);
    atEnd = last;
  }
  if (open.length > 0) throw new BallotsFault('altered');
}

function readLeafLine(line: string): Leaf {
  const [leafHash, unit, group, stratum, channel, riskClass, ballot, spoiled] = JSON.parse(line) as [
    string,
    string,
    string,
    string,
    string,
    string,
    string | null,
    Leaf['spoiled'],
  ];
  return { leafHash, unit, group, stratum, channel, riskClass, ballot, spoiled };
}
