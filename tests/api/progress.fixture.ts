import type { Database } from '../../db/client.ts';
import { cycles, periods } from '../../db/schema/cycles.ts';
import { goals, plans } from '../../db/schema/plans.ts';
import { units } from '../../db/schema/units.ts';

type NewGoal = Pick<typeof goals.$inferInsert, 'code' | 'kind'> & Partial<typeof goals.$inferInsert>;

/** Two units, one cycle of two quarters, and for `water` a final plan with a goal of each kind. */
export async function seedPlans(db: Database): Promise<void> {
  await db
    .insert(units)
    .values(['water', 'housing'].map((id, position) => ({ id, category: 'departments', nameZh: `市${id}局`, nameEn: `${id} bureau`, position })));
  await db.insert(cycles).values({ id: '2026', labelZh: '2026 年度', labelEn: '2026', schemeId: 'demo-flagship', position: 1 });
  await db
    .insert(periods)
    .values([period('q3', 3, '2026-07-01', '2026-09-30', '2026-10-15T15:59:59Z'), period('q4', 4, '2026-10-01', '2026-12-31', '2027-01-14T15:59:59Z')]);
  for (const unitId of ['water', 'housing']) {
    const [plan] = await db.insert(plans).values({ unitId, cycleId: '2026', state: 'final' }).returning();
    const rows = goalsOf(unitId).map((goal, position) => ({
      part: 'main-business',
      titleZh: `目标 ${goal.code}`,
      titleEn: `Goal ${goal.code}`,
      due: '2026-12-31',
      position,
      planId: plan?.id ?? '',
      ...goal,
    }));
    const made = await db
      .insert(goals)
      .values(rows.filter((goal) => !goal.code.includes('-part-')))
      .returning();
    const parent = made.find((goal) => goal.kind === 'composite');
    await db.insert(goals).values(rows.filter((goal) => goal.code.includes('-part-')).map((goal) => ({ ...goal, parentId: parent?.id })));
  }
}

const goalsOf = (unit: string): NewGoal[] => [
  { code: `${unit}-more`, kind: 'numeric', direction: 'increase', start: '0', target: '1500' },
  { code: `${unit}-less`, kind: 'numeric', direction: 'at-most', start: '12', target: '9.5' },
  { code: `${unit}-step`, kind: 'milestone', due: '2026-09-30' },
  { code: `${unit}-whole`, kind: 'composite' },
  { code: `${unit}-part-a`, kind: 'numeric', direction: 'at-least', target: '4', position: 0 },
  { code: `${unit}-part-b`, kind: 'numeric', direction: 'at-least', target: '4.5', position: 1 },
];

const period = (id: string, position: number, startsOn: string, endsOn: string, reportBy: string) => ({
  cycleId: '2026',
  id,
  labelZh: `第 ${position} 季度`,
  labelEn: `Quarter ${position}`,
  position,
  startsOn,
  endsOn,
  reportBy: new Date(reportBy),
});

/** A whole entry of a draft, from what matters to a test. */
export const entry = (goal: string, more: Record<string, unknown> = {}) => ({ goal, ...more });
