import { type Ballot, canonicalBallot, SALT_BYTES } from './ballot.ts';
import { type Bytes, toBase64url, utf8 } from './bytes.ts';
import type { ManifestQuestionnaire } from './manifest.ts';
import { PICKED, placesOf } from './picks.ts';

const PREFIX = 4;
const STEP = 32;

type UnpaddedForm = Omit<ManifestQuestionnaire, 'plaintextLength'>;

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
export function paddedLength(form: UnpaddedForm, names: BallotNames): number {
  const ballot: Ballot = {
    v: 1,
    window: names.window,
    unit: longest(placesOf(names.units, form)),
    group: longest(names.groups),
    answers: longestAnswers(form),
    screening: longestOrNull(form.screening?.answers ?? []),
    salt: toBase64url(new Uint8Array(SALT_BYTES)),
  };
  return Math.ceil((utf8(canonicalBallot(ballot)).length + PREFIX) / STEP) * STEP;
}

/** All questions with the longest level; of a ballot that names units, as many of the longest names as it may hold. */
function longestAnswers({ questions, levels, dontKnow, pick }: UnpaddedForm): Ballot['answers'] {
  const ids = questions.map(({ id }) => id);
  if (pick)
    return Object.fromEntries(
      byLength(ids)
        .slice(0, pick.choose)
        .map((id) => [id, PICKED]),
    );
  const level = longest([...levels.map(({ id }) => id), dontKnow]);
  return Object.fromEntries(ids.map((id) => [id, level]));
}

const byLength = (texts: readonly string[]): string[] => texts.toSorted((a, b) => utf8(b).length - utf8(a).length);

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
