import { ed25519 } from '@noble/curves/ed25519.js';
import { type Bytes, concat, fromBase64url, fromHex, toHex, utf8 } from '../bytes.ts';
import { sha256 } from '../hash.ts';

/** What a C2SP checkpoint says: whose log, how many leaves, which root. */
interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  /** Hexadecimal. */
  readonly root: string;
}

/** The name of a window's log, and of the key that signs it. */
export const logOrigin = (city: string, window: string): string => `gongping/${city}/${window}`;

/** The text that is signed: three lines (C2SP tlog-checkpoint). */
export const checkpointText = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${toBase64(fromHex(root))}\n`;

const ED25519 = 1;
const KEY_ID = 4;

/** First four bytes of SHA-256(name ‖ line feed ‖ 0x01 ‖ public key), as C2SP signed-note has them before a signature. */
const noteKeyId = (name: string, publicKey: Uint8Array): Bytes =>
  sha256(concat(utf8(`${name}\n`), new Uint8Array([ED25519]), publicKey)).slice(0, KEY_ID) as Bytes;

/** The key in the spelling that programs for signed notes take. @param publicKey base64url */
export function noteKey(name: string, publicKey: string): string {
  const key = fromBase64url(publicKey);
  return `${name}+${toHex(noteKeyId(name, key))}+${toBase64(concat(new Uint8Array([ED25519]), key))}`;
}

/** A signed note: the text, an empty line, and the signature of the key (both base64url). */
export const signedNote = (text: string, name: string, publicKey: string, signature: string): string =>
  `${text}\n— ${name} ${toBase64(concat(noteKeyId(name, fromBase64url(publicKey)), fromBase64url(signature)))}\n`;

/** The text of a note that the key has signed under this name; null otherwise. Lines of other keys are passed over. */
export function openNote(note: string, name: string, publicKey: string): string | null {
  try {
    const end = note.lastIndexOf('\n\n');
    if (end < 0 || !note.endsWith('\n')) return null;
    const text = note.slice(0, end + 1);
    const key = fromBase64url(publicKey);
    const id = toHex(noteKeyId(name, key));
    const signatures = note
      .slice(end + 2, -1)
      .split('\n')
      .flatMap((line) => (line.startsWith(`— ${name} `) ? fromBase64(line.slice(name.length + 3)) : []));
    const own = signatures.filter((bytes) => toHex(bytes.subarray(0, KEY_ID)) === id);
    const valid = own.length > 0 && own.every((bytes) => ed25519.verify(bytes.subarray(KEY_ID), utf8(text), key, { zip215: false }));
    return valid ? text : null;
  } catch {
    return null;
  }
}

/** What a signed checkpoint of this log says; null when it is not one, or not validly signed. */
export function openCheckpoint(note: string, origin: string, publicKey: string): Checkpoint | null {
  const [first, size = '', root = '', ...rest] = openNote(note, origin, publicKey)?.split('\n') ?? [];
  if (first !== origin || rest.join('') !== '' || !/^(0|[1-9]\d*)$/.test(size)) return null;
  const read = { origin, size: Number(size), root: toHex(fromBase64(root)) };
  return read.root.length === 64 && checkpointText(read) === `${first}\n${size}\n${root}\n` ? read : null;
}

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

function fromBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}
