import { Aes128Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { p256 } from '@noble/curves/nist.js';
import { fromBase64url, toBase64url } from './bytes.ts';

/** RFC 9180, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM: nothing newer than P-256 is asked of a browser. */
export const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes128Gcm() });

/** A window's public key, ready to seal with. */
export interface SealingKey {
  readonly key: CryptoKey;
}

/** A window's key pair, in memory only. Both halves: working out the public one again for each ballot would cost a fifth more. */
export interface OpeningKey {
  readonly pair: CryptoKeyPair;
}

export interface KeyPairText {
  /** P-256 point, uncompressed (65 bytes), base64url. */
  readonly publicKey: string;
  /** P-256 scalar (32 bytes), base64url. */
  readonly privateKey: string;
}

/** A new pair from 48 random bytes. */
export function makeKeyPair(random: Uint8Array): KeyPairText {
  const secret = p256.utils.randomSecretKey(random);
  return { privateKey: toBase64url(secret), publicKey: toBase64url(p256.getPublicKey(secret, false)) };
}

/** Bytes of a private key. */
export const KEY_BYTES = 32;

/** Random bytes that `makeKeyPair` takes, as FIPS 186-5 A.2.1 asks for an unbiased scalar. */
export const KEY_SEED_BYTES = 48;

/** The public key of a private one; null when the text is not a private key. */
export function publicKeyOf(privateKey: string): string | null {
  try {
    return toBase64url(p256.getPublicKey(fromBase64url(privateKey), false));
  } catch {
    return null;
  }
}

/** Whether the text is an uncompressed point that lies on the curve. */
export function isPublicKey(text: string): boolean {
  try {
    const bytes = fromBase64url(text);
    p256.Point.fromBytes(bytes).assertValidity();
    return bytes.length === 65;
  } catch {
    return false;
  }
}

export const sealingKey = async (publicKey: string): Promise<SealingKey> => ({ key: await suite.kem.deserializePublicKey(fromBase64url(publicKey).buffer) });

/** @throws when the text is not a private key. */
export async function openingKey(privateKey: string): Promise<OpeningKey> {
  const secret = fromBase64url(privateKey);
  const [inner, outer] = await Promise.all([suite.kem.deserializePrivateKey(secret.buffer), sealingKey(toBase64url(p256.getPublicKey(secret, false)))]);
  return { pair: { privateKey: inner, publicKey: outer.key } };
}
