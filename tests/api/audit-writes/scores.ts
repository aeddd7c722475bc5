import { insertRun } from '../../../db/queries/scores.ts';
import { publishUnbuilt } from '../releases/published.ts';
import type { World, Write } from './world.ts';

const REASON = '经核对报送记录，情况属实，予以更正。';
const TEXT = '管理得分中的迟报扣分与事实不符，我局按期报送。';

const result = JSON.stringify({
  ...{ scheme: 's', engine: 'e', cycle: '2024', categories: [], unused: [] },
  units: [
    {
      ...{ id: 'water', category: 'departments', notes: [], total: { exact: '80', rounded: '80' } },
      tree: { id: 'total', label: { zh: '总分', en: 'Total' }, visibility: 'public', children: [] },
    },
  ],
});

const objection = (rest: string) => (world: World) => `/objections/${world.keep('objection')}/${rest}`;
const file = async (world: World): Promise<void> => {
  const { body } = await world.people.editor.call('POST', '/api/v1/objections', { cycle: '2024', body: TEXT });
  world.kept.set('objection', body.id);
};

export const SCORES: readonly Write[] = [
  {
    ...{ route: 'POST /releases', as: 'office', action: 'release.prepared' },
    body: { kind: 'score', cycle: '2024' },
    before: ({ dependencies: { db } }) => insertRun(db, { cycleId: '2024', scheme: 's', engine: 'e', inputSha256: 'x', input: '{}', result }),
    after: (world, answer) => world.kept.set('release', answer.id),
  },
  {
    ...{ route: 'POST /releases/{release}/publish', as: 'approver', action: 'release.confirmed' },
    to: (world) => `/releases/${world.keep('release')}/publish`,
    after: (world) => publishUnbuilt(world, world.keep('release'), 1, '2030-01-01'),
  },
  {
    ...{ route: 'POST /objections', as: 'editor', action: 'objection.' },
    body: { cycle: '2024', body: TEXT },
    after: (world, answer) => world.kept.set('objection', answer.id),
  },
  { route: 'POST /objections/{objection}/withdrawal', as: 'editor', action: 'objection.', to: objection('withdrawal') },
  { route: 'POST /objections/{objection}/disclosure', as: 'office', action: 'objection.', to: objection('disclosure'), body: {}, before: file },
  {
    ...{ route: 'POST /objections/{objection}/decision', as: 'office', action: 'objection.', reason: REASON },
    ...{ to: objection('decision'), body: { outcome: 'upheld', reasonZh: REASON, changesScore: true } },
  },
  {
    ...{ route: 'POST /objections/{objection}/confirmation', as: 'approver', action: 'objection.' },
    ...{ to: objection('confirmation'), body: { confirm: true } },
  },
  {
    route: 'POST /cycles/{cycle}/scores',
    as: 'office',
    action: 'scores.computed',
    to: () => '/cycles/2025/scores',
    before: ({ dependencies }) => dependencies.sql`update windows set state = 'archived'`,
  },
];
