import { z } from '@hono/zod-openapi';
import { COMMENT_KINDS, COMMENT_STATES } from '../../db/schema/comments.ts';
import { idParam, words } from '../progress/plain-text.ts';
import { line } from '../windows/windows.shapes.ts';

const Words = z.object({ zh: z.string(), en: z.string() });

export const CommentInput = z
  .strictObject({
    unit: idParam,
    goal: line(120).nullable().default(null),
    kind: z.enum(COMMENT_KINDS),
    author: words(40).default('').openapi({ description: 'A name to show; the city may ask for one. Empty: not named' }),
    body: words(20_000),
    language: z.enum(['zh', 'en']).default('zh'),
  })
  .openapi('CommentInput');

const Reply = z.object({ id: z.string(), body: z.string(), createdAt: z.string() });

export const Comment = z
  .object({
    id: z.string(),
    unit: z.string(),
    cycle: z.string(),
    goal: z.string().nullable(),
    kind: z.enum(COMMENT_KINDS),
    author: z.string(),
    body: z.string(),
    language: z.string(),
    state: z.enum(COMMENT_STATES),
    rule: z.object({ id: z.string(), text: Words }).nullable().openapi({ description: 'The published rule that a rejection names' }),
    createdAt: z.string(),
    decidedAt: z.string().nullable(),
    replyWithin: z.number().int().nullable().openapi({ description: 'Working days the unit has for its answer' }),
    replies: z.array(Reply),
  })
  .openapi('Comment');

export const Tracked = z.object({
  trackingCode: z.string().openapi({ example: '7Q2M-0XKD-9VTA', description: 'Given once; only its digest is kept' }),
  state: z.enum(COMMENT_STATES),
});
export const Decision = z.strictObject({ decision: z.enum(['publish', 'reject']), rule: z.string().max(80).nullable().default(null) });
export const ReplyInput = z.strictObject({ body: words(5000).pipe(z.string().min(5)) });

export type CommentInputValue = z.output<typeof CommentInput>;
export type CommentView = z.output<typeof Comment>;
