/** Ballots that a cell of unit × group × stratum × channel × class must hold before its labels leave the opening. */
export const MERGE_BELOW = 10;
/** Stands for a label that was merged away. */
export const MERGED = 'merged';

export interface Labelled {
  readonly unit: string;
  readonly group: string;
  readonly stratum: string;
  readonly channel: string;
  readonly riskClass: string;
}

/** Labels given up one after the other, the least needed first. */
const STEPS = ['riskClass', 'stratum', 'channel'] as const;

/**
 * Merges labels until every cell that leaves holds enough ballots. Per unit and group: where any cell is too small, the
 * risk class of all its ballots is given up, then the stratum, then the channel. Unit and group stay, because each
 * group is scored by itself; how few of its answers may be published is the scheme's own minimum.
 * The outcome depends on the sizes of the cells only, not on answers or order.
 */
export function mergeLabels<T extends Labelled>(items: readonly T[], minimum = MERGE_BELOW): T[] {
  const lines = groupBy(items, ({ unit, group }) => `${unit} ${group}`);
  return [...lines.values()].flatMap((line) =>
    STEPS.reduce((merged, label) => (hasSmallCell(merged, minimum) ? merged.map((item) => ({ ...item, [label]: MERGED })) : merged), line),
  );
}

const hasSmallCell = (items: readonly Labelled[], minimum: number): boolean =>
  [...groupBy(items, ({ stratum, channel, riskClass }) => `${stratum} ${channel} ${riskClass}`).values()].some((cell) => cell.length < minimum);

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
