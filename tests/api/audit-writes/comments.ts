import type { World, Write } from './world.ts';

const RULE = 'off-topic';
const queue = async ({ people, kept }: World): Promise<void> => {
  await people.anonymous.call('POST', '/api/v1/comments', { unit: 'water', kind: 'question', body: '请问营业厅几点上班？' });
  kept.set('comment', (await people.moderator.call('GET', '/api/v1/moderation/comments')).body.comments[0].id);
};
const comment = (rest = '') => ({ to: (world: World) => `/moderation/comments/${world.keep('comment')}${rest}` });

export const COMMENTS: readonly Write[] = [
  { route: 'POST /moderation/comments/{id}', as: 'moderator', action: 'comment.', ...comment(), body: { decision: 'publish' }, before: queue },
  {
    ...{ route: 'POST /comments/{id}/replies', as: 'editor', action: 'comment.answered' },
    ...{ to: (world) => `/comments/${world.keep('comment')}/replies`, body: { body: '工作日上午九点。' } },
  },
  { route: 'POST /moderation/comments/{id}/withdraw', as: 'moderator', action: 'comment.withdrawn', ...comment('/withdraw'), body: { rule: RULE } },
];
