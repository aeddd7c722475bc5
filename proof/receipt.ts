import { ed25519 } from '@noble/curves/ed25519.js';
import { type Bytes, fromBase64url, utf8 } from './bytes.ts';
import { canonicalJson, type Json } from './canonical.ts';

/** Proof that a ballot is in the box. Shows neither the answers nor a time; to be kept private all the same. */
export interface Receipt {
  readonly v: 1;
  readonly window: string;
  readonly unit: string;
  readonly ticket: string;
  readonly revision: number;
  readonly leafHash: string;
}

/** What is signed: a purpose line, so that a signature of one kind is never one of another, and the canonical JSON. */
export const signedBytes = (purpose: 'receipt' | 'closing' | 'log', statement: unknown): Bytes =>
  utf8(`gongping/${purpose}/1\n${canonicalJson(statement as Json)}`);

/** Whether the holder of the Ed25519 key (base64url) signed the statement. */
export function isSigned(purpose: 'receipt' | 'closing' | 'log', statement: unknown, signature: string, publicKey: string): boolean {
  try {
    return ed25519.verify(fromBase64url(signature), signedBytes(purpose, statement), fromBase64url(publicKey));
  } catch {
    return false;
  }
}
