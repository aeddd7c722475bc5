import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import type { Sentence } from '../errors.ts';
import { passwordMatches } from './passwords.ts';

/** Rules for passwords and sign-ins that a city chooses by name. */
export interface PasswordProfile {
  readonly shortest: number;
  /** Of capital letters, small letters, digits and other signs, how many kinds a password has at least. */
  readonly kinds: number;
  /** Days after which a password has to be set anew; null for never. */
  readonly days: number | null;
  /** How many passwords before are refused. */
  readonly former: number;
  /** Failed sign-ins of one account, and the seconds until the next one after that. */
  readonly tries: { readonly most: number; readonly seconds: number };
}

export type ProfileName = 'nist' | 'djbh3';

/**
 * `nist`: NIST SP 800-63B-4 §3.1.1: length instead of composition, guessable ones refused, no change without cause; 15
 * characters, as for a password that may stand alone. `djbh3`: what assessors of GB/T 22239-2019 level 3 §8.1.4.1 look
 * for: three kinds of characters, a change every 90 days, not one of the last five, locked for half an hour after five
 * failures.
 */
export const PROFILES: Readonly<Record<ProfileName, PasswordProfile>> = {
  nist: { shortest: 15, kinds: 1, days: null, former: 1, tries: { most: 10, seconds: 900 } },
  djbh3: { shortest: 10, kinds: 3, days: 90, former: 5, tries: { most: 5, seconds: 1800 } },
};

export const LONGEST_PASSWORD = 200;

/** The estimate is quadratic in the length; a password is as strong as its beginning. */
const JUDGED = 64;

/** On the estimator's scale from 0 to 4: 4 is 10^10 guesses and more. At 3 the city's name written twice would still pass. */
const STRONG = 4;

let made: ZxcvbnFactory | undefined;
const judge = (): ZxcvbnFactory => {
  made ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  return made;
};

export interface Candidate {
  readonly password: string;
  /** Words that are known of the person: login, name, unit, city. */
  readonly known: readonly string[];
  /** argon2id hashes of the passwords before, the present one first. */
  readonly former: readonly string[];
}

/** Why a password is not taken; null when it is. */
export async function passwordFault(profile: PasswordProfile, { password, known, former }: Candidate): Promise<Sentence | null> {
  const length = Array.from(password).length;
  if (length < profile.shortest) return tooShort(profile.shortest);
  if (kindsOf(password) < profile.kinds) return tooUniform(profile.kinds);
  const words = known.filter((word) => word.length > 1);
  if (judge().check(password.slice(0, JUDGED), words).score < STRONG) return GUESSABLE;
  for (const hash of former.slice(0, profile.former)) {
    if (await passwordMatches(hash, password)) return USED_BEFORE;
  }
  return null;
}

/** Whether a password set then has to be set anew now. */
export const isOutdated = ({ days }: PasswordProfile, setAt: Date | null, now: Date): boolean =>
  days !== null && setAt !== null && now.getTime() - setAt.getTime() > days * 86_400_000;

const KINDS: readonly RegExp[] = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u];
const kindsOf = (password: string): number => KINDS.filter((kind) => kind.test(password)).length;

const tooShort = (shortest: number): Sentence => ({
  zh: `密码至少 ${shortest} 个字符；几个不相干的词连在一起就很好记。`,
  en: `A password has at least ${shortest} characters; a few words that have nothing to do with each other are easy to keep in mind.`,
});

const tooUniform = (kinds: number): Sentence => ({
  zh: `密码要包含大写字母、小写字母、数字、其他符号中的至少 ${kinds} 类。`,
  en: `A password has at least ${kinds} of these: capital letters, small letters, digits, other signs.`,
});

const GUESSABLE: Sentence = {
  zh: '这个密码太容易猜到：请避开常见密码、姓名、单位、年份和键盘顺序。',
  en: 'This password is easily guessed: avoid common passwords, names, units, years and rows of keys.',
};

const USED_BEFORE: Sentence = { zh: '这个密码以前用过，请换一个。', en: 'This password was used before; choose another one.' };
