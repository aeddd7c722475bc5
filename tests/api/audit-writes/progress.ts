import type { World, Write } from './world.ts';
import { base64 } from './world.ts';

const REPORT = '/units/water/progress/2025/q3';
const ROUTE = '/units/{unit}/progress/{cycle}/{period}';
const RETURNED = '附件与所报数字不一致，请核对';
const FILE = { fileName: 'a.pdf', content: base64('%PDF-1.7\n%%EOF\n') };

const codeOf = async ({ dependencies }: World): Promise<string> =>
  (
    await dependencies.sql`select goals.code from goals join plans on plans.id = goals.plan_id where plans.cycle_id = '2025' and plans.state = 'final' limit 1`
  )[0]?.['code'];
const revision = async ({ people }: World): Promise<number> => (await people.editor.call('GET', `/api/v1${REPORT}`)).body.revision;

const withRevision = (write: Omit<Write, 'body' | 'before'>, more: (world: World) => Promise<object> = async () => ({})): Write => {
  const body: Record<string, unknown> = {};
  return { ...write, body, before: async (world) => Object.assign(body, { revision: await revision(world) }, await more(world)) };
};

const entries = async (world: World) => ({ entries: [{ goal: await codeOf(world), reported: '1500', reason: '按计划推进' }] });
const hand = async (world: World): Promise<object> => {
  await world.people.editor.call('POST', `/api/v1${REPORT}/submit`, { revision: await revision(world) });
  return { revision: await revision(world) };
};

export const PROGRESS: readonly Write[] = [
  withRevision({ route: `PUT ${ROUTE}`, as: 'editor', action: 'report.saved', to: () => REPORT }, async (world) => ({
    revision: 0,
    ...(await entries(world)),
  })),
  {
    ...{ route: `POST ${ROUTE}/evidence`, as: 'editor', action: 'evidence.attached' },
    ...{ to: () => `${REPORT}/evidence`, body: FILE },
    after: (world, answer) => world.kept.set('evidence', answer.id),
  },
  {
    ...{ route: `PUT ${ROUTE}/evidence`, as: 'editor', action: 'evidence.' },
    to: () => `${REPORT}/evidence`,
    body: (world) => ({ files: [{ id: world.keep('evidence'), title: '供水月报', documentOn: '2025-09-30', position: 1 }] }),
  },
  {
    ...{ route: `DELETE ${ROUTE}/evidence/{id}`, as: 'editor', action: 'evidence.detached' },
    to: (world) => `${REPORT}/evidence/${world.keep('evidence')}`,
  },
  withRevision({ route: `POST ${ROUTE}/submit`, as: 'editor', action: 'report.submitted', to: () => `${REPORT}/submit` }, async (world) => {
    const kept = await world.people.editor.call('POST', `/api/v1${REPORT}/evidence`, FILE);
    world.kept.set('evidence', kept.body.id);
    return { revision: await revision(world) };
  }),
  withRevision({ route: `POST ${ROUTE}/verifications`, as: 'verifier', action: 'report.verified', to: () => `${REPORT}/verifications` }, async (world) => ({
    findings: [{ goal: await codeOf(world), seen: 0, outcome: 'confirmed' }],
  })),
  withRevision({ route: `POST ${ROUTE}/return`, as: 'office', action: 'report.returned', to: () => `${REPORT}/return`, reason: RETURNED }, async () => ({
    reason: RETURNED,
  })),
  withRevision({ route: `POST ${ROUTE}/accept`, as: 'office', action: 'report.accepted', to: () => `${REPORT}/accept` }, hand),
  {
    ...{ route: 'POST /moderation/evidence/{id}/withdraw', as: 'moderator', action: 'evidence.withdrawn' },
    ...{ to: (world) => `/moderation/evidence/${world.keep('evidence')}/withdraw`, body: { rule: 'personal-data' } },
  },
];
