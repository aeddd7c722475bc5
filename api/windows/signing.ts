import { createPublicKey, sign } from 'node:crypto';
import { toBase64url } from '../../proof/bytes.ts';
import { signedBytes } from '../../proof/receipt.ts';
import type { Secrets } from '../secrets.ts';

const RAW_KEY_BYTES = 32;

/** The installation's Ed25519 public key, base64url: the last 32 bytes of its SPKI form (RFC 8410). */
export const publicSigningKey = (secrets: Secrets): string =>
  toBase64url(createPublicKey(secrets.signingPublicKey).export({ type: 'spki', format: 'der' }).subarray(-RAW_KEY_BYTES));

/** Ed25519 signature, base64url. The same statement always gets the same signature. */
export const signStatement = (secrets: Secrets, purpose: Parameters<typeof signedBytes>[0], statement: object): string =>
  toBase64url(sign(null, signedBytes(purpose, statement), secrets.signingKey));
