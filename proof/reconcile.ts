import { compareText } from './bytes.ts';
import { groupBy } from './group-by.ts';
import { type Labelled, MERGE_BELOW, MERGED } from './merge.ts';

/** Ballots of a group that came by one channel or from one area, over all units. */
export interface LabelSum {
  readonly group: string;
  readonly by: 'channel' | 'area';
  /** `merged` stands for the labels of too few ballots, together. */
  readonly label: string;
  readonly ballots: number;
  /** Of these, the ones that do not count. */
  readonly spoiled: number;
}

/** Ballots that share their labels. */
export type Sum = Pick<Labelled, 'group' | 'channel' | 'stratum'> & Pick<LabelSum, 'ballots' | 'spoiled'>;

/**
 * What was cast and what counts, by channel and by area. A label of fewer ballots than the minimum is merged with the
 * next smallest, so that none can be had by taking the others away; where a group has one area only, it has no lines.
 */
export function labelSums(sums: readonly Sum[], minimum = MERGE_BELOW): LabelSum[] {
  return [...groupBy(sums, ({ group }) => group)]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([group, own]) => [
      ...linesOf(own, ({ channel }) => channel, minimum).map((line): LabelSum => ({ group, by: 'channel', ...line })),
      ...areasOf(own, minimum).map((line): LabelSum => ({ group, by: 'area', ...line })),
    ]);
}

const areasOf = (own: readonly Sum[], minimum: number) =>
  new Set(own.map(({ stratum }) => stratum)).size > 1 ? linesOf(own, ({ stratum }) => stratum, minimum) : [];

type Line = Pick<LabelSum, 'label' | 'ballots' | 'spoiled'>;

function linesOf(own: readonly Sum[], labelOf: (sum: Sum) => string, minimum: number): Line[] {
  const lines = [...groupBy(own, labelOf)].map(([label, same]): Line => together(label, same));
  const merged = smallLabels(lines, minimum);
  const kept = lines.filter(({ label }) => !merged.has(label));
  const small = lines.filter(({ label }) => merged.has(label));
  return [...kept, ...(small.length > 0 ? [together(MERGED, small)] : [])].sort((a, b) => compareText(a.label, b.label));
}

const together = (label: string, parts: readonly Pick<LabelSum, 'ballots' | 'spoiled'>[]): Line => ({
  label,
  ballots: parts.reduce((sum, { ballots }) => sum + ballots, 0),
  spoiled: parts.reduce((sum, { spoiled }) => sum + spoiled, 0),
});

/** Labels to merge: the small ones, and the next smallest until there are two that hold the minimum together. */
export function smallLabels(lines: readonly Pick<LabelSum, 'label' | 'ballots'>[], minimum = MERGE_BELOW): ReadonlySet<string> {
  const sorted = [...lines].sort((a, b) => a.ballots - b.ballots || compareText(a.label, b.label));
  const merged: typeof sorted = [];
  const enough = (): boolean => merged.length > 1 && merged.reduce((sum, { ballots }) => sum + ballots, 0) >= minimum;
  for (const line of sorted) {
    if (line.ballots >= minimum && (merged.length === 0 || enough())) break;
    merged.push(line);
  }
  return new Set(lines.length > 1 ? merged.map(({ label }) => label) : []);
}

type AreaCell = { readonly area: string; readonly group: string; readonly ballots: number };
type AreaProofs = { readonly area: string; readonly proofs: number };

/**
 * Areas that are told together when all groups are counted as one: those of few ballots or proofs, and whatever the
 * sums of any group merge, so that no group's number follows from the others'; then the smallest others until what is
 * merged is two areas and enough.
 */
export function mergedAreas(cells: readonly AreaCell[], used: readonly AreaProofs[]): ReadonlySet<string> {
  const byGroup = [...groupBy(cells, ({ group }) => group).values()];
  const few = used.filter(({ proofs }) => proofs < MERGE_BELOW).map(({ area }) => area);
  const merged = new Set([...[cells, ...byGroup].flatMap((own) => [...smallLabels(linesByArea(own))]), ...few]);
  const proofs = (): number => used.reduce((sum, one) => (merged.has(one.area) ? sum + one.proofs : sum), 0);
  const ballots = (): number => cells.reduce((sum, one) => (merged.has(one.area) ? sum + one.ballots : sum), 0);
  const enough = (): boolean => merged.size > 1 && ballots() >= MERGE_BELOW && (proofs() === 0 || proofs() >= MERGE_BELOW);
  for (const { label } of linesByArea(cells).sort((a, b) => a.ballots - b.ballots || compareText(a.label, b.label))) {
    if (merged.size === 0 || enough()) break;
    merged.add(label);
  }
  return merged;
}

const linesByArea = (cells: readonly AreaCell[]) =>
  [...groupBy(cells, ({ area }) => area)].map(([label, same]) => ({ label, ballots: same.reduce((sum, { ballots }) => sum + ballots, 0) }));
