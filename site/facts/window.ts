import { categoryPlace } from '../../proof/picks.ts';
import type { PublicImport, PublicWindow, WindowRecord } from '../../proof/release/files.ts';
import { SPOILED } from '../../proof/spoiled.ts';
import type { Text } from '../../scoring/result.ts';
import type { Release } from '../release.ts';
import { type AlarmLine, type AreaLine, alarmLines, areaLines, storedAlarms } from './alarms.ts';
import { cycleOf } from './cycles.ts';

export interface ChannelLine {
  readonly group: Text;
  readonly channel: Text;
  readonly issued: number | null;
  readonly used: number | null;
  readonly ballots: number;
  /** Ballots that count and that do not; null where they are told together with others, or not yet. */
  readonly counted: { readonly valid: number; readonly spoiled: number } | null;
  readonly roster: number | null;
  readonly unique: Text;
}

/** A window reconciled from what is published of it. Figures are null before they are. */
export interface WindowPage {
  readonly window: PublicWindow;
  readonly label: Text;
  readonly record: WindowRecord | null;
  readonly cast: number | null;
  readonly spoiled: { readonly ballots: number; readonly reasons: readonly { readonly reason: Text; readonly ballots: number }[] } | null;
  readonly valid: number | null;
  /** Whether everything that must be equal is; null before the opening. */
  readonly agree: boolean | null;
  readonly lines: readonly ChannelLine[];
  readonly perUnit: { readonly least: number; readonly middle: number; readonly most: number; readonly units: number } | null;
  readonly alarms: readonly AlarmLine[];
  readonly areas: readonly AreaLine[];
  /** Answers that hotlines counted, by group: apart from all ballots. */
  readonly counted: readonly { readonly group: Text; readonly units: number; readonly answers: number }[];
  readonly origins: readonly { readonly group: Text; readonly channel: Text | null; readonly import: PublicImport }[];
}

/** Windows that have a page: all that were sealed or imported. */
export const windowsWithPage = ({ windows }: Release): PublicWindow[] => windows.filter(({ state }) => state !== 'draft');

export function windowPage(release: Release, id: string): WindowPage | null {
  const window = windowsWithPage(release).find((one) => one.id === id);
  if (!window) return null;
  const record = release.records.find((one) => one.window === id) ?? null;
  const closing = record?.closing?.statement ?? null;
  const log = record?.log?.statement ?? null;
  const reasons = Object.entries(log?.spoiled ?? {}).map(([reason, ballots]) => ({
    reason: SPOILED[reason as keyof typeof SPOILED] ?? { zh: reason, en: reason },
    ballots,
  }));
  const spoiled = log && { ballots: sum(reasons.map(({ ballots }) => ballots)), reasons };
  const lines = record ? channelLines(release, record) : [];
  const categories = release.city.categories.map(({ id, label }) => ({ id: categoryPlace(id), name: label }));
  const names = { ...release.city, units: [...release.units, ...categories] };
  return {
    window,
    label: cycleOf(release, window.cycle)?.label ?? { zh: window.cycle, en: window.cycle },
    record,
    cast: closing?.ballots ?? null,
    spoiled,
    valid: closing && spoiled ? closing.ballots - spoiled.ballots : null,
    agree: closing && log && allEqual([closing.ballots, log.ballots, sum(closing.cells.map(ballotsOf)), sum(closing.channels.map(ballotsOf))]),
    lines,
    perUnit: closing && perUnit(closing.cells),
    alarms: record ? alarmLines(names, storedAlarms(record)) : [],
    areas: record ? areaLines(names, record) : [],
    counted: record ? countedLines(release, record) : [],
    origins: (record?.imports ?? []).map((one) => ({
      group: groupLabel(release.city, one.group),
      channel: release.city.channels.find(({ id }) => id === one.channel)?.label ?? null,
      import: one,
    })),
  };
}

const ballotsOf = ({ ballots }: { readonly ballots: number }): number => ballots;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);
const allEqual = (numbers: readonly number[]): boolean => numbers.every((n) => n === numbers[0]);

/** What of a channel counts, as it was signed at opening. */
function countedOf(log: WindowRecord['log'], group: string, channel: string): ChannelLine['counted'] {
  const line = log?.statement.labels?.find((one) => one.group === group && one.by === 'channel' && one.label === channel);
  return line ? { valid: line.ballots - line.spoiled, spoiled: line.spoiled } : null;
}

function channelLines({ city }: Release, { manifest, closing, log }: WindowRecord): ChannelLine[] {
  return manifest.groups.flatMap(({ id, channels, roster }) =>
    channels.map((channel) => {
      const line = closing?.statement.channels.find((one) => one.group === id && one.channel === channel);
      const told = city.channels.find((one) => one.id === channel);
      return {
        group: groupLabel(city, id),
        channel: told?.label ?? { zh: channel, en: channel },
        issued: line?.issued ?? null,
        used: line?.used ?? null,
        ballots: line?.ballots ?? 0,
        counted: countedOf(log, id, channel),
        roster,
        unique: told?.uniqueness ?? { zh: '', en: '' },
      };
    }),
  );
}

function countedLines({ city }: Release, { closing }: WindowRecord): WindowPage['counted'] {
  const cells = closing?.statement.counted ?? [];
  return [...new Set(cells.map(({ group }) => group))].map((group) => {
    const own = cells.filter((cell) => cell.group === group);
    return { group: groupLabel(city, group), units: own.length, answers: sum(own.map(({ answers }) => answers)) };
  });
}

const groupLabel = ({ groups }: Release['city'], id: string): Text => groups.find((group) => group.id === id)?.label ?? { zh: id, en: id };

function perUnit(cells: readonly { readonly unit: string; readonly ballots: number }[]): WindowPage['perUnit'] {
  const units = new Map<string, number>();
  for (const { unit, ballots } of cells) units.set(unit, (units.get(unit) ?? 0) + ballots);
  const sorted = [...units.values()].sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  return { least: sorted[0] ?? 0, middle: sorted[Math.floor((sorted.length - 1) / 2)] ?? 0, most: sorted.at(-1) ?? 0, units: sorted.length };
}
