import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { periods } from '../schema/cycles.ts';
import { goals, reportEntries, reports } from '../schema/plans.ts';
import { users } from '../schema/staff.ts';
import { units } from '../schema/units.ts';
import { verifications, verifierScopes } from '../schema/verifications.ts';
import type { PeriodRow, ReportRow } from './progress.ts';

export type VerificationRow = typeof verifications.$inferSelect;
export type NewVerification = Omit<typeof verifications.$inferInsert, 'id'>;
export type ScopeRow = typeof verifierScopes.$inferSelect;

/** What of a report somebody may verify: everything, or what stands in one of the lists. */
export type Scope = 'all' | Pick<ScopeRow, 'categories' | 'units' | 'goals'>;

export const findScope = async (db: Queryable, userId: string): Promise<ScopeRow | null> =>
  (await db.select().from(verifierScopes).where(eq(verifierScopes.userId, userId)))[0] ?? null;

export const lockScope = async (tx: Queryable, userId: string): Promise<ScopeRow | null> =>
  (await tx.select().from(verifierScopes).where(eq(verifierScopes.userId, userId)).for('update'))[0] ?? null;

/** Begins or changes what an account may verify. Null when another has begun it meanwhile. */
export async function writeScope(tx: Queryable, row: ScopeRow): Promise<ScopeRow | null> {
  const { userId, revision, ...lists } = row;
  const [made] =
    revision === 1
      ? await tx.insert(verifierScopes).values(row).onConflictDoNothing().returning()
      : await tx
          .update(verifierScopes)
          .set({ ...lists, revision })
          .where(and(eq(verifierScopes.userId, userId), eq(verifierScopes.revision, revision - 1)))
          .returning();
  return made ?? null;
}

export interface Verifier {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly unitId: string | null;
  readonly body: string | null;
  readonly scope: ScopeRow | null;
}

export const listVerifiers = (db: Queryable): Promise<Verifier[]> =>
  db
    .select({ id: users.id, login: users.login, name: users.name, unitId: users.unitId, body: users.body, scope: verifierScopes })
    .from(users)
    .leftJoin(verifierScopes, eq(verifierScopes.userId, users.id))
    .where(and(eq(users.role, 'verifier'), eq(users.active, true)))
    .orderBy(asc(users.login));

/** Every look at the goals of a report, oldest first. */
export const listVerifications = (db: Queryable, reportId: string): Promise<VerificationRow[]> =>
  db.select().from(verifications).where(eq(verifications.reportId, reportId)).orderBy(asc(verifications.goalId), asc(verifications.number));

/** The verifications that stand in accepted reports. */
export const listStanding = (db: Queryable): Promise<VerificationRow[]> =>
  db
    .select({ verification: verifications })
    .from(verifications)
    .innerJoin(reportEntries, eq(reportEntries.verificationId, verifications.id))
    .innerJoin(reports, eq(reports.id, reportEntries.reportId))
    .where(eq(reports.state, 'accepted'))
    .then((rows) => rows.map(({ verification }) => verification));

/** Keeps what was found and lets it stand beside what was reported, which stays as it is. */
export async function writeVerification(tx: Queryable, row: NewVerification): Promise<VerificationRow> {
  const [made] = await tx.insert(verifications).values(row).returning();
  if (!made) throw new Error('an inserted row did not come back');
  const stands = { verified: made.figure, verifiedDoneOn: made.doneOn, verifiedShare: made.share, verificationId: made.id };
  await tx
    .insert(reportEntries)
    .values({ reportId: made.reportId, goalId: made.goalId, ...stands })
    .onConflictDoUpdate({ target: [reportEntries.reportId, reportEntries.goalId], set: stands });
  return made;
}

export const VERIFYING = ['waiting', 'corrected', 'done'] as const;

export interface QueueFilter {
  readonly unit?: string | undefined;
  readonly cycle?: string | undefined;
  readonly period?: string | undefined;
  /** `waiting`: somebody still has to look; `corrected`: a figure was changed; `done`: all was looked at. */
  readonly status?: (typeof VERIFYING)[number] | undefined;
}

/** A report with how many of its figures somebody may verify, and how far that is. */
export interface QueueLine {
  readonly report: ReportRow;
  readonly unit: { readonly id: string; readonly nameZh: string; readonly nameEn: string };
  readonly period: PeriodRow;
  readonly figures: number;
  readonly waiting: number;
  readonly corrected: number;
}

const WAITING = sql`count(*) filter (where ${reportEntries.verificationId} is null)`;
const CORRECTED = sql`count(*) filter (where ${verifications.outcome} = 'corrected')`;

const HAVING: Readonly<Record<(typeof VERIFYING)[number], SQL>> = { waiting: sql`${WAITING} > 0`, corrected: sql`${CORRECTED} > 0`, done: sql`${WAITING} = 0` };

function inScope(scope: Scope): SQL | undefined {
  if (scope === 'all') return undefined;
  const among = (column: SQL, values: readonly string[]): SQL => sql`${column} in (select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`;
  return sql`(${among(sql`${units.category}`, scope.categories)} or ${among(sql`${units.id}`, scope.units)} or ${among(sql`${goals.code}`, scope.goals)})`;
}

/**
 * Reports with figures to verify, those that wait longest first: `limit` of them from the one numbered `offset` (the
 * first is 0). `own` is a unit whose reports are left out: nobody verifies their own.
 */
export const listQueue = (db: Queryable, filter: QueueFilter, scope: Scope, own: string | null, offset: number, limit: number): Promise<QueueLine[]> =>
  db
    .select({
      report: reports,
      unit: { id: units.id, nameZh: units.nameZh, nameEn: units.nameEn },
      period: periods,
      figures: sql<number>`count(*)::int`,
      waiting: sql<number>`${WAITING}::int`,
      corrected: sql<number>`${CORRECTED}::int`,
    })
    .from(reportEntries)
    .innerJoin(reports, eq(reports.id, reportEntries.reportId))
    .innerJoin(goals, eq(goals.id, reportEntries.goalId))
    .innerJoin(units, eq(units.id, reports.unitId))
    .innerJoin(periods, and(eq(periods.cycleId, reports.cycleId), eq(periods.id, reports.periodId)))
    .leftJoin(verifications, eq(verifications.id, reportEntries.verificationId))
    .where(
      and(
        inArray(reports.state, ['submitted', 'accepted']),
        sql`${goals.kind} <> 'composite'`,
        own === null ? undefined : sql`${reports.unitId} <> ${own}`,
        filter.unit === undefined ? undefined : eq(reports.unitId, filter.unit),
        filter.cycle === undefined ? undefined : eq(reports.cycleId, filter.cycle),
        filter.period === undefined ? undefined : eq(reports.periodId, filter.period),
        inScope(scope),
      ),
    )
    .groupBy(reports.id, units.id, periods.cycleId, periods.id)
    .having(filter.status && HAVING[filter.status])
    .orderBy(desc(sql`${reports.state} = 'submitted'`), asc(reports.submittedAt), asc(units.position), asc(reports.id))
    .offset(offset)
    .limit(limit);
