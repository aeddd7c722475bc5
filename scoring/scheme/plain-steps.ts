import * as z from 'zod';
import { exactSchema, textSchema, unitSchema } from './atoms.ts';

const reason = { reason: textSchema.exactOptional() };

/** Multiplies by a fixed number. */
export const timesStep = z.strictObject({ do: z.literal('times'), by: exactSchema, unit: unitSchema.exactOptional(), ...reason });

/** Adds a fixed number; a negative one takes off. */
export const plusStep = z.strictObject({ do: z.literal('plus'), by: exactSchema, ...reason });

/** Cuts down to a full multiple of `to`, toward zero: `to: 1` counts full points, `to: 0.01` cuts to the fen. */
export const cutStep = z.strictObject({ do: z.literal('cut'), to: exactSchema, ...reason });

/** Replaces the value by that of the band it lies in: `from` ≥, `above` >, `below` <, `up_to` ≤. Bands have neither gaps nor overlaps. */
export const bandsStep = z.strictObject({
  do: z.literal('bands'),
  bands: z
    .array(
      z.strictObject({
        from: exactSchema.exactOptional(),
        above: exactSchema.exactOptional(),
        below: exactSchema.exactOptional(),
        up_to: exactSchema.exactOptional(),
        value: exactSchema,
      }),
    )
    .min(2),
  unit: unitSchema.exactOptional(),
  ...reason,
});

export type TimesStep = z.infer<typeof timesStep>;
export type PlusStep = z.infer<typeof plusStep>;
export type CutStep = z.infer<typeof cutStep>;
export type BandsStep = z.infer<typeof bandsStep>;
