import { createCipheriv, createDecipheriv } from 'node:crypto';
import { utf8 } from '../../proof/bytes.ts';
import type { Dependencies } from '../context.ts';

/**
 * What was uploaded or keyed and is not in the box yet lies under a secret of its window, outside the database: a
 * thief of the database reads no answers, and the secret ends with the window's key. AES-256-GCM: nonce, tag, content,
 * bound to its `place`: put into another row, it does not open.
 */
export function keep({ secrets, random }: Pick<Dependencies, 'secrets' | 'random'>, window: string, place: string, content: Uint8Array): Uint8Array {
  const nonce = random(12);
  const cipher = createCipheriv('aes-256-gcm', secrets.derive(`imports:${window}`), nonce).setAAD(utf8(place));
  const sealed = [cipher.update(content), cipher.final()];
  return Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]);
}

/** @throws Error when it was changed, moved, or is another window's. */
export function takeOut({ secrets }: Pick<Dependencies, 'secrets'>, window: string, place: string, kept: Uint8Array): Uint8Array {
  const decipher = createDecipheriv('aes-256-gcm', secrets.derive(`imports:${window}`), kept.subarray(0, 12)).setAAD(utf8(place));
  decipher.setAuthTag(kept.subarray(12, 28));
  return Buffer.concat([decipher.update(kept.subarray(28)), decipher.final()]);
}
