import * as z from 'zod';
import { idSchema, textSchema } from './atoms.ts';
import { limits } from './fields.ts';

/** One thing that is true or not: a part's exact value within limits, a grade, a veto (`any` for all of them), or a place. */
const condition = z.strictObject({
  part: idSchema.exactOptional(),
  ...limits,
  grade: z.array(idSchema).min(1).exactOptional(),
  veto: idSchema.exactOptional(),
  place_up_to: z.int().min(1).exactOptional(),
});

/** `any`: one is enough; `all`: every one is needed. What cannot be told yet leaves the answer open. */
export const whenSchema = z.strictObject({ any: z.array(condition).min(1).exactOptional(), all: z.array(condition).min(1).exactOptional() });

export type Condition = z.infer<typeof condition>;
export type When = z.infer<typeof whenSchema>;

export const reason = { reason: textSchema.exactOptional() };
