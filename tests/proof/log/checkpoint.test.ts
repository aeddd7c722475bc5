import { generateKeyPairSync, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { toBase64url } from '../../../proof/bytes.ts';
import { checkpointText, logOrigin, noteKey, openCheckpoint, openNote, signedNote } from '../../../proof/log/checkpoint.ts';
import vector from '../../vectors/signed-note.json' with { type: 'json' };

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const KEY = publicKey.export({ format: 'jwk' }).x ?? '';
const ORIGIN = logOrigin('demo', '2025-panel');
const CHECKPOINT = { origin: ORIGIN, size: 201, root: 'ab'.repeat(32) };

const noteOf = (text: string, name = ORIGIN): string => signedNote(text, name, KEY, toBase64url(sign(null, Buffer.from(text), privateKey)));

test('the published signed note is opened with its published key', () => {
  const [name = '', , key = ''] = vector.key.split('+');
  const publicBytes = Buffer.from(key, 'base64').subarray(1).toString('base64url');
  expect(noteKey(name, publicBytes)).toBe(vector.key);
  expect(openNote(vector.note, name, publicBytes)).toBe(vector.text);
  expect(openNote(vector.note.replace('think', 'thinK'), name, publicBytes)).toBeNull();
});

test('a checkpoint comes back as it was signed, beside signatures of witnesses', () => {
  const note = noteOf(checkpointText(CHECKPOINT));
  expect(openCheckpoint(note, ORIGIN, KEY)).toEqual(CHECKPOINT);
  expect(openCheckpoint(`${note}— witness.example/w1 ${Buffer.alloc(76).toString('base64')}\n`, ORIGIN, KEY)).toEqual(CHECKPOINT);
});

test.each([
  ['another root', (note: string) => note.replace('q6', 'q7')],
  ['another size', (note: string) => note.replace('201', '202')],
  ['another origin', (note: string) => note.replaceAll('2025-panel', '2026-panel')],
  ['no signature', (note: string) => note.slice(0, note.indexOf('—'))],
  ['half a signature', (note: string) => note.replace(/.{20}\n$/, '\n')],
  ['nothing', () => ''],
  ['no end', (note: string) => note.slice(0, -1)],
])('a note with %s is none', (_, change) => {
  expect(openCheckpoint(change(noteOf(checkpointText(CHECKPOINT))), ORIGIN, KEY)).toBeNull();
});

test.each(['x\n1\n', `${ORIGIN}\n01\n${'q6ur'.repeat(10)}q6s=\n`, `${ORIGIN}\n-1\nAAAA\n`, `${ORIGIN}\n201\n!!\n`, `${ORIGIN}\n201\n`])(
  'a validly signed text that is no checkpoint of this log is refused: %j',
  (text) => {
    expect(openCheckpoint(noteOf(text), ORIGIN, KEY)).toBeNull();
  },
);
