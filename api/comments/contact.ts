import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Dependencies } from '../context.ts';

type Needs = Pick<Dependencies, 'secrets'>;

const NONCE = 12;
const TAG = 16;

/** A telephone number or a mail address, roughly: what is wrong only fails to reach anybody. */
export const isContact = (typed: string): boolean => /^\+?[\d][\d -]{4,20}$/.test(typed) || /^[^\s@<>"',;:]+@[^\s@<>"',;:]+\.[^\s@<>"',;:]+$/.test(typed);

/** AES-256-GCM under a key of the installation, bound to its comment: base64url of nonce, tag and ciphertext. */
export function sealContact({ secrets }: Needs, trackingHash: string, contact: string): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', secrets.derive('contact'), nonce).setAAD(Buffer.from(trackingHash));
  const sealed = Buffer.concat([cipher.update(contact, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** @throws Error when the key is another installation's, or the text was moved from another comment. */
export function openContact({ secrets }: Needs, trackingHash: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', secrets.derive('contact'), bytes.subarray(0, NONCE)).setAAD(Buffer.from(trackingHash));
  decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
  return decipher.update(bytes.subarray(NONCE + TAG), undefined, 'utf8') + decipher.final('utf8');
}
