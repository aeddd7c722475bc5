import * as z from 'zod';
import { exactSchema, idSchema, textSchema, visibilitySchema } from './atoms.ts';
import { reason, whenSchema } from './conditions.ts';

/** Who takes part in a slice: every unit of the pool's category with a total that fits, in each case without a barring veto where the scheme says so. */
const who = { only: whenSchema.exactOptional() };

/** Fixed prizes for the first places; tied units share the prizes of the places they fill. */
const prizes = z.strictObject({
  id: idSchema,
  label: textSchema,
  kind: z.literal('prizes'),
  amounts: z.array(exactSchema).min(1),
  /** Part whose exact value orders the units. */
  by: idSchema,
  ...who,
  ...reason,
});

/** A share of what the prizes leave, in proportion to a part of each unit. */
const portion = z.strictObject({
  id: idSchema,
  label: textSchema,
  kind: z.literal('portion'),
  share: exactSchema,
  by: idSchema,
  ...who,
  ...reason,
});

/**
 * Money that is shared. Amounts are cut to the fen, left-over fen go to the largest remainders, equal remainders by unit
 * id. Prizes come first and shrink in proportion when the pool is smaller; a slice that nobody may share stays.
 */
export const poolSchema = z.strictObject({
  id: idSchema,
  label: textSchema,
  visibility: visibilitySchema.exactOptional(),
  /** Where the money comes from: a figure of each unit of a category (one pool for each), or of all together. Absent: prizes only, in full. */
  from: z.strictObject({ category: idSchema, figure: idSchema, gather: z.enum(['each', 'together']) }).exactOptional(),
  to: z.strictObject({
    category: idSchema,
    /** Link by which a sharer names the unit whose pool it shares; needed with `gather: each` and several units. */
    link: idSchema.exactOptional(),
    vetoed: z.enum(['left-out', 'kept']),
  }),
  slices: z.array(z.discriminatedUnion('kind', [prizes, portion])).min(1),
  /** Into what a unit's payment is split, in proportion to weight. */
  into: z
    .array(z.strictObject({ id: idSchema, label: textSchema, weight: exactSchema }))
    .min(2)
    .exactOptional(),
  ...reason,
});

export type Pool = z.infer<typeof poolSchema>;
export type Slice = Pool['slices'][number];
export type Prizes = z.infer<typeof prizes>;
export type Portion = z.infer<typeof portion>;
