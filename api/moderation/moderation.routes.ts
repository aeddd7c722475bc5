import { z } from '@hono/zod-openapi';
import type { Dependencies } from '../context.ts';
import { guarded, router } from '../guard.ts';
import { body, json, problems } from '../openapi.ts';
import { signedIn } from '../progress/people.ts';
import { withdrawComment, withdrawEvidence } from './moderation.usecases.ts';

const params = z.object({ id: z.uuid() });
const Rule = z.strictObject({ rule: z.string().max(80).openapi({ description: 'A published rule of the city' }) });
const Withdrawn = z.object({ withdrawn: z.literal(true) });

const comment = guarded(['moderator'], {
  method: 'post',
  path: '/moderation/comments/{id}/withdraw',
  summary: 'Take back a comment that was public, with its answers',
  description: 'Its words leave the data of all releases at once, and the live pages with a daily update that begins now. Digest, rule and day stay.',
  request: { params, body: body(Rule) },
  responses: { 202: json(Withdrawn, 'Taken back; the daily update is being built'), ...problems(401, 403, 404, 409, 422) },
});

const evidence = guarded(['moderator'], {
  method: 'post',
  path: '/moderation/evidence/{id}/withdraw',
  summary: 'Take back an evidence file that was public with its report',
  description: 'Name and bytes are no longer served; the data of all releases lose the name at once. Digest, rule and day stay.',
  request: { params, body: body(Rule) },
  responses: { 202: json(Withdrawn, 'Taken back; the daily update is being built'), ...problems(401, 403, 404, 422) },
});

export const moderationRoutes = (deps: Dependencies) =>
  router()
    .openapi(comment, async (c) => {
      await withdrawComment(deps, signedIn(c.var), c.req.valid('param').id, c.req.valid('json').rule);
      return c.json({ withdrawn: true as const }, 202);
    })
    .openapi(evidence, async (c) => {
      await withdrawEvidence(deps, signedIn(c.var), c.req.valid('param').id, c.req.valid('json').rule);
      return c.json({ withdrawn: true as const }, 202);
    });
