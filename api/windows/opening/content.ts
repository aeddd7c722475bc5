import { type Ballot, canonicalBallot } from '../../../proof/ballot.ts';
import { fromBase64url, fromUtf8, toBase64url, utf8 } from '../../../proof/bytes.ts';
import { formOf, type ManifestQuestionnaire, type WindowManifest } from '../../../proof/manifest.ts';
import type { Labelled } from '../../../proof/merge.ts';
import type { Leaf } from '../../../proof/opening.ts';

/**
 * What an opened envelope held, in few bytes: a million ballots as text would fill half a gigabyte. A valid ballot is
 * one byte per question and for the screening question (0 silence, then the choices in the manifest's order) and its
 * salt; anything else is kept as the text it is, or as nothing.
 */
const NOTHING = 0;
const BALLOT = 1;
const TEXT = 2;

const choicesOf = ({ levels, dontKnow }: ManifestQuestionnaire): readonly string[] => [...levels.map(({ id }) => id), dontKnow];

/** Packs the ballot of a leaf. `unpackBallot` gives it back byte by byte. */
export function packBallot({ ballot, spoiled, group }: Leaf, manifest: WindowManifest): Uint8Array {
  const form = formOf(manifest, group);
  if (ballot === null) return new Uint8Array([NOTHING]);
  const bytes = spoiled === null && form ? packValid(JSON.parse(ballot) as Ballot, form) : null;
  return bytes ?? Buffer.concat([new Uint8Array([TEXT]), utf8(ballot)]);
}

function packValid({ answers, screening, salt }: Ballot, form: ManifestQuestionnaire): Uint8Array | null {
  const choices = choicesOf(form);
  if (choices.length > 250 || (form.screening?.answers.length ?? 0) > 250) return null;
  const chosen = form.questions.map(({ id }) => choices.indexOf(answers[id] ?? '') + 1);
  const screened = screening === null ? 0 : (form.screening?.answers.indexOf(screening) ?? -1) + 1;
  return Buffer.concat([new Uint8Array([BALLOT, screened, ...chosen]), fromBase64url(salt)]);
}

/** The canonical ballot that was packed; null where there was none. */
export function unpackBallot(packed: Uint8Array, { unit, group }: Pick<Labelled, 'unit' | 'group'>, manifest: WindowManifest): string | null {
  if (packed[0] === NOTHING) return null;
  if (packed[0] === TEXT) return fromUtf8(packed.subarray(1));
  const form = formOf(manifest, group);
  if (form === null) throw new Error(`a packed ballot of the group ${group}, which the window does not ask`);
  const { answers, screening } = unpackAnswers(packed, form);
  const salt = toBase64url(packed.subarray(2 + form.questions.length));
  return canonicalBallot({ v: 1, window: manifest.window, unit, group, answers, screening, salt });
}

/** Answers of a packed ballot that is valid. */
export const answersIn = (packed: Uint8Array, form: ManifestQuestionnaire): Ballot['answers'] =>
  packed[0] === BALLOT ? unpackAnswers(packed, form).answers : (JSON.parse(fromUtf8(packed.subarray(1))) as Ballot).answers;

function unpackAnswers(packed: Uint8Array, form: ManifestQuestionnaire): Pick<Ballot, 'answers' | 'screening'> {
  const choices = choicesOf(form);
  const answers: Record<string, string> = {};
  form.questions.forEach(({ id }, i) => {
    const chosen = packed[2 + i] ?? 0;
    if (chosen > 0) answers[id] = choices[chosen - 1] ?? '';
  });
  const screened = packed[1] ?? 0;
  return { answers, screening: screened === 0 ? null : (form.screening?.answers[screened - 1] ?? null) };
}
