import { alarmsOf } from '../../alarms.ts';
import { canonicalJson, type Json } from '../../canonical.ts';
import { MERGED } from '../../merge.ts';
import type { LabelSum } from '../../reconcile.ts';
import type { ClosingStatement, LogStatement, WindowRecord } from '../files.ts';

type Fault = readonly [id: string, zh: string, en: string];

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/** Sums by channel and area fit the counts beside them, and the alarms are those that follow from the figures. */
export function figureFaults({ manifest, closing, log, imports = [], alarms }: WindowRecord): Fault[] {
  if (!closing) return alarms === undefined ? [] : [['window.alarms', '还没有截止，却有异常提示。', 'it is not closed, but there are alarms.']];
  const { statement } = closing;
  const faults: Fault[] = [];
  if (statement.areas && sum(statement.areas.map(({ ballots }) => ballots)) !== statement.ballots)
    faults.push(['window.areas', '按地区相加的票数不等于总数。', 'the ballots by area do not add up to the total.']);
  const expected = alarmsOf({ manifest, closing: statement, log: log?.statement ?? null, imports });
  if (alarms === undefined && statement.areas !== undefined)
    faults.push(['window.alarms', '已经截止，却没有公布异常提示。', 'it is closed, but its alarms are not published.']);
  if (alarms !== undefined && canonicalJson(alarms as unknown as Json) !== canonicalJson(expected as unknown as Json))
    faults.push(['window.alarms', '公布的异常提示与按公布数字算出的不同。', 'the alarms are not those that follow from the published figures.']);
  return [...faults, ...(log?.statement.labels ? labelFaults(statement, log.statement, log.statement.labels) : [])];
}

function labelFaults({ cells, channels }: ClosingStatement, { spoiled }: LogStatement, labels: readonly LabelSum[]): Fault[] {
  const groups = [...new Set([...cells, ...labels].map(({ group }) => group))];
  const of = (group: string, by: LabelSum['by']) => labels.filter((line) => line.group === group && line.by === by);
  const wrong = groups.filter((group) => {
    const [byChannel, byArea] = [of(group, 'channel'), of(group, 'area')];
    const cast = sum(cells.flatMap((cell) => (cell.group === group ? [cell.ballots] : [])));
    const lost = sum(byChannel.map((line) => line.spoiled));
    const fits = (lines: readonly LabelSum[]): boolean => sum(lines.map(({ ballots }) => ballots)) === cast && sum(lines.map((line) => line.spoiled)) === lost;
    return !fits(byChannel) || (byArea.length > 0 && !fits(byArea));
  });
  const all = sum(labels.flatMap((line) => (line.by === 'channel' ? [line.spoiled] : [])));
  const other = labels.filter(({ group, by, label, ballots, spoiled: lost }) => {
    const signed = channels.find((line) => line.group === group && line.channel === label);
    return lost > ballots || (by === 'channel' && label !== MERGED && signed?.ballots !== ballots);
  });
  return [
    ...wrong.map(
      (group): Fault => [
        'window.labels',
        `${group} 按渠道或地区相加的票数、废票数不相符。`,
        `the ballots or spoiled ballots of ${group} by channel or area do not add up.`,
      ],
    ),
    ...(all === sum(Object.values(spoiled))
      ? []
      : [['window.labels', '按渠道相加的废票数不等于总数。', 'the spoiled ballots by channel do not add up to the total.'] as const]),
    ...other.map(({ group, label }): Fault => ['window.labels', `${group} 的 ${label} 与截止声明不符。`, `${label} of ${group} is not as signed at closing.`]),
  ];
}
