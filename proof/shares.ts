import { combine, split } from 'shamir-secret-sharing';
import type { Text } from '../scoring/index.ts';
import { toBase64url } from './bytes.ts';
import { ALPHABET, plainCharacters } from './codes.ts';
import { fingerprintOf } from './fingerprint.ts';
import { KEY_BYTES, publicKeyOf } from './keys.ts';
import { checkCharacters, fromCharacters, toCharacters } from './share-text.ts';

/** How many holders a key may be split among, and how many of them open it again. */
export const HOLDERS = { least: 3, most: 7 } as const;
export const THRESHOLD = { least: 2, most: 5 } as const;

export interface Split {
  readonly window: string;
  readonly holders: number;
  /** Shares that are needed to open: at least two, and fewer than there are holders, so that losing one loses nothing. */
  readonly threshold: number;
}

/** One holder's part of a window's private key (Shamir's scheme over GF(256)). Fewer than the threshold tell nothing of the key. */
export interface Share extends Split {
  /** From 1. */
  readonly number: number;
  /** Of the public key that the joined private key must have. */
  readonly fingerprint: string;
  /** One byte more than the key: its last byte is the point at which the share was taken. */
  readonly bytes: Uint8Array;
}

export type ShareFaultCode = 'bad_split' | 'not_a_share' | 'mistyped' | 'other_window' | 'other_key' | 'same_share' | 'too_few' | 'not_the_key';

/** Why a share, or several together, cannot be used. The sentence never repeats what was typed. */
export class ShareFault extends Error {
  readonly code: ShareFaultCode;
  readonly sentence: Text;
  constructor(code: ShareFaultCode, sentence: Text) {
    super(sentence.en);
    this.code = code;
    this.sentence = sentence;
  }
}

const VERSION = '1';
const FINGERPRINT = 20;
const CHECKS = 6;
const DATA = Math.ceil(((KEY_BYTES + 1) * 8) / 5);
const BODY = VERSION.length + FINGERPRINT + DATA + CHECKS;

/** Whether a key may be split so. */
export const isSplit = ({ holders, threshold }: Omit<Split, 'window'>): boolean =>
  Number.isInteger(holders) &&
  Number.isInteger(threshold) &&
  holders >= HOLDERS.least &&
  holders <= HOLDERS.most &&
  threshold >= THRESHOLD.least &&
  threshold <= THRESHOLD.most &&
  threshold < holders;

/**
 * Splits a private key (32 bytes) into printable shares, in the order of their numbers. The randomness is the system's.
 * @throws ShareFault `bad_split`; RangeError when the bytes are no private key.
 */
export async function splitKey(privateKey: Uint8Array, { window, holders, threshold }: Split): Promise<readonly string[]> {
  if (!isSplit({ holders, threshold }) || !WINDOW.test(window)) throw badSplit();
  const fingerprint = fingerprintOfPrivate(privateKey);
  if (fingerprint === null) throw new RangeError('not a private key');
  const parts = await split(new Uint8Array(privateKey), holders, threshold);
  return parts.map((bytes, i) => shareText({ window, holders, threshold, number: i + 1, fingerprint, bytes }));
}

const WINDOW = /^[a-z0-9]+(-[a-z0-9]+)*$/;

function fingerprintOfPrivate(privateKey: Uint8Array): string | null {
  const publicKey = publicKeyOf(toBase64url(privateKey));
  return publicKey === null ? null : fingerprintOf(publicKey);
}

/** `GP/<window>/<number>-<holders>-<threshold>/` and sixteen groups of five characters. */
function shareText({ window, number, holders, threshold, fingerprint, bytes }: Share): string {
  const head = `GP/${window}/${number}-${holders}-${threshold}/`;
  const body = VERSION + plainCharacters(fingerprint) + toCharacters(bytes);
  return head + grouped(body + checkCharacters(head.toLowerCase(), body));
}

const grouped = (characters: string): string => characters.replace(/.{5}(?=.)/g, '$&-');

/**
 * A share as it was typed or scanned; spaces, line breaks, capitals and full-width characters do not matter. Any one
 * wrong character and any two swapped neighbours are found here. @throws ShareFault `not_a_share` or `mistyped`
 */
