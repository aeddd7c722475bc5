import type { TallyRow } from '../../db/queries/leaves.ts';
import { formOf, type WindowManifest } from '../../proof/manifest.ts';
import { countMaker } from '../../proof/splits.ts';
import type { LabelledAnswers } from './opening/pile.ts';

/** The tally of one unit and group with its splits; none when the window does not ask the group. */
export function tallyLine(
  windowId: string,
  manifest: WindowManifest,
  { unit, group, ballots }: { readonly unit: string; readonly group: string; readonly ballots: Iterable<LabelledAnswers> },
): TallyRow[] {
  const form = formOf(manifest, group);
  if (form === null) return [];
  const roster = manifest.groups.find(({ id }) => id === group)?.roster ?? null;
  const maker = countMaker(form);
  for (const { answers, labels } of ballots) maker.add(answers, labels);
  return [{ windowId, unitId: unit, group, origin: 'ballots', roster, ...maker.count() }];
}
