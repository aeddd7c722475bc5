import { ed25519 } from '@noble/curves/ed25519.js';
import { type Bytes, concat, fromBase64url, utf8 } from '../bytes.ts';
import { canonicalJson } from '../canonical.ts';
import type { ReleaseSignature } from './files.ts';
import type { ReleaseKey } from './keys.ts';

/** What is signed for a release: a purpose line, so that no signature of another kind fits, and the manifest's bytes. */
export const signedManifest = (manifest: Uint8Array): Bytes => concat(utf8('gongping/release/1\n'), manifest);

/** What the old key signs when it hands over: a purpose line and the canonical JSON of the statement. */
export const signedIntroduction = ({ id, publicKey, validFrom }: Pick<ReleaseKey, 'id' | 'publicKey' | 'validFrom'>, by: string): Bytes =>
  utf8(`gongping/release-key/1\n${canonicalJson({ v: 1, key: id, publicKey, validFrom, introducedBy: by })}`);

/** Whether the holder of the Ed25519 key (base64url) signed the bytes. Anything malformed is no signature. */
export function isSignedBy(bytes: Uint8Array, signature: string, publicKey: string): boolean {
  try {
    return ed25519.verify(fromBase64url(signature), bytes, fromBase64url(publicKey), { zip215: false });
  } catch {
    return false;
  }
}

/** The file beside the manifest. */
export const signatureFile = (key: string, publicKey: string, manifestSha256: string, signature: string): string =>
  `${JSON.stringify({ format: 'gongping-signature/1', algorithm: 'Ed25519', key, publicKey, manifestSha256, signature } satisfies ReleaseSignature, null, 1)}\n`;
