import * as z from 'zod';
import { exactSchema, idSchema, textSchema, visibilitySchema } from './atoms.ts';
import { reason, whenSchema } from './conditions.ts';
import { scheduleSchema } from './duties.ts';

/** Bands of one part's exact value, half-open like grades. */
const byBands = z.strictObject({
  of: idSchema,
  bands: z.array(z.strictObject({ level: idSchema, from: exactSchema.exactOptional(), below: exactSchema.exactOptional() })).min(2),
});

const rule = z.strictObject({ id: idSchema, label: textSchema, level: idSchema, when: whenSchema, ...reason });

/** At most `share` of the units with a total, rounded down, by score among those who may be; a tied set that does not fit is left out. */
const quota = z.strictObject({
  level: idSchema,
  share: exactSchema,
  /** Who may be: all who are not barred where absent. */
  proposed: whenSchema.exactOptional(),
  barred: whenSchema.exactOptional(),
  /** Part whose exact value orders them. */
  by: idSchema,
  ...reason,
});

/**
 * Levels of one category, best first. In this order: the first rule that holds decides; then quotas; then places
 * ("the best five", ties included); then bands; then `otherwise`.
 */
export const gradingSchema = z.strictObject({
  levels: z.array(z.strictObject({ id: idSchema, label: textSchema })).min(2),
  rules: z.array(rule).min(1).exactOptional(),
  quotas: z.array(quota).min(1).exactOptional(),
  places: z
    .array(z.strictObject({ level: idSchema, up_to: z.int().min(1) }))
    .min(1)
    .exactOptional(),
  bands: byBands.exactOptional(),
  otherwise: idSchema.exactOptional(),
  ...reason,
});

/** What follows from a result: an award, its loss, a criticism, a report that is due. */
export const consequenceSchema = z.strictObject({
  id: idSchema,
  label: textSchema,
  when: whenSchema,
  due: scheduleSchema.exactOptional(),
  ...reason,
});

/** A responsibility letter: who signs it, and who answers for it when the post-holder changes. */
export const letterSchema = z.strictObject({
  parties: z.array(z.strictObject({ id: idSchema, label: textSchema })).min(1),
  /** Until the successor has signed, the predecessor answers. */
  handover: z.literal('predecessor-until-signed'),
  visibility: visibilitySchema,
  ...reason,
});

export type Grading = z.infer<typeof gradingSchema>;
export type Quota = z.infer<typeof quota>;
export type Consequence = z.infer<typeof consequenceSchema>;
export type LetterRule = z.infer<typeof letterSchema>;