export function readShare(typed: string): Share {
  const plain = typed
    .slice(0, 1000)
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/\p{Pd}/gu, '-');
  const [, start = '', window = '', number, holders, threshold, rest = ''] = SHARE.exec(plain) ?? [];
  const body = plainCharacters(rest);
  if (start === '') throw notAShare();
  const characters = body.slice(0, -CHECKS);
  const whole = body.length === BODY && [...body].every((character) => ALPHABET.includes(character));
  if (!whole || checkCharacters(start.toLowerCase(), characters) !== body.slice(-CHECKS)) throw mistyped();
  const bytes = fromCharacters(characters.slice(VERSION.length + FINGERPRINT));
  const of = { holders: Number(holders), threshold: Number(threshold) };
  if (bytes === null || !body.startsWith(VERSION) || !isSplit(of) || Number(number) > of.holders) throw notAShare();
  const fingerprint = grouped(characters.slice(VERSION.length, VERSION.length + FINGERPRINT));
  return { window: window.toLowerCase(), number: Number(number), ...of, fingerprint, bytes };
}

const SHARE = /^(gp\/([a-z0-9-]{1,80})\/([1-9])-([1-9])-([1-9])\/)(.+)$/i;

/**
 * The private key (32 bytes) from enough shares of it. The caller zeroes what it gets.
 * @throws ShareFault `other_window`, `other_key`, `same_share`, `too_few` or `not_the_key`
 */
export async function joinShares(shares: readonly Share[]): Promise<Uint8Array> {
  const [first] = shares;
  if (first === undefined) throw tooFew(0, THRESHOLD.least);
  for (const [i, share] of shares.entries()) mayJoin(shares.slice(0, i), share);
  if (shares.length < first.threshold) throw tooFew(shares.length, first.threshold);
  const key = await combine(shares.map(({ bytes }) => bytes));
  if (fingerprintOfPrivate(key) === first.fingerprint) return key;
  key.fill(0);
  throw notTheKey();
}

/** Whether a share goes with those before it. @throws ShareFault `other_window`, `other_key` or `same_share` */
export function mayJoin(before: readonly Share[], share: Share): void {
  for (const other of before) {
    if (other.window !== share.window) throw otherWindow(other.window, share.window);
    if (other.fingerprint !== share.fingerprint || other.threshold !== share.threshold || other.holders !== share.holders) throw otherKey();
    if (other.number === share.number || other.bytes.at(-1) === share.bytes.at(-1)) throw sameShare(share.number);
  }
}

const badSplit = (): ShareFault =>
  new ShareFault('bad_split', {
    zh: '密钥可分给 3 至 7 位保管人，其中任意 2 至 5 位可开封，且开封所需人数应少于保管人数；评议期编号只用小写字母、数字和连字符。',
    en: 'A key is split among 3 to 7 holders, any 2 to 5 of whom open, fewer than all; the window’s id has small letters, figures and hyphens.',
  });

const notAShare = (): ShareFault =>
  new ShareFault('not_a_share', {
    zh: '这不是密钥份额。份额以“GP/”开头，后面是评议期编号和十六组字符，请整段输入。',
    en: 'This is not a share. A share begins with "GP/", the window and sixteen groups of characters; enter all of it.',
  });

const mistyped = (): ShareFault =>
  new ShareFault('mistyped', {
    zh: '份额有输错、漏输或前后颠倒的字符，请与纸面逐组核对后重新输入。',
    en: 'A character of the share is wrong, missing or swapped. Compare group by group with the sheet and enter it again.',
  });

const otherWindow = (is: string, given: string): ShareFault =>
  new ShareFault('other_window', {
    zh: `这份份额属于评议期“${given}”，不属于“${is}”。`,
    en: `This share belongs to the window "${given}", not to "${is}".`,
  });

const otherKey = (): ShareFault =>
  new ShareFault('other_key', {
    zh: '这份份额属于另一把密钥：公钥指纹不同。可能是演练或更早一次生成的份额。',
    en: 'This share belongs to another key: its fingerprint differs. It may be from a rehearsal or an earlier ceremony.',
  });

const sameShare = (number: number): ShareFault =>
  new ShareFault('same_share', {
    zh: `第 ${number} 份已经输入过，请由另一位保管人输入另一份。`,
    en: `Share ${number} is already entered; another holder must enter another share.`,
  });

const tooFew = (given: number, needed: number): ShareFault =>
  new ShareFault('too_few', {
    zh: `已有 ${given} 份，需要 ${needed} 份才能开封。`,
    en: `${given} of the ${needed} shares that are needed.`,
  });

const notTheKey = (): ShareFault =>
  new ShareFault('not_the_key', {
    zh: '这些份额拼不出与公钥相符的私钥，其中至少一份不是原来的份额。请改用另一位保管人的份额。',
    en: 'These shares do not make the private key of the public key: at least one is not the original. Use another holder’s share.',
  });
