import type { TallyRow } from '../../../db/queries/leaves.ts';
import { recount } from '../../../proof/log/recount.ts';
import type { WindowManifest } from '../../../proof/manifest.ts';
import type { Leaf } from '../../../proof/opening.ts';
import type { WindowRecord } from '../../../proof/release/files.ts';

async function* each(leaves: readonly Leaf[]): AsyncGenerator<Leaf> {
  yield* leaves;
}

/** The rows that an opening must have stored, counted again from the leaves as an auditor does. */
export async function rebuiltTallies(windowId: string, manifest: WindowManifest, leaves: readonly Leaf[]): Promise<TallyRow[]> {
  const record: WindowRecord = { format: 'gongping-window-record/1', window: windowId, manifest, closing: null, log: null };
  const { tallies } = await recount(record, each(leaves));
  const rosterOf = (group: string): number | null => manifest.groups.find(({ id }) => id === group)?.roster ?? null;
  const rows = [...tallies].flatMap(([unitId, groups]) =>
    [...groups].map(([group, count]): TallyRow => ({ windowId, unitId, group, origin: 'ballots', roster: rosterOf(group), ...count })),
  );
  return rows.sort((a, b) => (a.unitId === b.unitId ? (a.group < b.group ? -1 : 1) : a.unitId < b.unitId ? -1 : 1));
}
