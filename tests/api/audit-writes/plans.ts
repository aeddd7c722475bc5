import type { World, Write } from './world.ts';
import { base64 } from './world.ts';

const DRAFT = '/units/water/plans/2025/draft';
const ROUTE = '/units/{unit}/plans/{cycle}/draft';
const RETURNED = '第二项目标没有基数，请补充后再报';
const goal = { titleZh: '新增供水用户', direction: '不低于', target: '1500', measureZh: '户', due: '12月底' };
const CSV = '目标,方向,目标值,计量单位,完成时限\n新增供水用户,不低于,1500,户,2025-12-31\n';

const revision = async ({ people }: World): Promise<number> => (await people.editor.call('GET', `/api/v1${DRAFT}`)).body.revision;
const goals = async ({ people }: World) => (await people.editor.call('GET', `/api/v1${DRAFT}`)).body.goals;

/** A call whose body carries the plan's newest revision. */
const withRevision = (write: Omit<Write, 'body' | 'before'>, more: object = {}, prepare?: (world: World) => Promise<unknown>): Write => {
  const body: Record<string, unknown> = { ...more };
  return {
    ...write,
    body,
    before: async (world) => {
      await prepare?.(world);
      body['revision'] = await revision(world);
    },
  };
};

const firstGoal = (body: Record<string, unknown>, at: string) => ({
  before: async (world: World) => {
    const [first] = await goals(world);
    world.kept.set('goal', first.code);
    body['revision'] = at === 'goal' ? first.revision : await revision(world);
  },
  body,
});
const goalAt =
  (rest = '') =>
  (world: World) =>
    `${DRAFT}/goals/${world.keep('goal')}${rest}`;

export const PLANS: readonly Write[] = [
  { route: `POST ${ROUTE}/goals`, as: 'editor', action: 'plan.', to: () => `${DRAFT}/goals`, body: { goal } },
  { route: `POST ${ROUTE}/goals`, as: 'editor', action: 'plan.', to: () => `${DRAFT}/goals`, body: { goal: { ...goal, titleZh: '更换老旧水管' } } },
  { route: `PUT ${ROUTE}/goals/{goal}`, as: 'editor', action: 'plan.', to: goalAt(), ...firstGoal({ goal: { ...goal, target: '1600' } }, 'goal') },
  { route: `POST ${ROUTE}/goals/{goal}/move`, as: 'editor', action: 'plan.', to: goalAt('/move'), ...firstGoal({ by: 'down' }, 'plan') },
  { route: `POST ${ROUTE}/goals/{goal}/remove`, as: 'editor', action: 'plan.', to: goalAt('/remove'), ...firstGoal({}, 'goal') },
  withRevision({ route: `POST ${ROUTE}/import`, as: 'editor', action: 'plan.', to: () => `${DRAFT}/import` }, { content: base64(CSV) }),
  withRevision({ route: `POST ${ROUTE}/submit`, as: 'unitApprover', action: 'plan.submitted', to: () => `${DRAFT}/submit` }),
  withRevision({ route: `POST ${ROUTE}/return`, as: 'office', action: 'plan.returned', to: () => `${DRAFT}/return`, reason: RETURNED }, { reason: RETURNED }),
  withRevision({ route: `POST ${ROUTE}/accept`, as: 'office', action: 'plan.accepted', to: () => `${DRAFT}/accept` }, {}, async (world) => {
    await world.people.unitApprover.call('POST', `/api/v1${DRAFT}/submit`, { revision: await revision(world) });
  }),
  withRevision({ route: `POST ${ROUTE}/notice`, as: 'office', action: 'plan.', to: () => `${DRAFT}/notice` }),
  withRevision(
    { route: `POST ${ROUTE}/final`, as: 'office', action: 'plan.final', to: () => `${DRAFT}/final` },
    {},
    ({ dependencies }) => dependencies.sql`update plans set notice_to = '2026-01-01' where cycle_id = '2025'`,
  ),
  { route: `POST ${ROUTE}/begin`, as: 'editor', action: 'plan.version_begun', to: () => `${DRAFT}/begin` },
  withRevision(
    { route: `PUT ${ROUTE}`, as: 'editor', action: 'plan.details_saved', to: () => DRAFT },
    { reasonZh: '因机构改革调整任务', approverZh: '市人民政府办公室' },
  ),
  {
    ...{ route: `POST ${ROUTE}/copy`, as: 'editor', action: 'plan.copied' },
    ...{ to: () => '/units/water/plans/2023/draft/copy', body: { revision: 0, from: '2025' } },
  },
  {
    ...{ route: 'POST /plans/decisions', as: 'approver', action: 'plan.accepted' },
    body: { step: 'accept', plans: [{ unit: 'water', cycle: '2023', revision: 2 }] },
    before: ({ dependencies }) => dependencies.sql`update plans set state = 'submitted', revision = 2 where cycle_id = '2023'`,
  },
];
