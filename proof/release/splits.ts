import { type GroupTally, type Scheme, type ScoringInput, suppress, type UnitInput } from '../../scoring/index.ts';
import { EVERYWHERE } from '../alarms.ts';
import { compareText } from '../bytes.ts';
import { groupBy } from '../group-by.ts';
import { type LabelCount, SPLIT_BY, type SplitBy, type Splits } from '../splits.ts';
import type { PublicSplit } from './files.ts';
import { minimumsOf } from './minimums.ts';

/** Where the splits of a cycle stand. */
export const splitsPath = (cycle: string): string => `scores/${cycle}/splits.json`;

/** Answers that a label, or all hidden labels together, must have at least, however small a group's own minimum is. */
export const SPLIT_MINIMUM = 10;

/** What a group about a unit may be split into at the least. */
export const splitMinimum = (scheme: Scheme, category: string, group: string): number =>
  Math.max(SPLIT_MINIMUM, minimumsOf(scheme, category).get(group) ?? Number.POSITIVE_INFINITY);

/** Ballots that count, as they are published by label over all units of a group. */
export interface LabelTotals {
  /** Units about which the group cast ballots. */
  readonly units: number;
  readonly ballots: ReadonlyMap<string, number>;
}

export interface SplitSource {
  readonly scheme: Scheme;
  /** The published input: a split stands beside a line that is published, and adds up to it. */
  readonly input: ScoringInput;
  readonly splits: readonly { readonly unit: string; readonly group: string; readonly splits: Splits }[];
  /** Null where no totals over all units are published. */
  readonly totals: (group: string, by: SplitBy) => LabelTotals | null;
}

interface Line {
  readonly unit: string;
  readonly group: string;
  readonly by: SplitBy;
  readonly labels: Readonly<Record<string, LabelCount>>;
  /** What may be shown of it, question by question. */
  readonly shown: readonly PublicSplit[];
  /** Nothing of any question is hidden. */
  readonly whole: boolean;
  readonly minimum: number;
}

/**
 * The splits of a release: how the answers to a question came together by channel, area and class. Whatever is hidden
 * cannot be had by taking away: neither from the group's line, nor from the same answers split by something else, nor
 * from totals over all units, alone or as a sum of fewer answers than the minimum. A group's own line is never touched.
 */
export function publicSplits({ scheme, input, splits, totals }: SplitSource): PublicSplit[] {
  const units = new Map(input.units.map((unit) => [unit.id, unit]));
  const lines = splits.flatMap((row) => {
    const unit = units.get(row.unit);
    return unit ? linesOf(unit, row.group, row.splits, splitMinimum(scheme, unit.category, row.group)) : [];
  });
  const beside = [...groupBy(lines, ({ unit, group }) => `${unit}\n${group}`).values()].flatMap(besideEachOther);
  return [...groupBy(beside, ({ group, by }) => `${group}\n${by}`).values()]
    .flatMap((same) => besideTotals(same, totals((same[0] as Line).group, (same[0] as Line).by)))
    .flatMap(({ shown }) => shown)
    .sort(compareSplits);
}

const nameOf = ({ unit, group, by, question }: PublicSplit): readonly string[] => [unit, group, by, question];

/** The order of splits in their file. */
export const compareSplits = (a: PublicSplit, b: PublicSplit): number => {
  const theirs = nameOf(b);
  return nameOf(a).reduce((order, part, i) => order || compareText(part, theirs[i] ?? ''), 0);
};

function linesOf(unit: UnitInput, group: string, splits: Splits, minimum: number): Line[] {
  const tally = unit.ratings?.[group];
  if (!tally) return [];
  return SPLIT_BY.flatMap((by): Line[] => {
    const labels = splits[by] ?? {};
    if (Object.keys(labels).length < 2) return [];
    const questions = Object.keys(tally.counts);
    const shown = questions.flatMap((question) => shownOf({ unit: unit.id, group, by, question }, labels, tally, minimum));
    return shown.length === 0 ? [] : [{ unit: unit.id, group, by, labels, shown, whole: shown.length === questions.length && shown.every(isWhole), minimum }];
  });
}

const isWhole = ({ hidden }: PublicSplit): boolean => hidden.length === 0;
const answersIn = (levels: Readonly<Record<string, number>> = {}): number => Object.values(levels).reduce((sum, n) => sum + n, 0);

type Name = Pick<PublicSplit, 'unit' | 'group' | 'by' | 'question'>;

/** What one question may show; nothing where all would be hidden, or where the labels are not those of the line. */
function shownOf(name: Name, labels: Readonly<Record<string, LabelCount>>, tally: GroupTally, minimum: number): PublicSplit[] {
  const ids = Object.keys(labels).sort(compareText);
  const given = (id: string) => inOrder(labels[id]?.counts[name.question] ?? {});
  if (!addsUp(ids.map(given), tally.counts[name.question] ?? {})) return [];
  const hidden = suppress(
    ids.map((id) => ({ id, count: answersIn(given(id)) })),
    [{ id: 'group', cells: ids, always: true }],
    minimum,
  )?.cells;
  if (!hidden || hidden.length === ids.length) return [];
  return [{ ...name, shown: Object.fromEntries(ids.filter((id) => !hidden.includes(id)).map((id) => [id, given(id)])), hidden }];
}

