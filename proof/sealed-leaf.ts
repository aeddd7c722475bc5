import { type Bytes, concat, fromHex, toHex } from './bytes.ts';
import { type OpeningKey, type SealingKey, suite } from './keys.ts';
import { associatedData, type EnvelopeLabels, LEAF_EXPORT, LEAF_INFO } from './labels.ts';

/**
 * The leaf hash that a receipt names, sealed by the server for the window's key and bound to its row. The key is one
 * that an HPKE context exports (RFC 9180 §5.3), the nonce is random; a batch may share a context, which saves the
 * costly half of the work on both sides. Encapsulated key (65) ‖ nonce (12) ‖ hash (32) ‖ tag (16).
 */
const ENCAPSULATED = 65;
/** Bytes of the random nonce. */
export const LEAF_NONCE = 12;
const LEAF = 32;
export const SEALED_LEAF_BYTES = ENCAPSULATED + LEAF_NONCE + LEAF + 16;

const INFO = LEAF_INFO.buffer;
const EXPORT = LEAF_EXPORT.buffer;
/** Of the exported key. */
export const LEAF_KEY_BYTES = 16;

export type LeafSealer = (leafHash: string, labels: EnvelopeLabels) => Promise<Bytes>;

/** A context for one ballot or one batch; whoever drops it can no longer read what it sealed. */
export async function leafSealer({ key }: SealingKey): Promise<LeafSealer> {
  const context = await suite.createSenderContext({ recipientPublicKey: key, info: INFO });
  const secret = await importKey(await context.export(EXPORT, LEAF_KEY_BYTES), 'encrypt');
  return async (leafHash, labels) => {
    const nonce = crypto.getRandomValues(new Uint8Array(LEAF_NONCE));
    const sealed = await crypto.subtle.encrypt(algorithm(nonce, labels), secret, fromHex(leafHash));
    return concat(new Uint8Array(context.enc), nonce, new Uint8Array(sealed));
  };
}

/** Contexts that an opener remembers; single ballots have one each, so that most are never seen again. */
const REMEMBERED = 256;

/** Opens sealed leaf hashes: null for one that was sealed for another key or row, or was altered. */
export function leafOpener(key: OpeningKey): (envelope: EnvelopeLabels & { readonly sealedLeaf: Uint8Array }) => Promise<string | null> {
  const secrets = new Map<string, Promise<CryptoKey>>();
  const secretOf = (enc: Bytes): Promise<CryptoKey> => {
    const name = toHex(enc);
    const secret = secrets.get(name) ?? exportedKey(key, enc);
    const [oldest = ''] = secrets.keys();
    if (!secrets.has(name) && secrets.size >= REMEMBERED) secrets.delete(oldest);
    return secrets.set(name, secret).get(name) as Promise<CryptoKey>;
  };
  return async ({ sealedLeaf, ...labels }) => {
    try {
      const secret = await secretOf(sealedLeaf.slice(0, ENCAPSULATED) as Bytes);
      const nonce = sealedLeaf.slice(ENCAPSULATED, ENCAPSULATED + LEAF_NONCE) as Bytes;
      const leaf = await crypto.subtle.decrypt(algorithm(nonce, labels), secret, sealedLeaf.slice(ENCAPSULATED + LEAF_NONCE) as Bytes);
      return leaf.byteLength === LEAF ? toHex(new Uint8Array(leaf)) : null;
    } catch {
      return null;
    }
  };
}

async function exportedKey({ pair }: OpeningKey, enc: Bytes): Promise<CryptoKey> {
  const context = await suite.createRecipientContext({ recipientKey: pair, enc: enc.buffer, info: INFO });
  return importKey(await context.export(EXPORT, LEAF_KEY_BYTES), 'decrypt');
}

const importKey = (bytes: ArrayBuffer, usage: 'encrypt' | 'decrypt'): Promise<CryptoKey> => crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, [usage]);

const algorithm = (nonce: Bytes, labels: EnvelopeLabels): AesGcmParams => ({ name: 'AES-GCM', iv: nonce, additionalData: associatedData(labels) });
