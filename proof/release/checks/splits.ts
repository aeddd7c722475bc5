import type { GroupTally, Scheme, ScoringInput, UnitInput } from '../../../scoring/index.ts';
import { groupBy } from '../../group-by.ts';
import { SPLIT_BY } from '../../splits.ts';
import type { ReleaseContents } from '../contents.ts';
import type { PublicScores, PublicSplit, WindowRecord } from '../files.ts';
import { compareSplits, splitMinimum, splitsPath, standTogether } from '../splits.ts';
import { type Finding, fails, failuresOr, guarded, holds } from './finding.ts';

type Fault = readonly [zh: string, en: string];

/**
 * Each split against the group's own line: what is shown is not more than the line, no label has fewer answers than the
 * minimum, hidden labels are at least two and have at least the minimum together, level by level nothing negative;
 * against other splits of the same answers; and against the ballots by channel that the closing statement signs.
 */
export function checkSplits(scheme: Scheme, { records }: ReleaseContents, { cycle, input, splits }: PublicScores): Finding[] {
  if (splits === undefined) return [];
  const where = splitsPath(cycle);
  return guarded('splits.line', where, () => {
    const units = new Map(input.units.map((unit) => [unit.id, unit]));
    const failures = splits.flatMap((split, at) => {
      const unit = units.get(split.unit);
      const tally = unit?.ratings?.[split.group];
      const faults = [
        ...(at > 0 && compareSplits(splits[at - 1] as PublicSplit, split) >= 0 ? [ORDER] : []),
        ...(unit && tally?.counts[split.question] ? lineFaults(split, tally, splitMinimum(scheme, unit.category, split.group)) : [NO_LINE]),
      ];
      return faults.map(([zh, en]) => {
        const name = `${split.unit} ${split.group} ${split.question} ${split.by}`;
        return fails('splits.line', `${where} ${name}`, `${name}：${zh}`, `${name}: ${en}`);
      });
    });
    failures.push(...besideFaults(scheme, splits, units, where));
    const record = records.find(({ manifest, log }) => manifest.cycle === cycle && log);
    const beside = record ? totalFaults(splits, record, input).map(([zh, en]) => fails('splits.totals', where, zh, en)) : [];
    return failuresOr([...failures, ...beside], agreed(cycle, splits.length, where));
  });
}

const agreed = (cycle: string, n: number, where: string): Finding =>
  holds(
    'splits.line',
    where,
    `${cycle}：${n} 项细分与各组计票相符；隐去的数字不能用减法推出，合在一起也不少于下限。`,
    `${cycle}: ${n} splits agree with the lines of their groups; what is hidden cannot be had by subtraction and is not below the minimum together.`,
  );

const ORDER: Fault = ['次序不对或重复。', 'it is out of order or stands twice.'];
const NO_LINE: Fault = ['细分了没有公布的计票。', 'it splits a line that is not published.'];

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, n) => total + n, 0);
const answers = (levels: Readonly<Record<string, number>>): number => sum(Object.values(levels));

