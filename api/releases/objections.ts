import type { Queryable } from '../../db/client.ts';
import { listDisclosedObjections, type ObjectionRow } from '../../db/queries/objections.ts';
import type { ReleaseRow } from '../../db/queries/releases.ts';
import type { PublicObjection } from '../../proof/release/files.ts';
import { totalsOf } from './stages.ts';

/** The release that is being made: what it publishes, and how. */
export interface Making {
  readonly stage: ReleaseRow['stage'];
  readonly cycles: readonly string[];
  readonly runs: Readonly<Record<string, string>>;
}

interface Sources {
  readonly tx: Queryable;
  readonly now: Date;
  /** Oldest first. */
  readonly published: readonly ReleaseRow[];
  readonly making: Making;
  readonly toDay: (moment: Date) => string;
}

/** Objections that the office has disclosed, as they stood at a moment: a decision that waits for a second person is none yet. */
export async function toPublicObjections(sources: Sources): Promise<PublicObjection[]> {
  const rows = await listDisclosedObjections(sources.tx, sources.now);
  const effects = await effectsOf(sources, rows);
  return rows.flatMap((row) => {
    const provisional = sources.published.find(({ id }) => id === row.releaseId);
    return provisional ? [toPublic(row, provisional, effects.get(row.id) ?? null, sources)] : [];
  });
}

function toPublic(row: ObjectionRow, provisional: ReleaseRow, effect: PublicObjection['effect'], { now, toDay }: Sources): PublicObjection {
  const settled = row.decidedAt !== null && row.decidedAt <= now ? row : null;
  const decided = settled !== null && settled.state !== 'withdrawn';
  return {
    id: row.id,
    unit: row.unitId,
    cycle: row.cycleId,
    release: provisional.number ?? 0,
    about: { part: row.part, goal: row.goalCode },
    body: row.publishedBody ?? '',
    language: row.language,
    receivedOn: toDay(row.createdAt),
    deadline: provisional.objectionsUntil ?? toDay(row.createdAt),
    state: settled?.state ?? 'open',
    decision: decided ? { zh: row.reasonZh ?? '', en: row.reasonEn || row.reasonZh || '' } : null,
    decidedOn: settled?.decidedAt ? toDay(settled.decidedAt) : null,
    effect: decided && row.changesScore ? effect : null,
  };
}

/** The unit's total in the provisional release and in the first final one after it, by objection; nothing until there is one. */
async function effectsOf(
  { tx, published, making }: Sources,
  rows: readonly ObjectionRow[],
): Promise<ReadonlyMap<string, NonNullable<PublicObjection['effect']>>> {
  const known = new Map<string, Awaited<ReturnType<typeof totalsOf>>>();
  const totals = async (run: string | undefined) => {
    const found = known.get(run ?? '') ?? (await totalsOf(tx, run));
    known.set(run ?? '', found);
    return found;
  };
  const effects = new Map<string, NonNullable<PublicObjection['effect']>>();
  for (const { id, unitId, cycleId, releaseId, changesScore } of rows) {
    const at = published.findIndex((release) => release.id === releaseId);
    const final = [...published.slice(at + 1), making].find(({ stage, cycles }) => stage === 'final' && cycles.includes(cycleId));
    if (!changesScore || !final) continue;
    const before = (await totals(published[at]?.runs[cycleId])).get(unitId);
    const after = (await totals(final.runs[cycleId])).get(unitId);
    if (before && after) effects.set(id, { before: before.rounded, after: after.rounded });
  }
  return effects;
}
