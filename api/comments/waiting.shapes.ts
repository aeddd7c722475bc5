import { z } from '@hono/zod-openapi';
import { COMMENT_KINDS } from '../../db/schema/comments.ts';
import { common } from '../lists/lists.shapes.ts';

/** How the clock of a case stands that waits for an answer. */
const CASE_STATES = ['overdue', 'running', 'stopped', 'undated'] as const;
const CASE_SORTS = ['due', 'name', 'kind', 'received'] as const;

export const CaseQuery = z.object({
  ...common,
  sort: z.enum(CASE_SORTS).default('due'),
  kind: z.enum(COMMENT_KINDS).optional(),
  state: z
    .enum([...CASE_STATES, 'again'])
    .optional()
    .openapi({ description: '`again`: reopened by the author and not answered since' }),
});

export const CaseLine = z
  .object({
    id: z.string(),
    unit: z.string(),
    name: z.object({ zh: z.string(), en: z.string() }),
    category: z.string(),
    kind: z.enum(COMMENT_KINDS),
    excerpt: z.string().openapi({ description: 'The first words of the comment' }),
    receivedOn: z.string(),
    answerBy: z.string().nullable().openapi({ description: 'Last day of the present term; null where the kind has none' }),
    state: z.enum(CASE_STATES),
    late: z.number().int().openapi({ description: 'Working days since the last day; 0 where it is not overdue' }),
    reopened: z.number().int(),
  })
  .openapi('CaseLine');

export type CaseAsked = z.output<typeof CaseQuery>;
export type CaseLineView = z.output<typeof CaseLine>;
export type CaseSort = (typeof CASE_SORTS)[number];
