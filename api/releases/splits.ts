import type { Queryable } from '../../db/client.ts';
import { listTallies } from '../../db/queries/scores.ts';
import { groupBy } from '../../proof/group-by.ts';
import { categoryOfPlace } from '../../proof/picks.ts';
import type { PublicScores, PublicSplit, WindowRecord } from '../../proof/release/files.ts';
import { compareSplits, type LabelTotals, publicSplits } from '../../proof/release/splits.ts';
import type { SplitBy, Splits } from '../../proof/splits.ts';
import type { Scheme } from '../../scoring/index.ts';

/** The scores with what may be told of how their answers came together, window by window. */
export async function withSplits(
  tx: Queryable,
  scores: readonly PublicScores[],
  schemes: ReadonlyMap<string, Scheme>,
  records: readonly WindowRecord[],
): Promise<PublicScores[]> {
  const told: PublicScores[] = [];
  for (const one of scores) {
    const scheme = schemes.get(one.input.scheme);
    const windows = groupBy(await listTallies(tx, one.cycle), ({ windowId }) => windowId);
    const splits = [...windows].flatMap(([window, rows]): PublicSplit[] =>
      scheme
        ? publicSplits({
            scheme,
            input: one.input,
            // Picks of a category are published as they are scored: all channels together.
            splits: rows
              .filter(({ unitId }) => categoryOfPlace(unitId) === null)
              .map(({ unitId, group, splits: own }) => ({ unit: unitId, group, splits: (own ?? {}) as Splits })),
            totals: totalsOf(records.find((record) => record.window === window)),
          })
        : [],
    );
    told.push({ ...one, splits: splits.sort(compareSplits) });
  }
  return told;
}

/** What the signed statements of a window tell by label over all units; nothing for counts from an earlier system. */
const totalsOf =
  (record: WindowRecord | undefined) =>
  (group: string, by: SplitBy): LabelTotals | null => {
    const closing = record?.closing?.statement;
    if (!closing) return null;
    const wanted = by === 'channel' ? 'channel' : 'area';
    const counted = (record.log?.statement.labels ?? []).filter((line) => line.group === group && line.by === wanted);
    const cast = by === 'channel' ? closing.channels.filter((line) => line.group === group) : [];
    const ballots =
      counted.length > 0
        ? counted.map((line) => [line.label, line.ballots - line.spoiled] as const)
        : cast.map((line) => [line.channel, line.ballots] as const);
    return ballots.length === 0 ? null : { units: closing.cells.filter((cell) => cell.group === group).length, ballots: new Map(ballots) };
  };
