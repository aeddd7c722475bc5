import { fromUtf8 } from '../../bytes.ts';
import { sha256Hex } from '../../hash.ts';
import type { ReleaseManifest, ReleaseSignature } from '../files.ts';
import type { ReleaseKeys } from '../keys.ts';
import { isSignedBy, signedManifest } from '../signature.ts';
import { follows } from './chain.ts';
import { type Finding, fails, failuresOr, holds, open } from './finding.ts';
import { readManifest } from './manifest.ts';
import { jsonOf, type Opened, type ReleaseReader } from './opened.ts';

const WHERE = 'manifest.json';
/** Releases that are read at once. */
const BATCH = 8;

interface Link {
  readonly bytes: Uint8Array | null;
  readonly signature: Uint8Array | null;
}

const readLink = async (reader: ReleaseReader | null): Promise<Link> => {
  const [bytes, signature] = await Promise.all(['manifest.json', 'manifest.sig.json'].map((path) => reader?.read(path).catch(() => null) ?? null));
  return { bytes: bytes ?? null, signature: signature ?? null };
};

/** Every release before this one, as far back as they can be reached: digests, order, signatures, scores, and the head of the audit log. */
export async function walkChain(opened: Opened): Promise<Finding[]> {
  const { manifest, reader } = opened;
  if (manifest.previous === null || !reader.other) return [];
  const failures: Finding[] = [];
  let after = manifest;
  let reached = manifest.release;
  walk: while (after.previous) {
    const numbers = Array.from({ length: Math.min(BATCH, after.previous.release) }, (_, at) => (after.previous?.release ?? 0) - at);
    for (const link of await Promise.all(numbers.map((number) => readLink(reader.other?.(number) ?? null)))) {
      const found = link.bytes && linkOf(opened, after, link.bytes, link.signature);
      if (!found) break walk;
      failures.push(...found.failures);
      if (!found.manifest) break walk;
      after = found.manifest;
      reached = after.release;
    }
  }
  return failuresOr(failures, walked(manifest.release, reached));
}

function walked(from: number, reached: number): Finding {
  const told = [
    `从第 ${from} 号往回核对到第 ${reached} 号：每份清单的 SHA-256、签名、先后和审计日志的行数都接得上。`,
    `Walked back from release ${from} to release ${reached}: digests, signatures, order and the length of the audit log of every manifest fit.`,
  ] as const;
  if (reached === 1) return holds('chain.walked', WHERE, ...told);
  const [zh, en] = reached === from ? ['此前的发布都读不到。', 'No release before this one could be reached.'] : told;
  return open('chain.walked', WHERE, `${zh}更早的读不到，没有核对。`, `${en} Those before could not be reached and were not checked.`);
}

/** One release of the chain: what is wrong with it, and its manifest where the walk can go on from it. */
function linkOf(
  opened: Opened,
  after: ReleaseManifest,
  bytes: Uint8Array,
  signature: Uint8Array | null,
): { failures: Finding[]; manifest: ReleaseManifest | null } {
  const number = after.previous?.release ?? 0;
  if (sha256Hex(bytes) !== after.previous?.manifestSha256)
    return {
      failures: [broken(number, '清单与后一号写明的 SHA-256 不符', 'its manifest does not have the SHA-256 that the release after it names')],
      manifest: null,
    };
  const read = readManifest(bytes);
  if (typeof read === 'string') return { failures: [], manifest: null };
  const failures = after === opened.manifest ? [] : follows(after, read.manifest); // the pair nearest to us is told by checkChain
  if (!isSigned(opened, read.manifest, bytes, signature))
    failures.push(broken(number, '清单没有公布过的密钥的有效签名', 'its manifest is not validly signed by a published key'));
  return { failures, manifest: read.manifest };
}

const broken = (number: number, zh: string, en: string): Finding => fails('chain.walked', WHERE, `第 ${number} 号发布：${zh}。`, `Release ${number}: ${en}.`);

function isSigned(opened: Opened, manifest: ReleaseManifest, bytes: Uint8Array, signature: Uint8Array | null): boolean {
  try {
    const key = jsonOf<ReleaseKeys>(opened, 'keys.json').keys.find(({ id }) => id === manifest.key);
    const given = signature && (JSON.parse(fromUtf8(signature)) as ReleaseSignature);
    return Boolean(key && given && isSignedBy(signedManifest(bytes), given.signature, key.publicKey));
  } catch {
    return false;
  }
}
