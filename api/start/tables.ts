import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { City } from '../../content/load.ts';
import * as plans from '../../db/queries/plans.ts';
import type { ReportKey } from '../../db/queries/progress.ts';
import { findPeriod } from '../../db/queries/progress.ts';
import { audit } from '../audit.ts';
import type { Dependencies } from '../context.ts';
import { importPlan } from '../plans/import.usecases.ts';
import { subjectOf } from '../plans/plans.usecases.ts';
import { acceptPlan, submitPlan } from '../plans/steps.usecases.ts';
import { importProgress, previewImport } from '../progress/import.usecases.ts';
import { acceptReport, submitReport } from '../progress/progress.usecases.ts';
import type { Actors } from './past-year.ts';

/**
 * A city may come with its tables as an office has them: `tables/<cycle>/plans/<unit>.csv`, one plan a unit, and
 * `tables/<cycle>/progress/<period>.csv`, one table a period. They take the way that every spreadsheet takes.
 */
const folderOf = (city: City): string => path.join(city.folder, 'tables');
export const hasTables = (city: City): boolean => existsSync(folderOf(city));

const tablesIn = (folder: string): { readonly id: string; readonly bytes: Uint8Array }[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.csv'))
        .sort()
        .map((name) => ({ id: name.slice(0, -'.csv'.length), bytes: new Uint8Array(readFileSync(path.join(folder, name))) }))
    : [];

/** Brings in every plan, then the progress period by period, each report as of its last day. */
export async function bringInTables(deps: Dependencies, actors: Actors): Promise<void> {
  for (const { id: cycle } of deps.city.cycles) {
    const folder = path.join(folderOf(deps.city), cycle);
    for (const { id: unit, bytes } of tablesIn(path.join(folder, 'plans'))) await bringInPlan(deps, actors, { unit, cycle }, bytes);
    for (const { id: period, bytes } of tablesIn(path.join(folder, 'progress'))) await bringInProgress(deps, actors, { cycle, period }, bytes);
  }
}

/** A plan that was public long ago has had its notice, if any, elsewhere: none is held here, and no day of one is made up. */
async function bringInPlan(deps: Dependencies, { first, second }: Actors, key: plans.PlanKey, bytes: Uint8Array): Promise<void> {
  const { revision } = await importPlan(deps, first, key, 0, bytes);
  const submitted = await submitPlan(deps, first, key, revision);
  await acceptPlan(deps, second, key, submitted.revision);
  await deps.db.transaction(async (tx) => {
    const plan = await plans.lockNewestPlan(tx, key);
    if (!plan) throw new Error('the plan that was brought in is gone');
    await plans.changePlan(tx, plan.id, { state: 'final', submittedAt: null });
    await audit(tx, deps.clock(), { actor: second.userId, action: 'plan.final', subject: subjectOf(key), detail: { version: plan.version, from: plan.state } });
  });
}

async function bringInProgress(deps: Dependencies, { first, second }: Actors, { cycle, period }: Omit<ReportKey, 'unit'>, bytes: Uint8Array): Promise<void> {
  const row = await findPeriod(deps.db, cycle, period);
  if (!row) throw new Error(`tables/${cycle}/progress/${period}.csv is about no period of the calendar`);
  const then: Dependencies = { ...deps, clock: () => row.reportBy };
  const scope = { cycle, only: null };
  const { reports } = await previewImport(then, first, scope, bytes);
  const written = await importProgress(then, first, scope, reports, bytes);
  for (const { unit, revision } of written.reports) {
    const key = { unit, cycle, period };
    const submitted = await submitReport(then, first, key, revision);
    await acceptReport(then, second, key, submitted.revision);
  }
}
