import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  decapsulate,
  encapsulate,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';
import { concat, fromBase64url, toBase64url } from '../../proof/bytes.ts';

/**
 * HPKE in base mode (RFC 9180 §5.1.1) for the one suite of `proof/keys.ts`: DHKEM(P-256,
 * HKDF-SHA256), HKDF-SHA256, AES-128-GCM. Same bytes as the portable one, which goes through a dozen promises of
 * WebCrypto, in an eighth of the time: sealing is the dearest part of a cast, and opening of an opening.
 */
const HASH_BYTES = 32;
const KEY_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Of an encapsulated key: an uncompressed point. */
export const ENCAPSULATED_BYTES = 65;
const NONE = Buffer.alloc(0);
const MODE_BASE = Buffer.of(0);
/** "HPKE-v1" ‖ "HPKE" ‖ KEM ‖ KDF ‖ AEAD: begins every labelled input of the key schedule (§4, §5.1). */
const SUITE = Buffer.from('HPKE-v1HPKE\x00\x10\x00\x01\x00\x01', 'latin1');

/** A window's public key to seal for, from its uncompressed point in base64url. @throws when that is no point of the curve. */
export function recipient(publicKey: string): KeyObject {
  const point = Buffer.from(fromBase64url(publicKey));
  const [x, y] = [point.toString('base64url', 1, 33), point.toString('base64url', 33)];
  return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
}

/** PKCS #8 (RFC 5958) of a P-256 private key up to the 32 bytes of its scalar; the point follows from them. */
const PRIVATE_KEY = Buffer.from('3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420', 'hex');

/** A private key from the 32 bytes of its scalar, without ever being text. @throws when the bytes are no private key. */
export function privateKeyOf(scalar: Uint8Array): KeyObject {
  const der = Buffer.concat([PRIVATE_KEY, scalar]);
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  } finally {
    der.fill(0);
  }
}

/** The public key that belongs to a private one, as a manifest writes it. */
export function publicPointOf(privateKey: KeyObject): string {
  const { x = '', y = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return toBase64url(concat(new Uint8Array([4]), fromBase64url(x), fromBase64url(y)));
}

/** What both sides know once a key is encapsulated. */
export interface Context {
  /** Seals the first and only message (§5.2). @returns ciphertext ‖ tag. */
  readonly seal: (associatedData: Uint8Array, plaintext: Uint8Array) => Buffer;
  /** Opens it. @throws when it was sealed with another key or other data, or altered. */
  readonly open: (associatedData: Uint8Array, ciphertext: Uint8Array) => Buffer;
  /** A secret of its own for other uses (§5.3); at most 32 bytes. */
  readonly export: (exporterContext: Uint8Array, length: number) => Buffer;
}

/** OpenSSL's DHKEM (§4.1), in the cryptography threads: both multiplications on the curve leave the event loop free. */
const encapsulateAside = promisify<KeyObject, { sharedKey: Buffer; ciphertext: Buffer }>(encapsulate);

/** Encapsulates a fresh secret for the recipient and forgets it with the context. */
export async function senderContext(to: KeyObject, info: Uint8Array): Promise<Context & { readonly enc: Uint8Array }> {
  const { sharedKey, ciphertext } = await encapsulateAside(to);
  return { enc: ciphertext, ...keySchedule(sharedKey, info) };
}

/** What the sender of an encapsulated secret knows too. @throws when the bytes encapsulate nothing. */
export const recipientContext = (privateKey: KeyObject, enc: Uint8Array, info: Uint8Array): Context => keySchedule(decapsulate(privateKey, enc), info);

/** KeySchedule (§5.1) without a pre-shared key. */
export function keySchedule(shared: Uint8Array, info: Uint8Array): Context {
  const context = contextOf(info);
  const derive = (label: string, length: number): Buffer => hkdf(shared, labelled('secret', NONE), expandInfo(label, context, length), length);
  return {
    seal: (associatedData, plaintext) => sealAead(derive('key', KEY_BYTES), derive('base_nonce', NONCE_BYTES), associatedData, plaintext),
    open: (associatedData, ciphertext) => openAead(derive('key', KEY_BYTES), derive('base_nonce', NONCE_BYTES), associatedData, ciphertext),
    export: (exporterContext, length) => {
      const info = Buffer.concat([expandInfo('sec', exporterContext, length), Buffer.of(1)]);
      return hmac(derive('exp', HASH_BYTES), info).subarray(0, length);
    },
  };
}

/** The part of the key schedule that the purpose alone decides; there are two purposes, and a million ballots. */
const contexts = new WeakMap<Uint8Array, Buffer>();

function contextOf(info: Uint8Array): Buffer {
  const context = contexts.get(info) ?? Buffer.concat([MODE_BASE, PSK_ID_HASH, hmac(NONE, labelled('info_hash', info))]);
  contexts.set(info, context);
  return context;
}

/** AES-128-GCM: ciphertext ‖ tag. */
export function sealAead(key: Uint8Array, nonce: Uint8Array, associatedData: Uint8Array, plaintext: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-128-gcm', createSecretKey(key), nonce).setAAD(associatedData);
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** The plaintext of ciphertext ‖ tag. @throws when the tag does not fit. */
export function openAead(key: Uint8Array, nonce: Uint8Array, associatedData: Uint8Array, ciphertext: Uint8Array): Buffer {
  const end = ciphertext.length - TAG_BYTES;
  if (end < 0) throw new RangeError('too short to be sealed');
  const decipher = createDecipheriv('aes-128-gcm', createSecretKey(key), nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(associatedData).setAuthTag(ciphertext.subarray(end));
  return Buffer.concat([decipher.update(ciphertext.subarray(0, end)), decipher.final()]);
}

/** Input of LabeledExtract (§4). */
const labelled = (label: string, key: Uint8Array): Buffer => Buffer.concat([SUITE, Buffer.from(label), key]);

/** Input of LabeledExpand (§4). */
const expandInfo = (label: string, info: Uint8Array, length: number): Buffer => Buffer.concat([Buffer.of(length >> 8, length & 0xff), labelled(label, info)]);

/** Node reads a key object in a third of the time it takes for bytes. */
const hkdf = (salt: Uint8Array, key: Uint8Array, info: Uint8Array, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', createSecretKey(key), salt, info, length));

const hmac = (key: Uint8Array, message: Uint8Array): Buffer => createHmac('sha256', createSecretKey(key)).update(message).digest();

const PSK_ID_HASH = hmac(NONE, labelled('psk_id_hash', NONE));
