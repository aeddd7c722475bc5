import type { TallyRow } from '../../db/queries/leaves.ts';
import type { Ballot } from '../../proof/ballot.ts';
import { compareText } from '../../proof/bytes.ts';
import { formOf, type WindowManifest } from '../../proof/manifest.ts';
import type { Leaf } from '../../proof/opening.ts';
import { tallyBallots } from '../../proof/tally.ts';

/** The tally of one unit and group; none when the window does not ask the group. */
export function tallyLine(
  windowId: string,
  manifest: WindowManifest,
  { unit, group, answers }: { readonly unit: string; readonly group: string; readonly answers: Iterable<Ballot['answers']> },
): TallyRow[] {
  const form = formOf(manifest, group);
  const roster = manifest.groups.find(({ id }) => id === group)?.roster ?? null;
  return form ? [{ windowId, unitId: unit, group, origin: 'ballots', roster, ...tallyBallots(answers, form) }] : [];
}

/** Counts the valid leaves per unit and group; the same leaves in any order give the same rows. */
export function tallyLeaves(windowId: string, manifest: WindowManifest, leaves: readonly Pick<Leaf, 'unit' | 'group' | 'ballot' | 'spoiled'>[]): TallyRow[] {
  const lines = new Map<string, { readonly unit: string; readonly group: string; readonly answers: Ballot['answers'][] }>();
  for (const { unit, group, ballot, spoiled } of leaves) {
    if (ballot === null || spoiled !== null) continue;
    const line = lines.get(`${unit}\n${group}`) ?? { unit, group, answers: [] };
    line.answers.push((JSON.parse(ballot) as Ballot).answers);
    lines.set(`${unit}\n${group}`, line);
  }
  return [...lines].sort(([a], [b]) => compareText(a, b)).flatMap(([, line]) => tallyLine(windowId, manifest, line));
}
