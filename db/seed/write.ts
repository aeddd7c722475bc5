import { type City, type CityWindow, firstMoment, lastMoment, resolveDate } from '../../content/load.ts';
import type { Database, Queryable } from '../client.ts';
import {
  appeals,
  caseEvents,
  comments,
  cycles,
  documents,
  findings,
  goals,
  partValues,
  periods,
  plans,
  replies,
  reportEntries,
  reports,
  tallies,
  units,
  verifications,
  windows,
} from '../schema/index.ts';
import type { Demo } from './demo/index.ts';

/** Rows of one insert: PostgreSQL takes at most 65,535 parameters a statement; the widest table here has 19 columns. */
const BATCH = 1000;

async function insertAll<Row>(rows: readonly Row[], insert: (batch: Row[]) => PromiseLike<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += BATCH) await insert(rows.slice(at, at + BATCH));
}

/**
 * Writes what a city's content says: units, cycles, periods and windows. Windows are drafts, but those whose ratings
 * came as tallies from an earlier system are archived from the start. `installedAt` fixes dates counted from it.
 */
export async function writeCity(db: Database, city: City, installedAt: Date): Promise<void> {
  await db.transaction((tx) => cityRows(tx, city, installedAt));
}

async function cityRows(tx: Queryable, city: City, installedAt: Date): Promise<void> {
  const unitRows = city.units.map(({ id, category, name, about }, position) => ({
    id,
    category,
    nameZh: name.zh,
    nameEn: name.en,
    aboutZh: about.zh,
    aboutEn: about.en,
    position,
  }));
  await insertAll(unitRows, (batch) => tx.insert(units).values(batch));
  await tx
    .insert(cycles)
    .values(city.cycles.map(({ id, label, scheme }, position) => ({ id, labelZh: label.zh, labelEn: label.en, schemeId: scheme, position })));
  await tx.insert(periods).values(city.cycles.flatMap((cycle) => periodRows(city, cycle, installedAt)));
  const windowRows = city.cycles.flatMap(({ id, window }) => (window ? [windowRow(city, id, window, installedAt)] : []));
  await insertAll(windowRows, (batch) => tx.insert(windows).values(batch));
}

function periodRows(city: City, cycle: City['cycles'][number], installedAt: Date) {
  const day = (value: Parameters<typeof resolveDate>[0]): string => resolveDate(value, installedAt, city.timezone);
  return cycle.periods.map(({ id, label, starts, ends, reportBy }, position) => ({
    cycleId: cycle.id,
    id,
    labelZh: label.zh,
    labelEn: label.en,
    position,
    startsOn: day(starts),
    endsOn: day(ends),
    reportBy: lastMoment(day(reportBy), city.timezone),
  }));
}

function windowRow(city: City, cycleId: string, window: CityWindow, installedAt: Date): typeof windows.$inferInsert {
  const opens = firstMoment(resolveDate(window.opens, installedAt, city.timezone), city.timezone);
  const closes = lastMoment(resolveDate(window.closes, installedAt, city.timezone), city.timezone);
  return { id: window.id, cycleId, state: window.ratings === 'tallies' ? 'archived' : 'draft', opensAt: opens, closesAt: closes, keyCustody: window.custody };
}

/** The share of the demonstration that belongs to one cycle, and the rest of it. */
export function splitDemo(demo: Demo, cycle: string): { readonly own: Demo; readonly rest: Demo } {
  const share = (keep: (belongs: boolean) => boolean): Demo => {
    const ofCycle = <Row extends { readonly cycleId: string }>(rows: readonly Row[]): Row[] => rows.filter(({ cycleId }) => keep(cycleId === cycle));
    const [kept, written] = [ofCycle(demo.plans), ofCycle(demo.reports)];
    const [planIds, reportIds] = [new Set(kept.map(({ id }) => id)), new Set(written.map(({ id }) => id))];
    const said = ofCycle(demo.comments);
    const commentIds = new Set(said.map(({ id }) => id));
    return {
      ...demo,
      plans: kept,
      goals: demo.goals.filter(({ planId }) => planIds.has(planId)),
      reports: written,
      entries: demo.entries.filter(({ reportId }) => reportIds.has(reportId)),
      verifications: demo.verifications.filter(({ reportId }) => reportIds.has(reportId)),
      findings: ofCycle(demo.findings),
      documents: keep(true) ? demo.documents : [],
      partValues: ofCycle(demo.partValues),
      comments: said,
      replies: demo.replies.filter(({ commentId }) => commentIds.has(commentId)),
      caseEvents: demo.caseEvents.filter(({ commentId }) => commentIds.has(commentId)),
      appeals: demo.appeals.filter(({ commentId }) => commentIds.has(commentId)),
      tallies: keep(true) ? demo.tallies : [],
    };
  };
  return { own: share((belongs) => belongs), rest: share((belongs) => !belongs) };
}

/** Writes the generated plans, progress, findings, comments and imported tallies. The ballots are sealed elsewhere. */
export async function writeDemo(db: Database, demo: Demo): Promise<void> {
  await db.transaction(async (tx) => {
    await insertAll(demo.plans, (batch) => tx.insert(plans).values(batch));
    await insertAll(demo.goals, (batch) => tx.insert(goals).values(batch));
    await insertAll(demo.reports, (batch) => tx.insert(reports).values(batch));
    await insertAll(demo.verifications, (batch) => tx.insert(verifications).values(batch));
    await insertAll(demo.entries, (batch) => tx.insert(reportEntries).values(batch));
    await insertAll(demo.documents, (batch) => tx.insert(documents).values(batch));
    await insertAll(demo.findings, (batch) => tx.insert(findings).values(batch));
    await insertAll(demo.partValues, (batch) => tx.insert(partValues).values(batch));
    await insertAll(demo.comments, (batch) => tx.insert(comments).values(batch));
    await insertAll(demo.replies, (batch) => tx.insert(replies).values(batch));
    await insertAll(demo.caseEvents, (batch) => tx.insert(caseEvents).values(batch));
    await insertAll(demo.appeals, (batch) => tx.insert(appeals).values(batch));
    await insertAll(demo.tallies, (batch) => tx.insert(tallies).values(batch));
  });
}
