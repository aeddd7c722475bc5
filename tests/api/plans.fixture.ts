import { expect } from 'vitest';
import type { Database } from '../../db/client.ts';
import { cycles, periods } from '../../db/schema/cycles.ts';
import { createTestApp, type Requester } from '../support/app.ts';
import { seedPlans } from './progress.fixture.ts';

/** The cycle of the demonstration's calendar that has a deadline for plans, and the empty one of 2026 before it. */
export async function planApp() {
  const test = await createTestApp();
  await seedPlans(test.dependencies.db);
  await addCycle(test.dependencies.db, '2025');
  return { ...test, editor: await test.as('unit-editor', 'water'), approver: await test.as('unit-approver', 'water'), office: await test.as('office-staff') };
}

async function addCycle(db: Database, id: string): Promise<void> {
  await db.insert(cycles).values({ id, labelZh: `${id} 年度`, labelEn: id, schemeId: 'demo-flagship', position: 0 });
  await db.insert(periods).values([
    {
      cycleId: id,
      id: 'h1',
      labelZh: '上半年',
      labelEn: 'H1',
      position: 1,
      startsOn: `${id}-01-01`,
      endsOn: `${id}-06-30`,
      reportBy: new Date(`${id}-07-15T00:00:00Z`),
    },
    {
      cycleId: id,
      id: 'h2',
      labelZh: '下半年',
      labelEn: 'H2',
      position: 2,
      startsOn: `${id}-07-01`,
      endsOn: `${id}-12-31`,
      reportBy: new Date(`${id}-12-31T00:00:00Z`),
    },
  ]);
}

export const DRAFT = '/api/v1/units/water/plans/2025/draft';

/** A whole goal as it is typed. */
export const typed = (titleZh: string, more: Record<string, string> = {}) => ({
  titleZh,
  direction: '不低于',
  target: '1,500',
  measureZh: '个',
  due: '12月底',
  ...more,
});

export async function fine(who: Requester, method: string, path: string, body?: unknown) {
  const answer = await who.call(method, path, body);
  expect(answer.status, JSON.stringify(answer.body).slice(0, 500)).toBe(200);
  return answer.body;
}

export const base64 = (bytes: Uint8Array | string): string => Buffer.from(bytes as string).toString('base64');