function lineFaults({ by, question, shown, hidden }: PublicSplit, tally: GroupTally, minimum: number): Fault[] {
  const line = tally.counts[question] ?? {};
  const labels = Object.entries(shown);
  const chosen = new Set(labels.flatMap(([, levels]) => Object.keys(levels)));
  const rest = Object.entries(line).flatMap(([level, n]) => (level === 'dk' ? [] : [n - sum(labels.map(([, levels]) => levels[level] ?? 0))]));
  const faults: Fault[] = [];
  if (!SPLIT_BY.includes(by) || labels.length === 0 || labels.length + hidden.length < 2 || hidden.some((label) => label in shown))
    faults.push(['不成细分。', 'it is no split.']);
  if (new Set(hidden).size !== hidden.length || hidden.length === 1)
    faults.push(['只隐去一项，可以用减法推出。', 'one label alone is hidden: it follows by subtraction.']);
  if (
    [...chosen].some((level) => level === 'dk' || !(level in line)) ||
    labels.some(([, levels]) => Object.values(levels).some((n) => !Number.isSafeInteger(n) || n < 1))
  )
    faults.push(['有计票中没有的档次，或不是计数。', 'it has a level that the line does not have, or something that is no count.']);
  if (labels.some(([, levels]) => answers(levels) > 0 && answers(levels) < minimum))
    faults.push([`有一项少于 ${minimum} 个答案，不应公布。`, `a label has fewer than ${minimum} answers and must not be shown.`]);
  if (rest.some((n) => n < 0)) faults.push(['细分之和多于该组计票。', 'the labels add up to more than the line.']);
  const left = sum(rest);
  if (hidden.length === 0 && rest.some((n) => n !== 0)) faults.push(['细分之和不等于该组计票。', 'the labels do not add up to the line.']);
  if (hidden.length > 0 && left < minimum)
    faults.push([`隐去的合起来只有 ${left} 个答案，少于 ${minimum}。`, `the hidden labels have only ${left} answers together, fewer than ${minimum}.`]);
  return faults;
}

/** Two splits of one question show together what one of them hides. */
function besideFaults(scheme: Scheme, splits: readonly PublicSplit[], units: ReadonlyMap<string, UnitInput>, where: string): Finding[] {
  return [...groupBy(splits, ({ unit, group, question }) => JSON.stringify([unit, group, question])).values()].flatMap((same): Finding[] => {
    const { unit, group, question } = same[0] as PublicSplit;
    const found = units.get(unit);
    const line = found?.ratings?.[group]?.counts[question];
    if (!found || !line) return [];
    const valid = answers(line) - (line['dk'] ?? 0);
    const minimum = splitMinimum(scheme, found.category, group);
    const clash = same.some((a, i) => same.slice(i + 1).some((b) => !standTogether(a, b, valid, minimum)));
    const name = `${unit} ${group} ${question}`;
    return clash
      ? [
          fails(
            'splits.line',
            `${where} ${name}`,
            `${name}：同一题的两种细分放在一起，可以推出隐去的数字。`,
            `${name}: two splits of one question together give away what is hidden.`,
          ),
        ]
      : [];
  });
}

/** No channel shows more answers than ballots were closed in, and where units are not split they are two or more. */
function totalFaults(splits: readonly PublicSplit[], { closing }: WindowRecord, { units }: ScoringInput): Fault[] {
  if (!closing) return [];
  const { channels, cells } = closing.statement;
  return [...groupBy(splits, ({ group, by, question }) => JSON.stringify([group, by, question])).values()].flatMap((same): Fault[] => {
    const { group, by, question } = same[0] as PublicSplit;
    const signed = channels.filter((line) => line.group === group);
    if (by !== 'channel' || signed.length === 0) return [];
    const over = signed.filter(({ channel, ballots }) => sum(same.map(({ shown }) => answers(shown[channel] ?? {}))) > ballots);
    const unknown = same.some(({ shown, hidden }) => [...Object.keys(shown), ...hidden].some((label) => signed.every(({ channel }) => channel !== label)));
    const unsplit = cells.filter((cell) => cell.group === group && same.every(({ unit }) => unit !== cell.unit));
    const alone = unsplit.length === 1 && units.find(({ id }) => id === unsplit[0]?.unit)?.ratings?.[group]?.counts[question] !== undefined;
    return [
      ...over.map(
        ({ channel }): Fault => [
          `${group} 经 ${channel} 的答案多于截止时该渠道的票数。`,
          `${group} by ${channel} has more answers than ballots were closed in.`,
        ],
      ),
      ...(unknown ? [[`${group} 有截止声明里没有的渠道。`, `${group} has a channel that the closing statement does not count.`] as const] : []),
      ...(alone
        ? [[`${group} 只有一个单位没有按渠道细分，可以用减法推出。`, `Only one unit is not split by channel for ${group}: it follows by subtraction.`] as const]
        : []),
    ];
  });
}
