import { fromBase64url, toHex } from '../bytes.ts';
import { sha256 } from '../hash.ts';
import { isSignedBy, signedIntroduction } from './signature.ts';

/** A key that signs releases, as `keys.json` publishes it. */
export interface ReleaseKey {
  /** The first 32 hexadecimal figures of the SHA-256 of the public key's 32 bytes. */
  readonly id: string;
  readonly algorithm: 'Ed25519';
  /** base64url, 32 bytes. */
  readonly publicKey: string;
  readonly validFrom: string;
  /** Null while it is active. */
  readonly validUntil: string | null;
  readonly state: 'active' | 'retired';
  /** The key before it and that key's signature over the introduction; null for the first. */
  readonly introducedBy: { readonly key: string; readonly signature: string } | null;
}

/** `keys.json`: every key that ever signed a release of this installation, the oldest first. */
export interface ReleaseKeys {
  readonly format: 'gongping-keys/1';
  readonly keys: readonly ReleaseKey[];
  /** Keys that sign receipts and the statements of rating windows, base64url. */
  readonly windowKeys: readonly string[];
}

/** @throws RangeError where the key is not base64url. */
export const keyId = (publicKey: string): string => toHex(sha256(fromBase64url(publicKey))).slice(0, 32);

export type KeyFault = 'id' | 'order' | 'active' | 'introduction';

/** What is wrong in a list of keys, with the key it is wrong with. Empty: each key was introduced by the one before. */
export function keyFaults(keys: readonly ReleaseKey[]): { readonly key: string; readonly fault: KeyFault }[] {
  return keys.flatMap((key, at) => {
    const before = keys[at - 1];
    const last = at === keys.length - 1;
    const faults: KeyFault[] = [];
    if (!matches(key)) faults.push('id');
    if ((key.state === 'active') !== last || (key.validUntil === null) !== last) faults.push('active');
    if (before && !(before.validUntil === key.validFrom && before.validFrom < key.validFrom)) faults.push('order');
    if (!isIntroduced(key, before)) faults.push('introduction');
    return faults.map((fault) => ({ key: key.id, fault }));
  });
}

function matches({ id, publicKey }: ReleaseKey): boolean {
  try {
    return id === keyId(publicKey);
  } catch {
    return false;
  }
}

function isIntroduced(key: ReleaseKey, before: ReleaseKey | undefined): boolean {
  if (before === undefined) return key.introducedBy === null;
  return key.introducedBy?.key === before.id && isSignedBy(signedIntroduction(key, before.id), key.introducedBy.signature, before.publicKey);
}
