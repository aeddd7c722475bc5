import { z } from '@hono/zod-openapi';
import { listCommentsInState, listPublishedComments } from '../../db/queries/comments.ts';
import { findUnit } from '../../db/queries/units.ts';
import { COMMENT_STATES } from '../../db/schema/comments.ts';
import { addressKey } from '../address.ts';
import type { Dependencies } from '../context.ts';
import { guarded, router } from '../guard.ts';
import type { Limits } from '../limits.ts';
import { takeBack } from '../moderation/moderation.usecases.ts';
import { body, json, problems } from '../openapi.ts';
import { requireOwnUnit, signedIn, UNIT_STAFF } from '../progress/people.ts';
import { idParam } from '../progress/plain-text.ts';
import { unknownUnit } from '../units/units.errors.ts';
import { Comment, CommentInput, Decision, ReplyInput, Tracked } from './comments.shapes.ts';
import { decideComment, lookUpComment, replyToComment, takeComment } from './comments.usecases.ts';
import { commentViews } from './comments.view.ts';

const List = z.object({ comments: z.array(Comment) });
const MOST = 500;

const take = guarded('public', {
  method: 'post',
  path: '/comments',
  summary: 'Write a comment about a unit or one of its goals; the tracking code comes back once',
  request: { body: body(CommentInput) },
  responses: { 201: json(Tracked, 'Taken'), ...problems(403, 404, 422, 429) },
});

const lookUp = guarded('public', {
  method: 'post',
  path: '/comments/lookup',
  summary: 'What became of a comment, by its tracking code',
  request: { body: body(z.strictObject({ trackingCode: z.string().min(1).max(60) })) },
  responses: { 200: json(Comment, 'The comment, its state and replies'), ...problems(404, 422, 429) },
});

const queue = guarded(['moderator', 'office-staff', 'office-approver'], {
  method: 'get',
  path: '/moderation/comments',
  summary: 'Comments in one state over all units, oldest first',
  request: { query: z.object({ state: z.enum(COMMENT_STATES).default('pending') }) },
  responses: { 200: json(List, `At most ${MOST} comments`), ...problems(401, 403, 422) },
});

const decide = guarded(['moderator'], {
  method: 'post',
  path: '/moderation/comments/{id}',
  summary: 'Publish a comment, or reject it under a published rule',
  request: { params: z.object({ id: z.uuid() }), body: body(Decision) },
  responses: { 200: json(Comment, 'Decided'), ...problems(401, 403, 404, 409, 422) },
});

const ofUnit = guarded([...UNIT_STAFF, 'office-staff', 'office-approver', 'moderator', 'auditor'], {
  method: 'get',
  path: '/units/{unit}/comments',
  summary: 'Published comments about a unit with its replies, newest first',
  request: { params: z.object({ unit: idParam }) },
  responses: { 200: json(List, `At most ${MOST} comments`), ...problems(401, 403, 404, 422) },
});

const reply = guarded(UNIT_STAFF, {
  method: 'post',
  path: '/comments/{id}/replies',
  summary: 'The unit’s official answer to a published comment',
  request: { params: z.object({ id: z.uuid() }), body: body(ReplyInput) },
  responses: { 201: json(Comment, 'Answered'), ...problems(401, 403, 404, 409, 422) },
});

export const commentRoutes = (dependencies: Dependencies, limits: Limits) => {
  const { db } = dependencies;
  const needs = { ...dependencies, limits };
  return router()
    .openapi(take, async (c) => c.json(await takeComment(needs, addressKey(dependencies, c), c.req.valid('json')), 201))
    .openapi(lookUp, async (c) => c.json(await lookUpComment(needs, addressKey(dependencies, c), c.req.valid('json').trackingCode), 200))
    .openapi(queue, async (c) => {
      const rows = await listCommentsInState(db, c.req.valid('query').state, MOST);
      return c.json({ comments: commentViews(rows, dependencies) }, 200);
    })
    .openapi(decide, async (c) => {
      const decided = await decideComment(dependencies, signedIn(c.var), c.req.valid('param').id, c.req.valid('json'));
      if (decided.state === 'withdrawn') await takeBack(dependencies, signedIn(c.var), decided.id);
      return c.json(decided, 200);
    })
    .openapi(ofUnit, async (c) => {
      const { unit } = c.req.valid('param');
      requireOwnUnit(signedIn(c.var), unit);
      if (!(await findUnit(db, unit))) throw unknownUnit();
      return c.json({ comments: commentViews(await listPublishedComments(db, unit, MOST), dependencies) }, 200);
    })
    .openapi(reply, async (c) => c.json(await replyToComment(dependencies, signedIn(c.var), c.req.valid('param').id, c.req.valid('json').body), 201));
};
