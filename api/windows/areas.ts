import type { Queryable } from '../../db/client.ts';
import { countAreas, countUsedByArea } from '../../db/queries/areas.ts';
import { mostOf } from '../../proof/alarms.ts';
import { compareText } from '../../proof/bytes.ts';
import { MERGED } from '../../proof/merge.ts';
import { smallLabels } from '../../proof/reconcile.ts';
import type { ClosingArea } from '../../proof/release/files.ts';

/**
 * Proofs used and ballots cast by area as they are signed at closing; areas of fewer than ten proofs or ballots are
 * merged. A proof that names no area stands under `all`.
 */
export async function closingAreas(tx: Queryable, windowId: string): Promise<ClosingArea[]> {
  const [cells, used] = [await countAreas(tx, windowId), await countUsedByArea(tx, windowId)];
  const proofsOf = (area: string): number => used.find((one) => one.area === area)?.proofs ?? 0;
  const names = [...new Set([...cells, ...used].map(({ area }) => area))];
  const ballotsOf = (area: string): number => cells.reduce((sum, cell) => (cell.area === area ? sum + cell.ballots : sum), 0);
  const merged = smallLabels(names.map((label) => ({ label, ballots: Math.min(ballotsOf(label), proofsOf(label) || ballotsOf(label)) })));
  const told = new Map(names.map((area) => [area, merged.has(area) ? MERGED : area]));
  return [...new Set(told.values())].sort(compareText).map((area) => {
    const own = cells.filter((cell) => told.get(cell.area) === area);
    const parts = names.filter((name) => told.get(name) === area);
    return {
      area,
      proofs: parts.reduce((sum, name) => sum + proofsOf(name), 0),
      ballots: parts.reduce((sum, name) => sum + ballotsOf(name), 0),
      most: mostOf(own),
    };
  });
}
