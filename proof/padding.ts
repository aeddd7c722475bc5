import { type Ballot, canonicalBallot, SALT_BYTES } from './ballot.ts';
import { type Bytes, toBase64url, utf8 } from './bytes.ts';
import type { ManifestQuestionnaire } from './manifest.ts';

const PREFIX = 4;
const STEP = 32;

/** What else a ballot names besides its answers: the longest of each decides the length. */
export interface BallotNames {
  readonly window: string;
  readonly units: readonly string[];
  readonly groups: readonly string[];
}

/**
 * Bytes of every padded ballot of a questionnaire: the longest ballot it allows about any unit by any group that uses
 * it, plus four bytes of length, rounded up to a multiple of 32. A ciphertext's length then tells nothing.
 */
export function paddedLength(form: Omit<ManifestQuestionnaire, 'plaintextLength'>, names: BallotNames): number {
  const level = longest([...form.levels.map(({ id }) => id), form.dontKnow]);
  const ballot: Ballot = {
    v: 1,
    window: names.window,
    unit: longest(names.units),
    group: longest(names.groups),
    answers: Object.fromEntries(form.questions.map(({ id }) => [id, level])),
    screening: longestOrNull(form.screening?.answers ?? []),
    salt: toBase64url(new Uint8Array(SALT_BYTES)),
  };
  return Math.ceil((utf8(canonicalBallot(ballot)).length + PREFIX) / STEP) * STEP;
}

/** The screening answer that is longest when written, silence included. */
const longestOrNull = (texts: readonly string[]): string | null =>
  texts.reduce<string | null>((a, b) => (utf8(JSON.stringify(b)).length > utf8(JSON.stringify(a)).length ? b : a), null);

const longest = (texts: readonly string[]): string => texts.reduce((a, b) => (utf8(b).length > utf8(a).length ? b : a), '');

/** Four bytes of length (big-endian), the text, zeros up to `length`. @throws RangeError when it does not fit. */
export function pad(text: string, length: number): Bytes {
  const content = utf8(text);
  if (content.length + PREFIX > length) throw new RangeError(`ballot of ${content.length} bytes does not fit into ${length}`);
  const out = new Uint8Array(length);
  new DataView(out.buffer).setUint32(0, content.length);
  out.set(content, PREFIX);
  return out;
}

/** The content of padded bytes; null unless length and zeros are right. */
export function unpad(padded: Uint8Array, length: number): Bytes | null {
  if (padded.length !== length || length < PREFIX) return null;
  const size = new DataView(padded.buffer, padded.byteOffset, padded.length).getUint32(0);
  if (size > length - PREFIX || padded.subarray(PREFIX + size).some((byte) => byte !== 0)) return null;
  return padded.slice(PREFIX, PREFIX + size) as Bytes;
}
