import type { Queryable } from '../../db/client.ts';
import { countAreas, countUsedByArea } from '../../db/queries/areas.ts';
import { mostOf } from '../../proof/alarms.ts';
import { compareText } from '../../proof/bytes.ts';
import { MERGE_BELOW, MERGED } from '../../proof/merge.ts';
import { mergedAreas } from '../../proof/reconcile.ts';
import type { ClosingArea } from '../../proof/release/files.ts';

/**
 * Proofs used and ballots cast by area as they are signed at closing; areas of fewer than ten proofs or ballots are
 * merged, and those that the sums of any group merge at the opening, so that no group's can be had by taking away. The
 * unit about which most ballots of an area are is told from ten ballots on. A proof that names no area stands under `all`.
 */
export async function closingAreas(tx: Queryable, windowId: string): Promise<ClosingArea[]> {
  const [cells, used] = [await countAreas(tx, windowId), await countUsedByArea(tx, windowId)];
  const proofsOf = (area: string): number => used.find((one) => one.area === area)?.proofs ?? 0;
  const names = [...new Set([...cells, ...used].map(({ area }) => area))];
  const ballotsOf = (area: string): number => cells.reduce((sum, cell) => (cell.area === area ? sum + cell.ballots : sum), 0);
  const merged = mergedAreas(cells, used);
  const told = new Map(names.map((area) => [area, merged.has(area) ? MERGED : area]));
  return [...new Set(told.values())].sort(compareText).map((area) => {
    const own = cells.filter((cell) => told.get(cell.area) === area);
    const parts = names.filter((name) => told.get(name) === area);
    return {
      area,
      proofs: parts.reduce((sum, name) => sum + proofsOf(name), 0),
      ballots: parts.reduce((sum, name) => sum + ballotsOf(name), 0),
      most: toldMost(mostOf(own)),
    };
  });
}

const toldMost = (most: ClosingArea['most']): ClosingArea['most'] => (most !== null && most.ballots >= MERGE_BELOW ? most : null);
