import { z } from '@hono/zod-openapi';

/** A code that went to a phone. */
export const CodeSent = z
  .object({
    number: z.string().openapi({ example: '+86138****0000', description: 'Where it went, in part' }),
    shown: z.object({ zh: z.string(), en: z.string() }).nullable().openapi({ description: 'The message, in a demonstration without a gateway only' }),
  })
  .openapi('CodeSent');