/** Levels in one order, however they were stored. */
const inOrder = (levels: Readonly<Record<string, number>>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(levels).sort(([a], [b]) => compareText(a, b)));

function addsUp(parts: readonly Readonly<Record<string, number>>[], whole: Readonly<Record<string, number>>): boolean {
  const levels = new Set([...parts, whole].flatMap((counts) => Object.keys(counts)));
  levels.delete('dk');
  return [...levels].every((level) => parts.reduce((sum, counts) => sum + (counts[level] ?? 0), 0) === (whole[level] ?? 0));
}

/**
 * Whether two splits of the same answers can both be shown. Those by channel and by area overlap in a way that is known:
 * whoever names an area came by one channel, that of printed codes. Whichever channel that is, what it has beside the
 * areas that are told, or what is left of those who name none, must be nothing or at least the minimum.
 * @param answers valid answers to the question, over all labels.
 */
export function standTogether(a: PublicSplit, b: PublicSplit, answers: number, minimum: number): boolean {
  const channels = [a, b].find(({ by }) => by === 'channel');
  const areas = [a, b].find(({ by }) => by === 'stratum');
  if (!channels || !areas) return isWhole(a) && isWhole(b);
  const naming = shownIn(areas, (label) => label !== EVERYWHERE);
  const least = areas.hidden.includes(EVERYWHERE) ? naming : answers - shownIn(areas, (label) => label === EVERYWHERE);
  const beside = Object.values(channels.shown).map((levels) => answersIn(levels) - least);
  const left = channels.hidden.length > 0 ? [answers - least - shownIn(channels)] : [];
  return [...beside, ...left].every((n) => n <= 0 || n >= minimum);
}

const shownIn = ({ shown }: PublicSplit, of: (label: string) => boolean = () => true): number =>
  Object.entries(shown).reduce((sum, [label, levels]) => (of(label) ? sum + answersIn(levels) : sum), 0);

/** What can be shown of one group about one unit, question by question: first what hides nothing, then by channel, area and class. */
function besideEachOther(lines: readonly Line[]): Line[] {
  const kept: PublicSplit[] = [];
  const given = lines.flatMap(({ shown, labels, minimum }) => shown.map((split) => ({ split, labels, minimum })));
  for (const { split, labels, minimum } of given.sort((a, b) => Number(isWhole(b.split)) - Number(isWhole(a.split)))) {
    const answers = Object.values(labels).reduce((sum, { counts }) => sum + answersIn(counts[split.question]), 0);
    if (kept.every((other) => other.question !== split.question || standTogether(other, split, answers, minimum))) kept.push(split);
  }
  return lines.flatMap((line): Line[] => {
    const shown = line.shown.filter((split) => kept.includes(split));
    return shown.length === 0 ? [] : [{ ...line, shown, whole: line.whole && shown.length === line.shown.length }];
  });
}

/**
 * Lines that can stand beside totals by label over all units. Where anything is hidden, at least two units are not
 * split at all, and what the totals leave over for them is nothing or at least the minimum in each label: then every
 * hidden number stands in a square of unknown ones. Units with hidden labels are given up first, then the smallest.
 */
function besideTotals(lines: readonly Line[], totals: LabelTotals | null): readonly Line[] {
  if (totals === null) return lines;
  const ballots = ({ labels }: Line): number => Object.values(labels).reduce((sum, label) => sum + label.ballots, 0);
  const kept = [...lines].sort((a, b) => Number(b.whole) - Number(a.whole) || ballots(b) - ballots(a) || compareText(a.unit, b.unit));
  const left = new Map(totals.ballots);
  for (const line of kept) move(left, line, -1);
  while (kept.length > 0 && !isSafe(kept, left, totals.units - kept.length)) move(left, kept.pop() as Line, 1);
  return kept;
}

function move(left: Map<string, number>, { labels }: Line, sign: 1 | -1): void {
  for (const [label, { ballots }] of Object.entries(labels)) left.set(label, (left.get(label) ?? 0) + sign * ballots);
}

/** @param left ballots by label of the units that are not split. @param unsplit how many they are. */
function isSafe(kept: readonly Line[], left: ReadonlyMap<string, number>, unsplit: number): boolean {
  const partly = new Set(kept.filter(({ whole }) => !whole).flatMap(({ labels }) => Object.keys(labels)));
  if (partly.size === 0 && unsplit === 0) return true;
  return unsplit >= 2 && [...left].every(([label, n]) => n >= SPLIT_MINIMUM || (n === 0 && !partly.has(label)));
}
