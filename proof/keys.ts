import { Aes128Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { p256 } from '@noble/curves/nist.js';
import { fromBase64url, toBase64url } from './bytes.ts';

const kem = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes128Gcm() }).kem;

/** A window's public key, ready to seal with. */
export interface SealingKey {
  readonly key: CryptoKey;
}

/** A window's private key, in memory only. */
export interface OpeningKey {
  readonly key: CryptoKey;
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

export const sealingKey = async (publicKey: string): Promise<SealingKey> => ({ key: await kem.deserializePublicKey(fromBase64url(publicKey).buffer) });
export const openingKey = async (privateKey: string): Promise<OpeningKey> => ({ key: await kem.deserializePrivateKey(fromBase64url(privateKey).buffer) });
