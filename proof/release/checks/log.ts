import { checkLog, type LogFault, logPaths } from '../../log/check.ts';
import type { ReleaseContents } from '../contents.ts';
import type { WindowRecord } from '../files.ts';
import { type Finding, fails, failuresOr, guardedReading, holds, open } from './finding.ts';
import type { Opened } from './opened.ts';

/** Where the log of a window stands. The manifest does not list these files: the signed root decides what is in them. */
export const logPath = (window: string, path: string): string => `log/${window}/${path}`;
export const isLogPath = (path: string): boolean => path.startsWith('log/');

const FAULTS: Readonly<Record<LogFault['kind'], readonly [string, string]>> = {
  missing: ['缺少文件', 'a file is missing'],
  tile: ['哈希块与票录不符', 'a tile does not follow from the leaves'],
  order: ['校验值没有按顺序排列', 'the leaves are not sorted'],
  manifest: ['第一项不是封定规则', 'its first leaf is not the sealed rules'],
  root: ['重算的根与开封时签名的根不同', 'the root computed again is not the one signed at opening'],
  checkpoint: ['检查点的签名无效，或与签名的根不符', 'its checkpoint is not validly signed or names another root'],
  tickets: ['票号清单被改动、不完整或次序不对', 'the list of tickets was changed, is not whole or not in order'],
  spoiled: ['废票清单被改动，或列出了票录里没有的票', 'the list of spoiled ballots was changed or names one that is not in the log'],
  counts: ['票数或各类废票数与开封声明不符', 'its counts are not those of the statement signed at opening'],
};

/** Every published log is compared, leaf by leaf, with what was signed when its window was opened. */
export async function checkLogs(opened: Opened, { records }: ReleaseContents): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const record of records.filter(({ log }) => log !== null)) {
    findings.push(...(await guardedReading('log.whole', logPath(record.window, ''), () => checkOne(opened, record))));
  }
  return [...findings, ...(await strays(opened, records))];
}

async function checkOne({ reader }: Opened, record: WindowRecord): Promise<Finding[]> {
  const { window, published, log } = record;
  if (!published)
    return [
      open(
        'log.published',
        null,
        `评议期 ${window} 的票录没有随这次发布公布（较早的格式）。`,
        `The log of window ${window} does not come with this release (an earlier form).`,
      ),
    ];
  const fault = await checkLog({ ...record, published }, (path) => reader.read(logPath(window, path)));
  if (fault === null)
    return [
      holds(
        'log.whole',
        logPath(window, ''),
        `评议期 ${window} 的票录：${log?.statement.ballots} 张票的校验值按序排列，重算的根就是开封时签名的根；票号和废票清单相符。`,
        `Log of window ${window}: the hashes of ${log?.statement.ballots} ballots are sorted, and their root is the one signed at opening; the lists of tickets and spoiled ballots agree.`,
      ),
    ];
  const [zh, en] = FAULTS[fault.kind];
  return [fails('log.whole', logPath(window, fault.where), `评议期 ${window} 的票录：${zh}。`, `Log of window ${window}: ${en}.`)];
}

/** Nothing lies among the logs that belongs to none. */
async function strays({ reader }: Opened, records: readonly WindowRecord[]): Promise<Finding[]> {
  if (!reader.list) return [];
  const known = new Set(records.flatMap(({ window, published }) => (published ? logPaths(published).map((path) => logPath(window, path)) : [])));
  const unknown = (await reader.list()).filter((path) => isLogPath(path) && !known.has(path));
  if (unknown.length === 0) return [];
  return failuresOr(
    unknown.map((path) => fails('log.stray', path, `${path} 不属于任何票录。`, `${path} belongs to no log.`)),
    holds('log.stray', null, '', ''),
  );
}
