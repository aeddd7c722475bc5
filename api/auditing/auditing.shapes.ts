import { z } from '@hono/zod-openapi';
import { ROLES } from '../../db/schema/staff.ts';

export const AuditRecord = z
  .object({
    sequence: z.number().int(),
    at: z.string(),
    actor: z.string().nullable().openapi({ description: 'Login of who did it; null: the product itself' }),
    role: z.enum(ROLES).nullable().openapi({ description: 'The role at that time; null in old rows and where the product acted' }),
    action: z.string(),
    subject: z.string(),
    detail: z.record(z.string(), z.unknown()),
    before: z.string().nullable().openapi({ description: 'SHA-256 over the rows that were replaced or taken away; null where there were none' }),
    after: z.string().nullable().openapi({ description: 'SHA-256 over the rows that were written' }),
    previousHash: z.string(),
    hash: z.string(),
  })
  .openapi('AuditRecord');

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most));

const words = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/^[^\0]*$/);
const day = z.iso.date();

/** What is looked for. A search that names nothing is the log itself. */
const sought = {
  actor: words(80).optional().openapi({ description: 'Login; `-`: the product itself' }),
  role: z.enum(ROLES).optional(),
  action: words(80).optional().openapi({ description: 'An action, or the noun before its dot', example: 'report' }),
  subject: words(200).optional().openapi({ description: 'Part of what was changed', example: 'report:water/' }),
  text: words(200).optional().openapi({ description: 'Part of the reason or of anything else that was kept' }),
  from: day.optional().openapi({ description: 'First day, in the city’s time zone' }),
  to: day.optional().openapi({ description: 'Last day, included' }),
};

export const Search = z.object({
  ...sought,
  order: z.enum(['oldest', 'newest']).default('oldest'),
  after: wholeNumber(0, 9e14).default(0).openapi({ description: 'Go on behind this number, in the order asked for' }),
  limit: wholeNumber(1, 1000).default(200),
});

export const Sought = z.object({ ...sought, lang: z.enum(['zh', 'en']).default('zh') });
