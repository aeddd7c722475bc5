import type { GroupTally, ScoringInput, UnitInput } from '../input.ts';
import type { Group } from '../scheme/image.ts';
import type { ImageNode, SchemeNode } from '../scheme/nodes.ts';
import type { Scheme } from '../scheme/schema.ts';
import { score } from '../score.ts';
import { imagesOf } from './groups.ts';
import { views } from './sentences.ts';
import { compare, type View, type ViewOptions } from './view.ts';

export interface FlaggedOptions extends ViewOptions {
  /** Least number of ballots by which a figure of a view may differ from the official one; 10 where absent. Smaller differences are left out of the view. */
  readonly fewest?: number;
}

type Counts = Readonly<Record<string, number>>;

const sum = (counts: Counts): number => Object.values(counts).reduce((all, count) => all + count, 0);

/** Answers of one question with flagged ones taken off (`keep` 0) or counted half, everything doubled (`keep` 1). */
const changed = (counts: Counts, flagged: Counts, keep: 0 | 1): Counts =>
  Object.fromEntries(Object.entries(counts).map(([level, count]) => [level, keep === 1 ? 2 * count - (flagged[level] ?? 0) : count - (flagged[level] ?? 0)]));

/** So few flagged ballots in one question that their answers could be worked out from the difference. */
const tooFew = ({ flagged }: GroupTally, fewest: number): boolean => Object.values(flagged ?? {}).some((counts) => sum(counts) > 0 && sum(counts) < fewest);

interface Change {
  readonly keep: 0 | 1;
  readonly fewest: number;
  readonly groups: ReadonlyMap<string, Group>;
  readonly levels: ReadonlySet<string>;
}

function group(id: string, tally: GroupTally, { keep, fewest, groups, levels }: Change): GroupTally {
  const few = tooFew(tally, fewest);
  const valid = (counts: Counts): number => Object.entries(counts).reduce((all, [level, count]) => all + (levels.has(level) ? count : 0), 0);
  const published = Object.entries(tally.counts).filter(([, counts]) => keep === 0 || valid(counts) >= (groups.get(id)?.minimum ?? 1));
  const counts = published.map(([question, one]) => [question, changed(one, few ? {} : (tally.flagged?.[question] ?? {}), keep)] as const);
  return { roster: null, counts: Object.fromEntries(counts) };
}

function unitWith(unit: UnitInput, change: Change): UnitInput {
  const ratings = Object.entries(unit.ratings ?? {}).map(([id, tally]) => [id, group(id, tally, change)] as const);
  return unit.ratings === undefined ? unit : { ...unit, ratings: Object.fromEntries(ratings) };
}

/** The minimum counts ballots, not weights: when all is doubled, what was published stays published. */
function withoutMinimum(node: SchemeNode): SchemeNode {
  if (node.kind === 'image') return { ...node, groups: node.groups.map((one) => ({ ...one, minimum: 1 })) };
  const parts = 'parts' in node ? { parts: node.parts.map(withoutMinimum) } : {};
  return { ...node, ...parts, ...(node.kind === 'periods' && { part: withoutMinimum(node.part) }) } as SchemeNode;
}

const relaxed = (scheme: Scheme): Scheme => ({ ...scheme, categories: scheme.categories.map((one) => ({ ...one, tree: withoutMinimum(one.tree) })) });

/**
 * Without the flagged ballots, and with each counting half: totals, ranks and what changes. Flags never change the official
 * result. A unit in which one group has fewer than `fewest` flagged ballots keeps that group as it is and is marked `merged`.
 * The input's `flagged` counts say which ballots; where it has none, both views equal the official result.
 */
export function flaggedViews(scheme: Scheme, input: ScoringInput, options: FlaggedOptions): readonly [without: View, half: View] {
  const { fewest = 10 } = options;
  const images: readonly ImageNode[] = imagesOf(scheme);
  const groups = new Map(images.flatMap((image) => image.groups.map((one) => [one.id, one] as const)));
  const levels = new Set(images.flatMap((image) => image.levels.map(({ id }) => id)));
  const official = score(scheme, input, options);
  const merged = new Set(input.units.filter(({ ratings }) => Object.values(ratings ?? {}).some((tally) => tooFew(tally, fewest))).map(({ id }) => id));
  const view = (keep: 0 | 1) => {
    const units = input.units.map((unit) => unitWith(unit, { keep, fewest, groups, levels }));
    return compare(official, score(keep === 1 ? relaxed(scheme) : scheme, { ...input, units }, options), scheme.decimals, merged);
  };
  return [
    { id: 'without-flagged', label: views.withoutFlagged(), units: view(0) },
    { id: 'half-flagged', label: views.halfFlagged(), units: view(1) },
  ];
}
