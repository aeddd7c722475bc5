import { type Bytes, concat, toBase64url, utf8 } from '../bytes.ts';
import { canonicalBytes, canonicalJson, type Json } from '../canonical.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { sha256 } from '../hash.ts';
import { sealingKey, suite } from '../keys.ts';
import type { Leaf } from '../opening.ts';

/**
 * All ballots of a window for named auditors, in one file. First a line of JSON: the window, the root of its log, and
 * for each auditor the file's key, sealed by HPKE for the auditor's P-256 key. Then pieces of 64 KiB under AES-128-GCM,
 * each numbered and the last one marked, so that none can be altered, swapped or cut off: the nonce is the number of
 * the piece and the mark, the additional data the SHA-256 of the first line. Inside: one line of JSON per leaf, in the order of the log.
 */
export interface BallotsHeader {
  readonly format: typeof BALLOTS_FORMAT;
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

export const BALLOTS_FORMAT = 'gongping-ballots/1';
export const BALLOTS_INFO = utf8('gongping/ballots/1').buffer;
/** Bytes of a piece before it is encrypted; the last one may be shorter. */
export const PIECE = 64 * 1024;
const KEY = 16;

/** One leaf as a line: the hash is in it because a spoiled ballot does not have its own. */
const leafLine = ({ leafHash, unit, group, stratum, channel, riskClass, ballot, spoiled }: Leaf): string =>
  JSON.stringify([leafHash, unit, group, stratum, channel, riskClass, ballot, spoiled]);

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
  const header: BallotsHeader = { format: BALLOTS_FORMAT, ...about, auditors: sealed };
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
export function nonceOf(number: number, last: boolean): Bytes {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setBigUint64(3, BigInt(number));
  nonce[11] = last ? 1 : 0;
  return nonce;
}

async function sealKey(secret: Bytes, publicKey: string, about: { readonly window: string; readonly root: string }): Promise<string> {
  const { key } = await sealingKey(publicKey);
  const { enc, ct } = await suite.seal({ recipientPublicKey: key, info: BALLOTS_INFO }, secret.buffer, canonicalBytes({ ...about }).buffer);
  return toBase64url(concat(new Uint8Array(enc), new Uint8Array(ct)));
}
