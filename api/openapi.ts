import { z } from '@hono/zod-openapi';

/** RFC 9457 problem details, as every refusal of the API is given. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string().openapi({ description: 'One sentence in the language of the request' }),
    status: z.number().int(),
    code: z.string().openapi({ example: 'unit.unknown', description: 'Stable, dotted, noun first' }),
    messages: z.object({ zh: z.string(), en: z.string() }),
    errors: z.array(z.object({ path: z.string(), detail: z.string(), messages: z.object({ zh: z.string(), en: z.string() }) })).optional(),
  })
  .openapi('Problem');

/** A JSON answer. */
export const json = <T extends z.ZodType>(schema: T, description: string) => ({ content: { 'application/json': { schema } }, description });

/** Where a page of a list begins, for routes that answer a page and the offset of the next. */
export const offsetParam = z
  .string()
  .regex(/^\d{1,7}$/)
  .default('0')
  .transform(Number);

/** The offset of the page that follows, beside a page. */
export const nextOffset = z.number().int().nullable().openapi({ description: 'The `offset` of what follows; null at the end' });

/** A JSON request body, required. */
export const body = <T extends z.ZodType>(schema: T) => ({ content: { 'application/json': { schema } }, required: true });

const REFUSALS: Readonly<Record<number, string>> = {
  400: 'Malformed request',
  401: 'Not signed in, or no right to rate shown',
  403: 'Not allowed for this role',
  404: 'Not found',
  409: 'Conflicts with what is stored; nothing was changed',
  413: 'Too large',
  422: 'Not valid; each fault is listed',
  429: 'Too many requests; see Retry-After',
  503: 'Not ready',
};

/** The refusals a route documents. All are problem details. */
export function problems<const S extends number>(...statuses: S[]) {
  return Object.fromEntries(
    statuses.map((status) => [status, { content: { 'application/problem+json': { schema: Problem } }, description: REFUSALS[status] ?? 'Refused' }]),
  ) as { [K in S]: { content: { 'application/problem+json': { schema: typeof Problem } }; description: string } };
}
