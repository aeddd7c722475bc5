import * as z from 'zod';
import { idSchema, textSchema } from './atoms.ts';
import { common, reads } from './fields.ts';

/** On a day of the listed months; `years` counts from the year in which the cycle begins (0: that year). */
const onDays = z.strictObject({
  on: z.strictObject({
    months: z.array(z.int().min(1).max(12)).min(1),
    day: z.union([z.int().min(1).max(31), z.literal('last')]),
    years: z.array(z.int().min(0)).min(1).exactOptional(),
  }),
});

/** Counted from a dated event, or from the day that the record of a single case gives (`event: case`). */
const afterEvent = z.strictObject({
  after: z.strictObject({
    event: idSchema,
    months: z.int().exactOptional(),
    days: z.int().exactOptional(),
    working_days: z.int().min(0).exactOptional(),
  }),
});

/** A day, or a day in each of several months. A day that a month does not have is its last one. */
export const scheduleSchema = z.union([onDays, afterEvent]);

const duty = z.strictObject({
  id: idSchema,
  label: textSchema,
  /** By when; without it the duty only has its place in the order. */
  due: scheduleSchema.exactOptional(),
  /** Not before; what comes earlier does not count. */
  not_before: scheduleSchema.exactOptional(),
  reason: textSchema.exactOptional(),
});

/** Dated duties, such as reports, reviews and stages of a procedure, and how many of them were met or late. */
export const dutiesNode = z.strictObject({
  ...common,
  ...reads,
  kind: z.literal('duties'),
  duties: z.array(duty).min(1),
  /** True: a duty counts as met only after the one before it. */
  in_order: z.boolean().exactOptional(),
  /** `late`: late or overdue ones; `met`: those on time; `done`: on time or late; `met-share`: per cent on time of those decided. */
  take: z.enum(['late', 'met', 'done', 'met-share']),
});

export type Schedule = z.infer<typeof scheduleSchema>;
export type Duty = z.infer<typeof duty>;
export type DutiesNode = z.infer<typeof dutiesNode>;
