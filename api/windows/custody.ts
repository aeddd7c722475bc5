import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { KEY_SEED_BYTES, type KeyPairText, makeKeyPair, publicKeyOf } from '../../proof/keys.ts';
import type { KeyCustody } from '../../proof/manifest.ts';
import type { Dependencies } from '../context.ts';
import type { Sentence } from '../errors.ts';

/** Said wherever a window's key is spoken of. */
export const CUSTODY: Readonly<Record<KeyCustody, Sentence>> = {
  holders: {
    zh: '私钥由保管人离线保管，服务器没有私钥，开封前无法读票。',
    en: 'Holders keep the private key offline; this server has none and cannot read a ballot before the opening.',
  },
  demonstration: {
    zh: '演示：私钥由本服务器自己保管，因此服务器本可读票。正式使用时由保管人离线保管。',
    en: 'Demonstration: this server itself keeps the private key and so could read ballots. In real use holders keep it offline.',
  },
};

const keyFile = ({ secrets }: Pick<Dependencies, 'secrets'>, window: string): string => path.join(secrets.demonstrationKeys, `${window}.json`);

/** Makes the pair of a window in demonstration custody; one that is already there (a start that was broken off) is used. */
export function demonstrationKeyPair(deps: Pick<Dependencies, 'secrets' | 'random'>, window: string): KeyPairText {
  const kept = readDemonstrationKey(deps, window);
  const publicKey = kept && publicKeyOf(kept);
  if (kept && publicKey) return { privateKey: kept, publicKey };
  const pair = makeKeyPair(deps.random(KEY_SEED_BYTES));
  mkdirSync(deps.secrets.demonstrationKeys, { recursive: true, mode: 0o700 });
  writeFileSync(keyFile(deps, window), JSON.stringify(pair), { mode: 0o600, flag: 'wx' });
  return pair;
}

/** The private key of a window in demonstration custody; null when it is not here. */
export function readDemonstrationKey(deps: Pick<Dependencies, 'secrets'>, window: string): string | null {
  const file = keyFile(deps, window);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as KeyPairText).privateKey : null;
}
