import { type Bytes, fromBase64url, fromUtf8, utf8 } from './bytes.ts';
import { canonicalJson, type Json } from './canonical.ts';
import type { ManifestQuestionnaire } from './manifest.ts';
import { leafHash } from './merkle.ts';
import { isPick, pickFault } from './picks.ts';

/**
 * One rater's answers about one unit, or the units of a category that a rater names. A question may be left out
 * (silence); don't know is an answer of its own.
 */
export interface Ballot {
  readonly v: 1;
  readonly window: string;
  /** A unit's id, or `category:<id>` on a ballot about a category. */
  readonly unit: string;
  readonly group: string;
  /** Question → level, or the questionnaire's don't know; on a ballot about a category: each unit named → `picked`. */
  readonly answers: Readonly<Record<string, string>>;
  /** Answer to the screening question; null without one. Never scored. */
  readonly screening: string | null;
  /** 32 random bytes, base64url: nobody can find a ballot from its hash by trying all answers. */
  readonly salt: string;
}

/** Why a ballot does not count. */
export type BallotFault =
  | 'bad-form'
  | 'other-ballot'
  | 'bad-salt'
  | 'unknown-question'
  | 'unknown-level'
  | 'bad-screening'
  | 'empty'
  | 'foreign-unit'
  | 'too-many-picks'
  | 'too-few-picks';

export const SALT_BYTES = 32;

export const canonicalBallot = (ballot: Ballot): string => canonicalJson(ballot as unknown as Json);

/** The hash a receipt names: RFC 6962 leaf hash, SHA-256(0x00 ‖ canonical ballot with its salt), hexadecimal. */
export const ballotLeafHash = (canonical: string): string => leafHash(utf8(canonical));

/** Reads decrypted text. Only the canonical spelling is a ballot: a repeated key or another order is not. */
export function readBallot(bytes: Bytes): { readonly ballot: Ballot; readonly text: string } | null {
  try {
    const text = fromUtf8(bytes);
    const parsed = JSON.parse(text) as Json;
    return isBallotShaped(parsed) && canonicalJson(parsed) === text ? { ballot: parsed as unknown as Ballot, text } : null;
  } catch {
    return null;
  }
}

const KEYS = ['answers', 'group', 'salt', 'screening', 'unit', 'v', 'window'];

function isBallotShaped(value: Json): boolean {
  if (!isRecord(value) || Object.keys(value).sort().join() !== KEYS.join()) return false;
  const { v, window, unit, group, answers, screening, salt } = value;
  const texts = [window, unit, group, salt].every((part) => typeof part === 'string');
  return (
    v === 1 &&
    texts &&
    (screening === null || typeof screening === 'string') &&
    isRecord(answers) &&
    Object.values(answers).every((level) => typeof level === 'string')
  );
}

const isRecord = (value: Json | undefined): value is { readonly [key: string]: Json } => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is wrong with a ballot under its questionnaire; null when it counts. */
export function ballotFault(ballot: Ballot, form: ManifestQuestionnaire): BallotFault | null {
  const questions = new Set(form.questions.map(({ id }) => id));
  const levels = new Set([...form.levels.map(({ id }) => id), form.dontKnow]);
  const given = Object.entries(ballot.answers);
  if (!isSalt(ballot.salt)) return 'bad-salt';
  if (isPick(form)) return ballot.screening === null ? pickFault(ballot.answers, form) : 'bad-screening';
  if (given.some(([question]) => !questions.has(question))) return 'unknown-question';
  if (given.some(([, level]) => !levels.has(level))) return 'unknown-level';
  if (ballot.screening !== null && !form.screening?.answers.includes(ballot.screening)) return 'bad-screening';
  return given.length === 0 && ballot.screening === null ? 'empty' : null;
}

export function isSalt(text: string): boolean {
  try {
    return fromBase64url(text).length === SALT_BYTES;
  } catch {
    return false;
  }
}
