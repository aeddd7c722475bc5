import { z } from '@hono/zod-openapi';
import { listWaiting } from '../../db/queries/comments.ts';
import { addressKey } from '../address.ts';
import type { Dependencies } from '../context.ts';
import { guarded, router } from '../guard.ts';
import type { Limits } from '../limits.ts';
import { body, json, problems } from '../openapi.ts';
import { signedIn, UNIT_STAFF } from '../progress/people.ts';
import { handOn, readContact, resumeClock, stopClock } from './clock.usecases.ts';
import { Comment, Contact, Decision, HandOnInput, MessageInput, StopInput, VerdictInput } from './comments.shapes.ts';
import { commentViews } from './comments.view.ts';
import { decideAppeal, decideMessage, openAppeals, waitingMessages } from './second.usecases.ts';
import { addMessage, appeal, judge } from './thread.usecases.ts';

const params = z.object({ id: z.uuid() });
const MOST = 500;
const changed = { 200: json(Comment, 'The case as it stands now') };

const add = guarded('public', {
  method: 'post',
  path: '/comments/messages',
  summary: 'Add to your own comment, by its tracking code; public when a moderator has read it',
  request: { body: body(MessageInput) },
  responses: { ...changed, ...problems(403, 404, 409, 422, 429) },
});

const verdict = guarded('public', {
  method: 'post',
  path: '/comments/verdict',
  summary: 'Say whether your matter is solved, or reopen it',
  description: 'After an answer. Reopening starts a new term for the unit, as often and as long after the answer as the city sets.',
  request: { body: body(VerdictInput) },
  responses: { ...changed, ...problems(403, 404, 409, 422, 429) },
});

const appealing = guarded('public', {
  method: 'post',
  path: '/comments/appeal',
  summary: 'Appeal once against the refusal or withdrawal of your comment',
  request: { body: body(MessageInput) },
  responses: { ...changed, ...problems(403, 404, 409, 422, 429) },
});

const stop = guarded(UNIT_STAFF, {
  method: 'post',
  path: '/comments/{id}/stop',
  summary: 'Stop the clock of an answer for a published reason',
  request: { params, body: body(StopInput) },
  responses: { ...changed, ...problems(401, 403, 404, 409, 422) },
});

const resume = guarded(UNIT_STAFF, {
  method: 'post',
  path: '/comments/{id}/resume',
  summary: 'Let a stopped clock run again',
  request: { params },
  responses: { ...changed, ...problems(401, 403, 404, 409, 422) },
});

const hand = guarded(UNIT_STAFF, {
  method: 'post',
  path: '/comments/{id}/hand-on',
  summary: 'Hand a misdirected comment on to the unit it belongs to',
  request: { params, body: body(HandOnInput) },
  responses: { ...changed, ...problems(401, 403, 404, 409, 422) },
});

const contact = guarded(UNIT_STAFF, {
  method: 'post',
  path: '/comments/{id}/contact',
  summary: 'Read how the author can be reached; each reading is written into the audit log',
  request: { params },
  responses: { 200: json(Contact, 'Phone or e-mail'), ...problems(401, 403, 404, 409, 422) },
});

const waiting = guarded(['office-staff', 'office-approver', 'auditor'], {
  method: 'get',
  path: '/comments/waiting',
  summary: 'Comments of all units that wait for an answer, at first or again, oldest first',
  responses: { 200: json(z.object({ comments: z.array(Comment) }), `At most ${MOST}`), ...problems(401, 403) },
});

const messages = guarded(['moderator', 'office-staff', 'office-approver'], {
  method: 'get',
  path: '/moderation/messages',
  summary: 'What authors added to their comments and nobody has read yet',
  responses: {
    200: json(z.object({ messages: z.array(z.object({ id: z.string(), body: z.string(), createdAt: z.string(), comment: Comment })) }), 'Oldest first'),
    ...problems(401, 403),
  },
});

const decide = guarded(['moderator'], {
  method: 'post',
  path: '/moderation/messages/{id}',
  summary: 'Publish a message, or refuse it under a published rule',
  request: { params, body: body(Decision) },
  responses: { 200: json(z.object({ decided: z.literal(true) }), 'Decided'), ...problems(401, 403, 404, 409, 422) },
});

const appeals = guarded(['moderator', 'office-staff', 'office-approver'], {
  method: 'get',
  path: '/moderation/appeals',
  summary: 'Appeals that wait for a decision',
  responses: {
    200: json(z.object({ appeals: z.array(z.object({ body: z.string(), createdAt: z.string(), comment: Comment })) }), 'Oldest first'),
    ...problems(401, 403),
  },
});

const settle = guarded(['moderator'], {
  method: 'post',
  path: '/moderation/appeals/{id}',
  summary: 'Decide an appeal; whoever refused the comment does not',
  request: { params, body: body(z.strictObject({ outcome: z.enum(['granted', 'dismissed']) })) },
  responses: { ...changed, ...problems(401, 403, 404, 409, 422) },
});

/** Everything that happens to a comment after it was written, beside its answers. */
export const threadRoutes = (deps: Dependencies, limits: Limits) => {
  const needs = { ...deps, limits };
  return router()
    .openapi(add, async (c) => {
      const { trackingCode, body: words } = c.req.valid('json');
      return c.json(await addMessage(needs, addressKey(deps, c), trackingCode, words), 200);
    })
    .openapi(verdict, async (c) => c.json(await judge(needs, addressKey(deps, c), c.req.valid('json')), 200))
    .openapi(appealing, async (c) => {
      const { trackingCode, body: words } = c.req.valid('json');
      return c.json(await appeal(needs, addressKey(deps, c), trackingCode, words), 200);
    })
    .openapi(stop, async (c) => c.json(await stopClock(deps, signedIn(c.var), c.req.valid('param').id, c.req.valid('json').reason), 200))
    .openapi(resume, async (c) => c.json(await resumeClock(deps, signedIn(c.var), c.req.valid('param').id), 200))
    .openapi(hand, async (c) => c.json(await handOn(deps, signedIn(c.var), c.req.valid('param').id, c.req.valid('json').to), 200))
    .openapi(contact, async (c) => c.json({ contact: await readContact(deps, signedIn(c.var), c.req.valid('param').id) }, 200))
    .openapi(waiting, async (c) => c.json({ comments: commentViews(await listWaiting(deps.db, MOST), deps) }, 200))
    .openapi(messages, async (c) => c.json({ messages: await waitingMessages(deps) }, 200))
    .openapi(decide, async (c) => {
      await decideMessage(deps, signedIn(c.var), c.req.valid('param').id, c.req.valid('json'));
      return c.json({ decided: true as const }, 200);
    })
    .openapi(appeals, async (c) => c.json({ appeals: await openAppeals(deps) }, 200))
    .openapi(settle, async (c) => c.json(await decideAppeal(deps, signedIn(c.var), c.req.valid('param').id, c.req.valid('json').outcome), 200));
};
