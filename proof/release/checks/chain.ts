import { fromUtf8 } from '../../bytes.ts';
import { sha256Hex } from '../../hash.ts';
import type { AuditHead, ReleaseManifest } from '../files.ts';
import type { ReleaseKeys } from '../keys.ts';
import { type Finding, fails, holds, open } from './finding.ts';
import { readManifest } from './manifest.ts';
import { jsonOf, type Opened, type ReleaseReader } from './opened.ts';

const WHERE = 'manifest.json';

/** The release follows from the one before: its digest, its key, and in a daily update its scores. */
export async function checkChain(opened: Opened): Promise<Finding[]> {
  const { previous, release } = opened.manifest;
  if (previous === null) {
    return release === 1
      ? [holds('chain.first', WHERE, '这是第 1 号发布，前面没有别的发布。', 'This is release 1; none comes before it.')]
      : [
          fails(
            'chain.broken',
            WHERE,
            `第 ${release} 号发布没有写明上一号：发布链断了。`,
            `Release ${release} does not name the one before: the chain is broken.`,
          ),
        ];
  }
  if (previous.release !== release - 1)
    return [
      fails(
        'chain.broken',
        WHERE,
        `第 ${release} 号发布的上一号写成了第 ${previous.release} 号。`,
        `Release ${release} names release ${previous.release} as the one before.`,
      ),
    ];
  const reader = opened.reader.other?.(previous.release) ?? null;
  const bytes = reader ? await reader.read('manifest.json').catch(() => null) : null;
  if (!reader || !bytes)
    return [
      open(
        'chain.previous',
        WHERE,
        `读不到第 ${previous.release} 号发布，没有核对发布链。`,
        `Release ${previous.release} cannot be reached, so the chain was not checked.`,
      ),
    ];
  if (sha256Hex(bytes) !== previous.manifestSha256)
    return [
      fails(
        'chain.previous',
        WHERE,
        `第 ${previous.release} 号发布的清单与本次写明的 SHA-256 不符：其中一个被改动过。`,
        `The manifest of release ${previous.release} does not have the SHA-256 that this one names: one of the two was changed.`,
      ),
    ];
  const read = readManifest(bytes);
  if (typeof read === 'string')
    return [
      open(
        'chain.previous',
        WHERE,
        `第 ${previous.release} 号发布的清单 SHA-256 相符，但格式较早，没有签名可以核对。`,
        `The manifest of release ${previous.release} has the SHA-256 that this one names, but is of an earlier form without a signature.`,
      ),
    ];
  const failures = [...follows(opened.manifest, read.manifest), ...(await keysFollow(opened, reader))];
  return failures.length > 0
    ? failures
    : [
        holds(
          'chain.previous',
          WHERE,
          `本次发布接在第 ${previous.release} 号之后，清单的 SHA-256 相符，密钥相承。`,
          `The release follows release ${previous.release}: the SHA-256 of its manifest agrees, and so do the keys.`,
        ),
      ];
}

/** What does not fit between a release and the one before it. */
export function follows(manifest: ReleaseManifest, before: ReleaseManifest): Finding[] {
  const faults: Finding[] = [];
  if (before.release !== manifest.release - 1 || before.city !== manifest.city)
    faults.push(
      fails('chain.broken', WHERE, '上一号地址上的清单不属于这条发布链。', 'The manifest at the address of the release before is not of this chain.'),
    );
  if (before.generatedAt > manifest.generatedAt)
    faults.push(fails('chain.time', WHERE, '本次发布的生成时间早于上一号。', 'The release was made before the one it follows.'));
  if (!auditGrows(before.audit, manifest.audit))
    faults.push(
      fails(
        'chain.audit',
        WHERE,
        `审计日志比第 ${before.release} 号发布时短，或同样的行数有不同的末行：有记录被截去或改写。`,
        `The audit log is shorter than at release ${before.release}, or ends otherwise at the same length: rows were cut off or rewritten.`,
      ),
    );
  if (manifest.kind === 'daily') {
    const scores = (one: ReleaseManifest): string =>
      one.files
        .filter(({ path }) => /^scores\/[^/]+\/(input|result)\.json$/.test(path))
        .map(({ path, sha256 }) => `${path} ${sha256}`)
        .sort()
        .join('\n');
    if (scores(before) !== scores(manifest))
      faults.push(
        fails(
          'chain.scores',
          WHERE,
          '日更改动了得分：日更不能改得分，改得分要两个人发布。',
          'The daily update changed the scores: only a release by two people may.',
        ),
      );
  }
  return faults;
}

/** The log of staff writes only grows. */
function auditGrows(before: AuditHead | null, now: AuditHead | null): boolean {
  if (before === null) return true;
  if (now === null || now.rows < before.rows) return false;
  return now.rows > before.rows || now.lastHash === before.lastHash;
}

/** Every key of the release before is still listed, unchanged but for its end. */
async function keysFollow(opened: Opened, reader: ReleaseReader): Promise<Finding[]> {
  const bytes = await reader.read('keys.json').catch(() => null);
  if (!bytes) return [];
  try {
    const before = (JSON.parse(fromUtf8(bytes)) as ReleaseKeys).keys.map(({ id }) => id);
    const now = jsonOf<ReleaseKeys>(opened, 'keys.json').keys.map(({ id }) => id);
    if (before.every((id, at) => now[at] === id)) return [];
  } catch {
    // told below
  }
  return [
    fails(
      'chain.keys',
      'keys.json',
      '上一号发布的密钥没有引入本次的密钥：这次发布是用别的密钥签的。',
      'The key of the release before did not introduce the one of this release: it was signed with another key.',
    ),
  ];
}
