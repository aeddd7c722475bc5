import { groupBy } from './group-by.ts';
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

/** Labels that ballots share, and how many do. */
export interface Cell extends Labelled {
  readonly ballots: number;
}

/** Labels given up one after the other, the least needed first. */
const STEPS = ['riskClass', 'stratum', 'channel'] as const;

/**
 * Merges the labels of cells until every cell that leaves holds enough ballots. Per unit and group: where any cell is
 * too small, the risk class of all its ballots is given up, then the stratum, then the channel. Unit and group stay,
 * because each group is scored by itself: a whole unit and group of fewer ballots leaves as one cell without labels,
 * and how few of its answers may be published is the scheme's own minimum.
 * The outcome depends on the sizes of the cells only, not on answers or order.
 * @returns the labels that leave, one for each given cell, in the given order.
 */
export function mergeCells(cells: readonly Cell[], minimum = MERGE_BELOW): Labelled[] {
  const left: Labelled[] = cells.map(labelsOf);
  for (const line of groupBy([...cells.keys()], (i) => nameOf(cells[i] as Cell, LINE)).values()) {
    for (const label of STEPS) {
      if (!hasSmallCell(line, cells, left, minimum)) break;
      for (const i of line) left[i] = { ...(left[i] as Labelled), [label]: MERGED };
    }
  }
  return left;
}

/** The same for single items: each gets the labels of its cell. */
export function mergeLabels<T extends Labelled>(items: readonly T[], minimum = MERGE_BELOW): T[] {
  const cells = [...groupBy(items, (item) => nameOf(item, ALL))];
  const merged = mergeCells(
    cells.map(([, [first, ...more]]) => ({ ...labelsOf(first as T), ballots: 1 + more.length })),
    minimum,
  );
  const labels = new Map(cells.map(([name], i) => [name, merged[i]]));
  return items.map((item) => ({ ...item, ...labels.get(nameOf(item, ALL)) }));
}

function hasSmallCell(line: readonly number[], cells: readonly Cell[], left: readonly Labelled[], minimum: number): boolean {
  const together = groupBy(line, (i) => nameOf(left[i] as Labelled, ALL));
  return [...together.values()].some((same) => same.reduce((sum, i) => sum + (cells[i]?.ballots ?? 0), 0) < minimum);
}

const LINE = ['unit', 'group'] as const;
const ALL = ['unit', 'group', 'stratum', 'channel', 'riskClass'] as const;

const labelsOf = ({ unit, group, stratum, channel, riskClass }: Labelled): Labelled => ({ unit, group, stratum, channel, riskClass });

/** One text per list of labels, whatever characters they hold. */
const nameOf = (item: Labelled, labels: readonly (keyof Labelled)[]): string => JSON.stringify(labels.map((label) => item[label]));
