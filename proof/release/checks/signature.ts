import type { ReleaseSignature } from '../files.ts';
import { type KeyFault, keyFaults, type ReleaseKeys } from '../keys.ts';
import { isSignedBy, signedManifest } from '../signature.ts';
import { type Finding, fails, guarded, holds, open } from './finding.ts';
import { jsonOf, type Opened } from './opened.ts';

const WHERE = 'manifest.sig.json';
const KEYS = 'keys.json';

const KEY_FAULTS: Readonly<Record<KeyFault, readonly [string, string]>> = {
  id: ['的编号与公钥不符', 'has an id that does not belong to its public key'],
  order: ['的启用时间接不上前一把密钥', 'does not begin where the key before it ends'],
  active: ['的状态不对：只有最后一把密钥可以在用', 'has the wrong state: only the last key may be active'],
  introduction: ['没有前一把密钥的有效签名引入', 'was not introduced by a valid signature of the key before it'],
};

/** The manifest is signed by the active key of `keys.json`. */
export async function checkSignature(opened: Opened, bytes: Uint8Array | null): Promise<Finding[]> {
  if (!bytes) return [fails('signature.missing', WHERE, '发布清单没有签名。', 'The manifest has no signature.')];
  return guarded('signature.form', WHERE, () => {
    const { manifest, manifestBytes, manifestSha256 } = opened;
    const signature = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as ReleaseSignature;
    const { keys } = jsonOf<ReleaseKeys>(opened, KEYS);
    const key = keys.find(({ id }) => id === manifest.key);
    const faults: Finding[] = [];
    if (signature.format !== 'gongping-signature/1' || signature.algorithm !== 'Ed25519')
      faults.push(fails('signature.form', WHERE, '签名文件不是约定的格式。', 'The signature file does not have the agreed form.'));
    if (!key)
      faults.push(
        fails(
          'signature.key',
          KEYS,
          `清单写明的密钥 ${manifest.key} 不在 keys.json 里。`,
          `The key ${manifest.key} that the manifest names is not in keys.json.`,
        ),
      );
    if (signature.key !== manifest.key || (key && signature.publicKey !== key.publicKey))
      faults.push(fails('signature.key', WHERE, '签名文件写的密钥不是清单写明的密钥。', 'The signature file names another key than the manifest.'));
    if (signature.manifestSha256 !== manifestSha256)
      faults.push(
        fails(
          'signature.digest',
          WHERE,
          '签名文件写的清单 SHA-256 与清单不符：清单或签名文件被改动过。',
          'The signature file names another SHA-256 than the manifest has: one of the two was changed.',
        ),
      );
    if (key && !isSignedBy(signedManifest(manifestBytes), signature.signature, key.publicKey))
      faults.push(
        fails(
          'signature.valid',
          WHERE,
          '签名无效：发布清单不是由公布的密钥签的，或在签名后被改动过。',
          'The signature is not valid: the manifest was not signed with the published key, or was changed afterwards.',
        ),
      );
    if (key && key.validFrom > manifest.generatedAt)
      faults.push(fails('signature.time', KEYS, '签名密钥在发布之后才启用。', 'The key came into use only after the release was made.'));
    return faults.length > 0
      ? faults
      : [
          holds(
            'signature.valid',
            WHERE,
            `发布清单由密钥 ${manifest.key} 签名，签名有效。`,
            `The manifest is signed with the key ${manifest.key}, and the signature is valid.`,
          ),
        ];
  });
}

/** Each key was introduced by the one before, and the manifest's is the one in use. */
export const checkKeys = (opened: Opened): Finding[] =>
  guarded('keys.form', KEYS, () => {
    const { format, keys } = jsonOf<ReleaseKeys>(opened, KEYS);
    const faults = keyFaults(keys).map(({ key, fault }) =>
      fails(`keys.${fault}`, KEYS, `密钥 ${key} ${KEY_FAULTS[fault][0]}。`, `The key ${key} ${KEY_FAULTS[fault][1]}.`),
    );
    if (format !== 'gongping-keys/1' || keys.length === 0)
      faults.push(fails('keys.form', KEYS, 'keys.json 不是约定的格式。', 'keys.json does not have the agreed form.'));
    if (keys.at(-1)?.id !== opened.manifest.key)
      faults.push(fails('keys.active', KEYS, '清单写明的密钥不是在用的那一把。', 'The key that the manifest names is not the one in use.'));
    return faults.length > 0
      ? faults
      : [
          holds(
            'keys.introduction',
            KEYS,
            keys.length === 1 ? '公布的密钥只有一把，没有更换过。' : `公布的 ${keys.length} 把密钥，后一把都由前一把签名引入。`,
            keys.length === 1
              ? 'There is one published key; it was never changed.'
              : `Each of the ${keys.length} published keys was introduced by the signature of the one before.`,
          ),
        ];
  });

/** Whether the key is the city's own cannot be read from the release: it must be compared with one known from elsewhere. */
export const checkKnownKey = (opened: Opened, known: string | null): Finding[] =>
  guarded('keys.known', KEYS, () => {
    const { keys } = jsonOf<ReleaseKeys>(opened, KEYS);
    if (known === null) {
      return [
        open(
          'keys.known',
          KEYS,
          `密钥是不是主办单位的，请与报纸、公告栏等别处公布的编号核对：${opened.manifest.key}。`,
          `Whether the key is the office’s own: compare its id with the one published elsewhere, in a newspaper for example: ${opened.manifest.key}.`,
        ),
      ];
    }
    return keys.some(({ id, publicKey }) => id === known || publicKey === known)
      ? [holds('keys.known', KEYS, `您给出的密钥 ${known} 在签名的密钥链里。`, `The key you gave, ${known}, is in the chain of keys.`)]
      : [
          fails(
            'keys.known',
            KEYS,
            `您给出的密钥 ${known} 不在签名的密钥链里：这次发布是用别的密钥签的。`,
            `The key you gave, ${known}, is not in the chain of keys: the release was signed with another.`,
          ),
        ];
  });
