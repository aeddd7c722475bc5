import { z } from '@hono/zod-openapi';
import { CASE_EVENTS, COMMENT_KINDS, COMMENT_STATES } from '../../db/schema/comments.ts';
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
    contact: words(120)
      .default('')
      .openapi({ description: 'Phone or e-mail; encrypted, shown to the answering unit only, deleted some days after the case is closed' }),
    website: z.string().max(200).default('').openapi({ description: 'Stays empty; programs that fill in every field give themselves away' }),
  })
  .openapi('CommentInput');

const Event = z.object({
  id: z.string(),
  kind: z.enum(CASE_EVENTS),
  createdAt: z.string(),
  reason: z.object({ id: z.string(), text: Words }).nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  body: z.string().nullable(),
  state: z.enum(COMMENT_STATES),
  rule: z.object({ id: z.string(), text: Words }).nullable(),
});

const Clock = z.object({
  answerBy: z.string().openapi({ description: 'The last day of the present term' }),
  overdue: z.boolean(),
  isStopped: z.boolean(),
  isAnswered: z.boolean(),
});

const May = z.object({
  add: z.boolean(),
  judge: z.boolean().openapi({ description: 'Say whether it is solved' }),
  reopen: z.boolean(),
  appeal: z.boolean(),
  followUp: z.boolean().openapi({ description: 'The time for the follow-up has come and the author said nothing since' }),
});

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
    events: z.array(Event),
    clock: Clock.nullable().openapi({ description: 'Null where the kind has no day for an answer' }),
    verdict: z.enum(['solved', 'not-solved']).nullable(),
    reopened: z.number().int(),
    appeal: z
      .object({ body: z.string(), outcome: z.enum(['granted', 'dismissed']).nullable(), createdAt: z.string(), decidedAt: z.string().nullable() })
      .nullable(),
    hasContact: z.boolean(),
    may: May.openapi({ description: 'What the author can do now' }),
  })
  .openapi('Comment');

export const Tracked = z.object({
  trackingCode: z.string().openapi({ example: '7Q2M-0XKD-9VTA', description: 'Given once; only its digest is kept' }),
  state: z.enum(COMMENT_STATES),
});
export const Decision = z.strictObject({ decision: z.enum(['publish', 'reject']), rule: z.string().max(80).nullable().default(null) });
export const ReplyInput = z.strictObject({ body: words(5000).pipe(z.string().min(5)) });

const TrackingInput = z.strictObject({ trackingCode: z.string().min(1).max(60) });
export const MessageInput = TrackingInput.extend({ body: words(5000) });
export const VerdictInput = TrackingInput.extend({ verdict: z.enum(['solved', 'not-solved', 'reopen']), body: words(5000).default('') });
export const StopInput = z.strictObject({ reason: z.string().max(80) });
export const HandOnInput = z.strictObject({ to: idParam });
export const Contact = z.object({ contact: z.string() });

export type CommentInputValue = z.output<typeof CommentInput>;
export type CommentView = z.output<typeof Comment>;
