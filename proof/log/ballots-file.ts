import { type Bytes, concat, fromBase64url, fromUtf8, toBase64url, utf8 } from '../bytes.ts';
import { canonicalBytes, canonicalJson, type Json } from '../canonical.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { sha256 } from '../hash.ts';
import { openingKey, sealingKey, suite } from '../keys.ts';
import type { Leaf } from '../opening.ts';

/**
 * All ballots of a window for named auditors, in one file. First a line of JSON: the window, the root of its log, and
 * for each auditor the file's key, sealed by HPKE for the auditor's P-256 key. Then pieces of 64 KiB under AES-128-GCM,
 * each numbered and the last one marked, so that none can be altered, swapped or cut off: the nonce is the number of
 * the piece and the mark, the additional data the SHA-256 of the first line. Inside: one line of JSON per leaf, in the order of the log.
 */
interface BallotsHeader {
  readonly format: 'gongping-ballots/1';
  readonly window: string;
  /** Root of the log whose ballots these are. */
  readonly root: string;
  readonly auditors: readonly { readonly name: string; readonly fingerprint: string; readonly sealedKey: string }[];
}

export interface Auditor {
  readonly name: string;
  /** P-256 point, uncompressed, base64url. */
  readonly publicKey: string;
}

const INFO = utf8('gongping/ballots/1').buffer;
const PIECE = 64 * 1024;
const TAG = 16;
const KEY = 16;
const ENCAPSULATED = 65;

/** A file that cannot be read with this key: another auditor's, altered, or cut off. */
export class BallotsFault extends Error {
  readonly reason: 'form' | 'not-for-you' | 'altered';
  constructor(reason: BallotsFault['reason']) {
    super(reason);
    this.reason = reason;
  }
}

/** One leaf as a line: the hash is in it because a spoiled ballot does not have its own. */
const leafLine = ({ leafHash, unit, group, stratum, channel, riskClass, ballot, spoiled }: Leaf): string =>
  JSON.stringify([leafHash, unit, group, stratum, channel, riskClass, ballot, spoiled]);

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

/** Writes the file piece by piece; a fresh key each time. */
export async function* sealBallots(
  about: { readonly window: string; readonly root: string },
  auditors: readonly Auditor[],
  leaves: AsyncIterable<Leaf>,
): AsyncGenerator<Bytes> {
  const secret = crypto.getRandomValues(new Uint8Array(KEY));
  const sealed = await Promise.all(
    auditors.map(async ({ name, publicKey }) => ({ name, fingerprint: fingerprintOf(publicKey), sealedKey: await sealKey(secret, publicKey, about) })),
  );
  const header: BallotsHeader = { format: 'gongping-ballots/1', ...about, auditors: sealed };
  const first = utf8(`${canonicalJson(header as unknown as Json)}\n`);
  yield first;
  const key = await crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['encrypt']);
  const data = sha256(first);
  const encrypt = async (piece: Bytes, number: number, last: boolean): Promise<Bytes> =>
    new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonceOf(number, last), additionalData: data }, key, piece));
  let [open, waiting, number] = [new Uint8Array() as Bytes, '', 0];
  for await (const leaf of leaves) {
    waiting += `${leafLine(leaf)}\n`;
    if (waiting.length < PIECE) continue;
    open = concat(open, utf8(waiting));
    waiting = '';
    for (; open.length > PIECE; open = open.slice(PIECE)) yield encrypt(open.slice(0, PIECE), number++, false);
  }
  open = concat(open, utf8(waiting));
  for (; open.length > PIECE; open = open.slice(PIECE)) yield encrypt(open.slice(0, PIECE), number++, false);
  yield encrypt(open, number, true);
}

/** Eleven bytes of number, one that marks the last piece. */
function nonceOf(number: number, last: boolean): Bytes {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setBigUint64(3, BigInt(number));
  nonce[11] = last ? 1 : 0;
  return nonce;
}

async function sealKey(secret: Bytes, publicKey: string, about: { readonly window: string; readonly root: string }): Promise<string> {
  const { key } = await sealingKey(publicKey);
  const { enc, ct } = await suite.seal({ recipientPublicKey: key, info: INFO }, secret.buffer, canonicalBytes({ ...about }).buffer);
  return toBase64url(concat(new Uint8Array(enc), new Uint8Array(ct)));
}

/** Opens a file with an auditor's key. @throws BallotsFault, also while leaves are read */
export async function openBallots(file: Uint8Array, { publicKey, privateKey }: { readonly publicKey: string; readonly privateKey: string }) {
  const end = file.indexOf(10) + 1;
  const header = readHeader(file.subarray(0, end));
  const { window, root } = header;
  const own = header.auditors.find(({ fingerprint }) => fingerprint === fingerprintOf(publicKey));
  if (!own) throw new BallotsFault('not-for-you');
  const secret = await openKey(own.sealedKey, privateKey, { window, root });
  return { header, leaves: () => eachLeaf(file, end, secret) };
}

function readHeader(bytes: Uint8Array): BallotsHeader {
  try {
    const header = JSON.parse(fromUtf8(bytes)) as BallotsHeader;
    const right =
      header.format === 'gongping-ballots/1' && typeof header.window === 'string' && typeof header.root === 'string' && Array.isArray(header.auditors);
    if (right) return header;
  } catch {}
  throw new BallotsFault('form');
}

async function openKey(sealed: string, privateKey: string, about: { readonly window: string; readonly root: string }): Promise<ArrayBuffer> {
  try {
    const { pair } = await openingKey(privateKey);
    const bytes = fromBase64url(sealed);
    return await suite.open(
      { recipientKey: pair, enc: bytes.slice(0, ENCAPSULATED).buffer, info: INFO },
      bytes.slice(ENCAPSULATED).buffer,
      canonicalBytes({ ...about }).buffer,
    );
  } catch {
    throw new BallotsFault('altered');
  }
}

async function* eachLeaf(file: Uint8Array, start: number, secret: ArrayBuffer): AsyncGenerator<Leaf> {
  const key = await crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['decrypt']);
  const data = sha256(file.subarray(0, start));
  let open: Bytes = new Uint8Array();
  for (let [at, number] = [start, 0]; at === start || at < file.length; at += PIECE + TAG, number++) {
    const last = at + PIECE + TAG >= file.length;
    const piece = await crypto.subtle
      .decrypt({ name: 'AES-GCM', iv: nonceOf(number, last), additionalData: data }, key, file.slice(at, at + PIECE + TAG))
      .catch(() => null);
    if (piece === null) throw new BallotsFault('altered');
    open = concat(open, new Uint8Array(piece));
    const end = open.lastIndexOf(10) + 1;
    const lines = fromUtf8(open.subarray(0, end)).split('\n');
    for (const line of lines.slice(0, -1)) yield readLeafLine(line);
    open = open.slice(end);
  }
  if (open.length > 0) throw new BallotsFault('altered');
}
