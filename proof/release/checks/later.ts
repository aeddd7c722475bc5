import { fromUtf8 } from '../../bytes.ts';
import { sha256Hex } from '../../hash.ts';
import type { ModerationLedger, ReleaseManifest, ReleaseSignature } from '../files.ts';
import type { ReleaseKeys } from '../keys.ts';
import { keyFaults } from '../keys.ts';
import { isSignedBy, signedManifest } from '../signature.ts';
import { readManifest } from './manifest.ts';
import type { Opened, ReleaseReader } from './opened.ts';

const LEDGER = 'moderation.json';

/** The ledger of the newest release after this one that can be reached and is signed by the same chain of keys; null without one. */
export async function readLedgerAfter({ reader, manifest }: Opened): Promise<{ readonly release: number; readonly ledger: ModerationLedger } | null> {
  const newest = await newestAfter(reader, manifest.release);
  for (let number = newest; number > manifest.release; number -= 1) {
    const other = reader.other?.(number);
    const ledger = other && (await signedLedger(other, manifest.key).catch(() => null));
    if (ledger) return { release: number, ledger };
  }
  return null;
}

/** Numbers have no gaps: strides that double, then halves. */
async function newestAfter(reader: ReleaseReader, from: number): Promise<number> {
  const isThere = async (number: number): Promise<boolean> =>
    ((await reader
      .other?.(number)
      ?.read('manifest.json')
      .catch(() => null)) ?? null) !== null;
  let [there, stride] = [from, 1];
  while (await isThere(there + stride)) {
    there += stride;
    stride *= 2;
  }
  for (; stride >= 1; stride = Math.floor(stride / 2)) if (await isThere(there + stride)) there += stride;
  return there;
}

async function signedLedger(reader: ReleaseReader, key: string): Promise<ModerationLedger | null> {
  const [manifest, signature, keys, ledger] = await Promise.all(['manifest.json', 'manifest.sig.json', 'keys.json', LEDGER].map((path) => reader.read(path)));
  const read = manifest ? readManifest(manifest) : '';
  if (!manifest || !signature || !keys || !ledger || typeof read === 'string') return null;
  return isOurs(read.manifest, manifest, signature, keys, key) && lists(read.manifest, LEDGER, ledger) && lists(read.manifest, 'keys.json', keys)
    ? (JSON.parse(fromUtf8(ledger)) as ModerationLedger)
    : null;
}

const lists = ({ files }: ReleaseManifest, path: string, bytes: Uint8Array): boolean => files.find((file) => file.path === path)?.sha256 === sha256Hex(bytes);

/** Signed by a key that our own key introduced, or by our own. */
function isOurs(manifest: ReleaseManifest, bytes: Uint8Array, signature: Uint8Array, keyFile: Uint8Array, ours: string): boolean {
  const { keys } = JSON.parse(fromUtf8(keyFile)) as ReleaseKeys;
  const key = keys.find(({ id }) => id === manifest.key);
  const given = JSON.parse(fromUtf8(signature)) as ReleaseSignature;
  return (
    keys.some(({ id }) => id === ours) && keyFaults(keys).length === 0 && key !== undefined && isSignedBy(signedManifest(bytes), given.signature, key.publicKey)
  );
}
