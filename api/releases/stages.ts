import chineseDays from 'chinese-days';
import { type City, dayOf } from '../../content/load.ts';
import type { Queryable } from '../../db/client.ts';
import { listObjectionsTo } from '../../db/queries/objections.ts';
import { listPublished, type ReleaseRow } from '../../db/queries/releases.ts';
import { findRun } from '../../db/queries/scores.ts';
import type { Change, Correction, ReleaseStage } from '../../proof/release/files.ts';
import { changesBetween, standingOf } from '../../proof/release/stages.ts';
import type { Result } from '../../scoring/index.ts';
import * as errors from './releases.errors.ts';

/** What somebody wants to publish of a cycle's scores. */
export interface Wanted {
  readonly cycle: string;
  /** The computation it is to publish. */
  readonly run: string;
  /** Null: whatever comes next. */
  readonly stage: ReleaseStage | null;
  readonly corrects: Pick<Correction, 'release' | 'reason'> | null;
}

/** The last day for an objection to scores published on an ISO day: so many working days after it, by the official calendar. */
export const objectionDeadline = (city: City, publishedOn: string): string => chineseDays.findWorkday(city.objections.within, publishedOn);

/**
 * Whether the scores of a cycle may be published at this stage now. Provisional comes first, unless the city's calendar
 * skips it; scores become final when the days for objections are over and each is decided; scores that were published
 * are replaced only by a correction.
 * @returns the stage. @throws AppError telling what must be done first.
 */
export async function settleStage(tx: Queryable, city: City, now: Date, wanted: Wanted): Promise<ReleaseStage> {
  const history = (await listPublished(tx)).filter(({ kind }) => kind === 'score');
  const last = standingOf(history, wanted.cycle);
  if (wanted.corrects) refuseWrongCorrection(history, last, wanted);
  const skipped = city.cycles.find(({ id }) => id === wanted.cycle)?.provisional === 'skipped';
  const stage = wanted.stage ?? nextStage(last, skipped, wanted.corrects !== null);
  const followsProvisional = last?.stage === 'provisional' && stage === 'final';
  if (last && !wanted.corrects && !followsProvisional) throw errors.correctionNeeded(last.number ?? 0);
  if (stage === 'final' && !skipped && last?.stage !== 'final') {
    if (!last) throw errors.provisionalFirst();
    await refuseUndecided(tx, city, now, last, wanted);
  }
  return stage;
}

function nextStage(last: ReleaseRow | null, skipped: boolean, corrects: boolean): ReleaseStage {
  if (last?.stage && (corrects || last.stage === 'final')) return last.stage;
  return last || skipped ? 'final' : 'provisional';
}

/** The scores that stand are corrected, not others; a release from before stages may be named where it published scores. */
function refuseWrongCorrection(history: readonly ReleaseRow[], last: ReleaseRow | null, { corrects, cycle }: Wanted): void {
  const target = history.find(({ number }) => number === corrects?.release);
  if (!target || (last ? last.number !== target.number : !Object.hasOwn(target.runs, cycle))) throw errors.wrongCorrection(last?.number ?? null);
}

async function refuseUndecided(tx: Queryable, city: City, now: Date, last: ReleaseRow, { cycle, run }: Wanted): Promise<void> {
  const until = last.objectionsUntil;
  if (until !== null && dayOf(now, city.timezone) <= until) throw errors.objectionsOpen(until);
  const made = await listObjectionsTo(tx, [last.id]);
  const open = made.filter(({ state }) => state === 'open').length;
  if (open > 0) throw errors.objectionsUndecided(open);
  const changing = made.filter(({ state, changesScore }) => changesScore && (state === 'upheld' || state === 'partly'));
  if (changing.length === 0) return;
  const before = await totalsOf(tx, last.runs[cycle]);
  const after = await totalsOf(tx, run);
  const unchanged = changing.filter(({ unitId }) => before.get(unitId)?.exact === after.get(unitId)?.exact);
  if (unchanged.length > 0) throw errors.scoreUnchanged([...new Set(unchanged.map(({ unitId }) => unitId))]);
}

/** The totals of a computation by unit. */
export async function totalsOf(tx: Queryable, run: string | undefined): Promise<ReadonlyMap<string, { readonly exact: string; readonly rounded: string }>> {
  const { units } = (await resultOf(tx, run)) ?? { units: [] };
  return new Map(units.flatMap(({ id, total }) => (total ? [[id, total] as const] : [])));
}

/** What a correction changes against the release it corrects; null for a release that corrects nothing. */
export async function changesOf(tx: Queryable, { corrects, cycles, runs }: ReleaseRow): Promise<Change[] | null> {
  const target = corrects === null ? null : (await listPublished(tx)).find(({ number }) => number === corrects);
  if (!target) return null;
  const changed = await Promise.all(
    cycles.map(async (cycle) => {
      const [before, after] = [await resultOf(tx, target.runs[cycle]), await resultOf(tx, runs[cycle])];
      return before && after ? changesBetween(cycle, before, after) : [];
    }),
  );
  return changed.flat();
}

async function resultOf(tx: Queryable, run: string | undefined): Promise<Result | null> {
  const row = run === undefined ? null : await findRun(tx, run);
  return row && (JSON.parse(row.result) as Result);
}
