import type { TallyRow } from '../../db/queries/leaves.ts';
import type { Ballot } from '../../proof/ballot.ts';
import { compareText } from '../../proof/bytes.ts';
import { formOf, type WindowManifest } from '../../proof/manifest.ts';
import type { Leaf } from '../../proof/opening.ts';
import { tallyBallots } from '../../proof/tally.ts';

/** Counts the valid leaves per unit and group; the same leaves in any order give the same rows. */
export function tallyLeaves(windowId: string, manifest: WindowManifest, leaves: readonly Pick<Leaf, 'unit' | 'group' | 'ballot' | 'spoiled'>[]): TallyRow[] {
  const lines = new Map<string, Ballot['answers'][]>();
  for (const { unit, group, ballot, spoiled } of leaves) {
    if (ballot === null || spoiled !== null) continue;
    const line = lines.get(`${unit}\n${group}`) ?? [];
    line.push((JSON.parse(ballot) as Ballot).answers);
    lines.set(`${unit}\n${group}`, line);
  }
  return [...lines]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([name, answers]) => {
      const [unitId = '', group = ''] = name.split('\n');
      const form = formOf(manifest, group);
      const roster = manifest.groups.find(({ id }) => id === group)?.roster ?? null;
      return form ? [{ windowId, unitId, group, origin: 'ballots' as const, roster, ...tallyBallots(answers, form) }] : [];
    });
}
