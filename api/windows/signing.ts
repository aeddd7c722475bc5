import { sign } from 'node:crypto';
import { toBase64url } from '../../proof/bytes.ts';
import { signedBytes } from '../../proof/receipt.ts';
import type { Secrets } from '../secrets.ts';

/** Ed25519 signature, base64url. The same statement always gets the same signature. */
export const signStatement = (secrets: Pick<Secrets, 'signingKey'>, purpose: Parameters<typeof signedBytes>[0], statement: object): string =>
  toBase64url(sign(null, signedBytes(purpose, statement), secrets.signingKey));
