import { canonicalJson, type Result } from '../../../scoring/index.ts';
import { fromUtf8 } from '../../bytes.ts';
import { sha256Hex } from '../../hash.ts';
import type { ReleaseContents } from '../contents.ts';
import type { PublicRelease, ReleaseManifest } from '../files.ts';
import { changesBetween, lineOf } from '../stages.ts';
import { type Finding, fails, failuresOr, holds, open } from './finding.ts';
import { readManifest } from './manifest.ts';
import type { Opened, ReleaseReader } from './opened.ts';
import { hasStages } from './stages.ts';

const WHERE = 'releases.json';
/** Of daily updates only the newest are read again: their lines also stand in the list of the release before. */
const NEWEST = 20;

/** The list of releases is whole, and each line says what the manifest of that release says, as far as it can be reached. */
export async function checkHistory(opened: Opened, contents: ReleaseContents): Promise<Finding[]> {
  if (!hasStages(opened)) return [];
  const { releases } = contents;
  const failures = [...lineFailures(opened.manifest, releases), ...(await listBefore(opened, releases)), ...(await changeFailures(opened, contents))];
  let reached = 0;
  const asked = releases.filter(({ kind }, at) => kind === 'score' || at >= releases.length - NEWEST);
  for (const line of asked) {
    const found = await manifestOf(opened.reader, line.number);
    if (found) reached += 1;
    if (found) failures.push(...agrees(line, found));
  }
  const missing = asked.length - reached;
  return [
    ...failuresOr(
      failures,
      holds(
        'releases.list',
        WHERE,
        `发布目录列出此前 ${releases.length} 号发布；核对了读得到的 ${reached} 份清单，相符。`,
        `The list names the ${releases.length} releases before this one; the ${reached} manifests that could be reached agree with it.`,
      ),
    ),
    ...(missing === 0
      ? []
      : [
          open(
            'releases.reached',
            WHERE,
            `${missing} 号此前的发布读不到，没有核对目录里的说法。`,
            `${missing} earlier releases could not be reached; what the list says of them was not checked.`,
          ),
        ]),
  ];
}

function lineFailures({ release, previous, generatedAt }: ReleaseManifest, releases: readonly PublicRelease[]): Finding[] {
  const whole = releases.length === release - 1 && releases.every(({ number }, at) => number === at + 1);
  const times = [...releases.map((line) => line.generatedAt), generatedAt];
  return [
    ...(whole ? [] : [fails('releases.list', WHERE, '发布目录不完整，或次序不对。', 'The list of releases is not whole, or not in order.')]),
    ...((releases.at(-1)?.manifestSha256 ?? null) === (previous?.manifestSha256 ?? null)
      ? []
      : [
          fails(
            'releases.list',
            WHERE,
            '发布目录的最后一行不是清单写明的上一号发布。',
            'The last line of the list is not the release that the manifest names as the one before.',
          ),
        ]),
    ...(times.every((time, at) => at === 0 || (times[at - 1] ?? '') <= time)
      ? []
      : [fails('releases.time', WHERE, '发布目录里的时间倒退了。', 'The times in the list of releases go back.')]),
  ];
}

/** The list of the release before is the beginning of this one. */
async function listBefore({ reader, manifest }: Opened, releases: readonly PublicRelease[]): Promise<Finding[]> {
  const bytes =
    manifest.previous &&
    (await reader
      .other?.(manifest.previous.release)
      ?.read(WHERE)
      .catch(() => null));
  if (!bytes) return [];
  return fromUtf8(bytes).trim() === JSON.stringify(releases.slice(0, -1), null, 1)
    ? []
    : [
        fails(
          'releases.before',
          WHERE,
          '发布目录与上一号发布的目录不符：此前的记录被改动过。',
          'The list of releases does not continue that of the release before: an earlier line was changed.',
        ),
      ];
}

async function manifestOf(reader: ReleaseReader, number: number): Promise<{ readonly manifest: ReleaseManifest | null; readonly sha256: string } | null> {
  const bytes = await reader
    .other?.(number)
    ?.read('manifest.json')
    .catch(() => null);
  if (!bytes) return null;
  const read = readManifest(bytes);
  return { manifest: typeof read === 'string' ? null : read.manifest, sha256: sha256Hex(bytes) };
}

function agrees(line: PublicRelease, { manifest, sha256 }: { readonly manifest: ReleaseManifest | null; readonly sha256: string }): Finding[] {
  const told = (zh: string, en: string): Finding[] => [fails('releases.agrees', `${WHERE} ${line.number}`, zh, en)];
  if (sha256 !== line.manifestSha256)
    return told(
      `第 ${line.number} 号发布的清单与目录写明的 SHA-256 不符。`,
      `The manifest of release ${line.number} does not have the SHA-256 that the list names.`,
    );
  if (manifest === null || canonicalJson(lineOf(manifest, sha256)) === canonicalJson(line)) return [];
  return told(
    `目录对第 ${line.number} 号发布的种类、阶段、年度、时间或更正的说法，与它的清单不符。`,
    `What the list says of release ${line.number} (kind, stage, cycles, time or correction) is not what its manifest says.`,
  );
}

/** What a correction says it changed is what differs from the corrected release. */
async function changeFailures({ manifest, reader }: Opened, { scores }: ReleaseContents): Promise<Finding[]> {
  const { corrects, cycles } = manifest;
  if (corrects === null) return [];
  const changes = [];
  for (const cycle of cycles) {
    const bytes = await reader
      .other?.(corrects.release)
      ?.read(`scores/${cycle}/result.json`)
      .catch(() => null);
    const own = scores.find((one) => one.cycle === cycle);
    if (!bytes || !own) return [];
    changes.push(...changesBetween(cycle, JSON.parse(fromUtf8(bytes)) as Result, own.result));
  }
  return canonicalJson(changes) === canonicalJson(corrects.changes)
    ? []
    : [
        fails(
          'releases.changes',
          'manifest.json',
          `勘误写明的得分和名次变化，与第 ${corrects.release} 号发布和本次发布之间的差别不符。`,
          `The changes that the correction names are not what differs between release ${corrects.release} and this one.`,
        ),
      ];
}
