import type { PublicScores, PublicSplit } from '../../proof/release/files.ts';
import { splitMinimum } from '../../proof/release/splits.ts';
import { SPLIT_BY, type SplitBy } from '../../proof/splits.ts';
import { exact, round } from '../../scoring/exact.ts';
import type { ResultNode, Text } from '../../scoring/result.ts';
import type { ImageNode } from '../../scoring/scheme/nodes.ts';
import type { Scheme } from '../../scoring/scheme/schema.ts';
import type { PublicCity } from '../release.ts';

export interface SplitCell {
  readonly valid: number;
  /** Mean over the level values with two digits; null without answers. */
  readonly mean: string | null;
  /** Start and width of each level in per cent of the answers, best first. */
  readonly bar: readonly { readonly label: Text; readonly count: number; readonly from: number; readonly width: number }[];
}

export interface SplitRow {
  readonly question: Text;
  /** One for each label; null where it is hidden. */
  readonly cells: readonly (SplitCell | null)[];
  /** The hidden labels, and how many answers they have together; null where nothing is hidden. */
  readonly rest: { readonly labels: readonly Text[]; readonly valid: number } | null;
}

/** How the answers of one group about one unit came together by channel, area or class. */
export interface SplitFacts {
  readonly by: SplitBy;
  readonly labels: readonly Text[];
  readonly rows: readonly SplitRow[];
}

/** The splits of a group, and by what it could be split and is not. */
export interface GroupSplits {
  readonly least: number;
  readonly shown: readonly SplitFacts[];
  readonly missing: readonly SplitBy[];
}

/** Labels that stand for no area. */
const UNNAMED: Readonly<Record<string, Text>> = { all: { zh: '未写明地区', en: 'Area not told' } };

/** Splits by unit and group. */
const byLine = new WeakMap<PublicScores, Map<string, PublicSplit[]>>();

function linesOf(scores: PublicScores): Map<string, PublicSplit[]> {
  const known = byLine.get(scores) ?? Map.groupBy(scores.splits ?? [], ({ unit, group }) => `${unit}/${group}`);
  byLine.set(scores, known);
  return known;
}

interface Asked {
  readonly scores: PublicScores;
  readonly scheme: Scheme;
  readonly city: PublicCity;
  readonly unit: string;
  readonly category: string;
  readonly levels: ImageNode['levels'];
}

/** What is told of how a group's answers came together; null where the release says nothing of it, or there is nothing to split. */
export function groupSplits({ scores, scheme, city, unit, category, levels }: Asked, group: ResultNode): GroupSplits | null {
  if (scores.splits === undefined || group.rounded === null) return null;
  const own = linesOf(scores).get(`${unit}/${group.id}`) ?? [];
  const shown = SPLIT_BY.flatMap((by): SplitFacts[] => {
    const lines = own.filter((split) => split.by === by);
    return lines.length === 0 ? [] : [splitFacts(by, lines, group, city, levels)];
  });
  const channels = city.groups.find(({ id }) => id === group.id)?.channels.length ?? 0;
  const missing = channels > 1 && shown.every(({ by }) => by !== 'channel') ? (['channel'] as const) : [];
  return shown.length + missing.length === 0 ? null : { least: splitMinimum(scheme, category, group.id), shown, missing };
}

function splitFacts(by: SplitBy, lines: readonly PublicSplit[], group: ResultNode, city: PublicCity, levels: ImageNode['levels']): SplitFacts {
  const order = (by === 'channel' ? city.channels : by === 'stratum' ? city.areas : []).map(({ id }) => id);
  const place = (id: string): number => (order.indexOf(id) + order.length + 1) % (order.length + 1);
  const ids = [...new Set(lines.flatMap(({ shown, hidden }) => [...Object.keys(shown), ...hidden]))].sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
  const labelOf = (id: string): Text =>
    (by === 'channel' ? city.channels : city.areas).find((one) => one.id === id)?.label ?? UNNAMED[id] ?? { zh: id, en: id };
  const rows = group.children.flatMap((question): SplitRow[] => {
    const split = lines.find((one) => one.question === question.id);
    if (!question.answers) return [];
    if (!split) return [{ question: question.label, cells: ids.map(() => null), rest: null }];
    const cells = ids.map((id) => (split.shown[id] ? cellOf(split.shown[id], levels) : null));
    const rest = question.answers.valid - cells.reduce((sum, cell) => sum + (cell?.valid ?? 0), 0);
    return [{ question: question.label, cells, rest: split.hidden.length === 0 ? null : { labels: split.hidden.map(labelOf), valid: rest } }];
  });
  return { by, labels: ids.map(labelOf), rows };
}

const percent = (part: number, all: number): number => Math.round((part / all) * 10_000) / 100;

function cellOf(counts: Readonly<Record<string, number>>, levels: ImageNode['levels']): SplitCell {
  const valid = Object.values(counts).reduce((sum, n) => sum + n, 0);
  if (valid === 0) return { valid, mean: null, bar: [] };
  const sum = levels.reduce((total, { id, value }) => total.add(exact(value).mul(exact(counts[id] ?? 0))), exact(0));
  let before = 0;
  const bar = levels.map(({ id, label }) => {
    const from = percent(before, valid);
    before += counts[id] ?? 0;
    return { label, count: counts[id] ?? 0, from, width: Math.round((percent(before, valid) - from) * 100) / 100 };
  });
  return { valid, mean: round(sum.div(exact(valid)), 2), bar };
}
