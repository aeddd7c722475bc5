import { fromBase64url, fromUtf8, toBase64url, utf8 } from '../../proof/bytes.ts';
import { fingerprintOf } from '../../proof/fingerprint.ts';
import { KEY_SEED_BYTES, makeKeyPair, openingKey, sealingKey, suite } from '../../proof/keys.ts';
import { joinShares, readShare, splitKey } from '../../proof/shares.ts';

export interface Ceremony {
  readonly rehearsal: boolean;
  readonly window: string;
  readonly bodies: readonly string[];
  readonly threshold: number;
  readonly publicKey: string;
  readonly fingerprint: string;
  /** Printable shares in the order of the bodies; emptied one by one as they are handed out. */
  readonly shares: (string | null)[];
  /** A practice ballot, sealed with the public key; null where the browser cannot seal. */
  readonly sealed: { readonly enc: ArrayBuffer; readonly ciphertext: ArrayBuffer } | null;
}

export interface Wish {
  readonly rehearsal: boolean;
  readonly window: string;
  readonly bodies: readonly string[];
  readonly threshold: number;
  /** What the practice ballot says. */
  readonly secret: string;
}

/** Makes the pair in this browser and splits it. The private key is overwritten before this returns. @throws ShareFault */
export async function makeCeremony({ secret, ...wish }: Wish): Promise<Ceremony> {
  const { publicKey, privateKey } = makeKeyPair(crypto.getRandomValues(new Uint8Array(KEY_SEED_BYTES)));
  const bytes = fromBase64url(privateKey);
  const shares = await splitKey(bytes, { window: wish.window, holders: wish.bodies.length, threshold: wish.threshold });
  bytes.fill(0);
  return { ...wish, publicKey, fingerprint: fingerprintOf(publicKey), shares: [...shares], sealed: wish.rehearsal ? await seal(publicKey, secret) : null };
}

async function seal(publicKey: string, secret: string): Promise<Ceremony['sealed']> {
  if (!globalThis.crypto?.subtle) return null;
  const { enc, ct } = await suite.seal({ recipientPublicKey: (await sealingKey(publicKey)).key }, utf8(secret));
  return { enc, ciphertext: ct };
}

/** Joins what is left of the shares and reads the practice ballot. @returns its text; null where it was not sealed. @throws ShareFault */
export async function openAgain({ shares, sealed }: Ceremony): Promise<string | null> {
  const left = shares.flatMap((text) => (text === null ? [] : [readShare(text)]));
  const key = await joinShares(left);
  const text = toBase64url(key);
  key.fill(0);
  if (!sealed) return null;
  const { pair } = await openingKey(text);
  return fromUtf8(new Uint8Array(await suite.open({ recipientKey: pair.privateKey, enc: sealed.enc }, sealed.ciphertext)));
}
