import type { PublicImport, WindowRecord } from '../files.ts';
import { listDigest, tellsDigest } from '../import-digest.ts';

type Fault = readonly [id: string, zh: string, en: string];

const DIGEST = /^[0-9a-f]{64}$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** What a window says came from elsewhere fits its sealed rules and its signed counts, and tells where it came from. */
export function importFaults({ manifest, closing, imports = [] }: WindowRecord): Fault[] {
  const sums = new Map<string, number>();
  for (const { group, channel, ballots } of imports) sums.set(`${group}/${channel}`, (sums.get(`${group}/${channel}`) ?? 0) + ballots);
  const counted = new Map(closing?.statement.channels.map(({ group, channel, ballots }) => [`${group}/${channel}`, ballots]));
  const signed = closing?.statement.importsSha256;
  return [
    ...(signed === undefined || signed === listDigest(imports)
      ? []
      : [['window.imports', '公布的导入清单不是截止时签名的那一份。', 'the list of imports is not the one that was signed at closing.'] as const]),
    ...imports.flatMap((one) => ownFaults(one, manifest)),
    ...[...sums].flatMap(([line, ballots]): Fault[] =>
      ballots > (counted.get(line) ?? 0)
        ? [
            [
              'window.imports',
              `${line}：导入的 ${ballots} 张票多于截止声明中该渠道的票数。`,
              `${line}: ${ballots} ballots were brought in, more than the closing statement counts of this channel.`,
            ],
          ]
        : [],
    ),
  ];
}

function ownFaults({ kind, group, channel, people, ballots, answers, sha256, origin, clippings }: PublicImport, manifest: WindowRecord['manifest']): Fault[] {
  const faults: Fault[] = [];
  const line = manifest.groups.find(({ id }) => id === group);
  if (!line || (channel !== null && !line.channels.includes(channel)))
    faults.push(['window.imports', `封定规则中没有 ${group} 的渠道 ${channel}。`, `the sealed rules have no channel ${channel} of ${group}.`]);
  if (tellsDigest({ kind, people }) ? sha256 === null || !DIGEST.test(sha256) : sha256 !== null)
    faults.push([
      'window.imports',
      '导入的文件没有摘要，或公布了可以据以试出答案的摘要。',
      'an imported file has no digest, or one from which its answers can be tried out.',
    ]);
  if (origin && !(DAY.test(origin.from) && DAY.test(origin.to) && origin.from <= origin.to))
    faults.push(['window.imports', '导入来源的起止日期不成立。', 'the days of an import’s origin do not fit.']);
  if (kind === 'hotline' ? answers === undefined || people + ballots > 0 : answers !== undefined)
    faults.push(['window.imports', '热线的汇总数与评议票混在一起。', 'counts of a hotline and ballots are mixed up.']);
  if ((kind === 'clippings') !== (clippings !== null))
    faults.push(['window.imports', '剪报票的收票和比对数不全。', 'the figures of clippings are not complete.']);
  if (clippings) {
    const spoiled = Object.values(clippings.spoiled).reduce((sum, n) => sum + n, 0);
    if (clippings.received !== people || clippings.differed > people || spoiled > people)
      faults.push(['window.imports', '剪报票的收票、作废和不一致数对不上。', 'received, spoiled and differing clippings do not fit together.']);
  }
  return faults;
}
