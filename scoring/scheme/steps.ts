import * as z from 'zod';
import { exactSchema, idSchema, measureSchema, textSchema, unitSchema } from './atoms.ts';
import { bandsStep, cutStep, plusStep, timesStep } from './plain-steps.ts';

/** Holds a value inside limits, after everything else in its node. Either limit may be left out. */
export const clampStep = z.strictObject({
  do: z.literal('clamp'),
  min: exactSchema.exactOptional(),
  max: exactSchema.exactOptional(),
  reason: textSchema.exactOptional(),
});

/** Raises a part to a value on a proved claim of a place; never lowers. An unproved claim has no effect and is shown. */
export const raiseStep = z.strictObject({
  do: z.literal('raise'),
  to: exactSchema,
  criterion: idSchema,
  label: textSchema,
  measure: measureSchema,
  place_at_most: z.int().min(1),
  /** `document`: the finding must name its document in `source`. */
  proof: z.enum(['document', 'none']),
  /** What a proved claim does to a part without a figure: gives it the value, or leaves it without. */
  without_figure: z.enum(['set', 'leave']),
  reason: textSchema.exactOptional(),
});

/** A full amount from `full_from` upward, and `change` less for every `per` points of difference below it. */
export const ladderStep = z.strictObject({
  do: z.literal('ladder'),
  full_from: exactSchema,
  amount: exactSchema,
  per: exactSchema,
  change: exactSchema,
  min: exactSchema,
  /** Which steps of `per` count: full ones (usual), or every one begun, so that each rung holds until the next is reached. */
  steps: z.enum(['full', 'begun']).exactOptional(),
  unit: unitSchema,
  reason: textSchema.exactOptional(),
});

const anchor = z.union([z.enum(['lowest', 'highest']), exactSchema], { error: 'anchor' });

/** Carries a value from one stretch of numbers to another, evenly; a stretch may end at the lowest and highest value of the category. */
export const rescaleStep = z.strictObject({
  do: z.literal('rescale'),
  from: z.tuple([anchor, anchor]),
  to: z.tuple([exactSchema, exactSchema]),
  reason: textSchema.exactOptional(),
});

/** Distance from the mean of the category in standard deviations, carried to a mean and a deviation of choice: 0 and 1, or 50 and 10. */
export const standardiseStep = z.strictObject({
  do: z.literal('standardise'),
  /** Whether the mean square is taken over n (the units are all there are) or n − 1 (they are a sample). */
  divide_by: z.enum(['n', 'n-1']),
  mean: exactSchema,
  deviation: exactSchema,
  reason: textSchema.exactOptional(),
});

export const stepSchema = z.discriminatedUnion('do', [clampStep, raiseStep, ladderStep, rescaleStep, standardiseStep, timesStep, plusStep, cutStep, bandsStep]);

export type ClampStep = z.infer<typeof clampStep>;
export type RaiseStep = z.infer<typeof raiseStep>;
export type LadderStep = z.infer<typeof ladderStep>;
export type RescaleStep = z.infer<typeof rescaleStep>;
export type StandardiseStep = z.infer<typeof standardiseStep>;
export type Anchor = z.infer<typeof anchor>;
export type Step = z.infer<typeof stepSchema>;
