import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fromBase64url, toBase64url } from '../../proof/bytes.ts';
import { KEY_SEED_BYTES, makeKeyPair } from '../../proof/keys.ts';
import type { KeyCustody, KeyShares } from '../../proof/manifest.ts';
import { joinShares, readShare, splitKey } from '../../proof/shares.ts';
import type { Dependencies } from '../context.ts';
import type { Sentence } from '../errors.ts';

/** Said wherever a window's key is spoken of. */
export const CUSTODY: Readonly<Record<KeyCustody, Sentence>> = {
  holders: {
    zh: '私钥分成几份，由不同单位的保管人离线保管；服务器没有私钥，开封前无法读票。',
    en: 'The private key is split among holders of different bodies, who keep it offline; this server has none and cannot read a ballot before the opening.',
  },
  demonstration: {
    zh: '演示：私钥的三份份额都由本服务器自己保管，因此服务器本可读票。正式使用时由不同单位的保管人离线保管。',
    en: 'Demonstration: this server itself keeps all three shares of the private key and so could read ballots. In real use holders of different bodies keep them offline.',
  },
};

/** How a demonstration splits its keys, which the manifest says. */
export const DEMONSTRATION_SHARES: KeyShares = { holders: 3, threshold: 2, bodies: [] };

interface DemonstrationKey {
  readonly publicKey: string;
  readonly shares: readonly string[];
}

const keyFile = ({ secrets }: Pick<Dependencies, 'secrets'>, window: string): string => path.join(secrets.demonstrationKeys, `${window}.json`);

/** Makes the key of a window in demonstration custody and keeps all its shares; one that is already there (a start that was broken off) is used. @returns the public key */
export async function demonstrationPublicKey(deps: Pick<Dependencies, 'secrets' | 'random'>, window: string): Promise<string> {
  const kept = readKept(deps, window);
  if (kept) return kept.publicKey;
  const { publicKey, privateKey } = makeKeyPair(deps.random(KEY_SEED_BYTES));
  const { holders, threshold } = DEMONSTRATION_SHARES;
  const made: DemonstrationKey = { publicKey, shares: await splitKey(fromBase64url(privateKey), { window, holders, threshold }) };
  mkdirSync(deps.secrets.demonstrationKeys, { recursive: true, mode: 0o700 });
  writeFileSync(keyFile(deps, window), JSON.stringify(made), { mode: 0o600, flag: 'wx' });
  return publicKey;
}

/** The private key of a window in demonstration custody, joined from two of its shares; null when they are not here. */
export async function readDemonstrationKey(deps: Pick<Dependencies, 'secrets'>, window: string): Promise<string | null> {
  const kept = readKept(deps, window);
  return kept && toBase64url(await joinShares(kept.shares.slice(0, DEMONSTRATION_SHARES.threshold).map(readShare)));
}

/** The end of a key in demonstration custody. */
export const forgetDemonstrationKey = (deps: Pick<Dependencies, 'secrets'>, window: string): void => rmSync(keyFile(deps, window), { force: true });

function readKept(deps: Pick<Dependencies, 'secrets'>, window: string): DemonstrationKey | null {
  const file = keyFile(deps, window);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DemonstrationKey) : null;
}
