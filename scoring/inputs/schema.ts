import * as z from 'zod';
import type { Goal, ScoringInput } from '../input.ts';
import { exactSchema, idSchema, textSchema } from '../scheme/atoms.ts';
import { countSchema, daySchema, nameSchema } from './atoms.ts';
import { calendarSchema, deliverySchema, letterSchema } from './record-schema.ts';

const orNothing = exactSchema.nullable();
const sourceSchema = z.string().exactOptional();

const numericGoal = z.strictObject({
  goal: nameSchema,
  kind: z.literal('numeric').exactOptional(),
  label: textSchema.exactOptional(),
  direction: z.enum(['increase', 'decrease', 'at-least', 'at-most']).exactOptional(),
  target: orNothing,
  actual: orNothing,
  verified: orNothing.exactOptional(),
  start: orNothing.exactOptional(),
  approximate: z.boolean().exactOptional(),
  comparable: z.boolean().exactOptional(),
  weight: exactSchema.exactOptional(),
  source: sourceSchema,
});

const milestoneGoal = z.strictObject({
  goal: nameSchema,
  kind: z.literal('milestone'),
  label: textSchema.exactOptional(),
  due: daySchema,
  done: daySchema.nullable(),
  share: orNothing.exactOptional(),
  reported: z.boolean().exactOptional(),
  weight: exactSchema.exactOptional(),
  source: sourceSchema,
});

const compositeGoal = z.strictObject({
  goal: nameSchema,
  kind: z.literal('composite'),
  label: textSchema.exactOptional(),
  components: z.lazy(() => z.array(goalSchema).min(1)),
  weight: exactSchema.exactOptional(),
});

export const goalSchema: z.ZodType<Goal> = z.union([milestoneGoal, compositeGoal, numericGoal]);

const findingSchema = z.strictObject({
  part: idSchema,
  kind: z.enum(['add', 'deduct', 'veto', 'level', 'override', 'tier']),
  points: exactSchema.exactOptional(),
  goal: nameSchema.exactOptional(),
  level: idSchema.exactOptional(),
  place: z.int().min(1).exactOptional(),
  criterion: idSchema,
  period: idSchema.exactOptional(),
  source: sourceSchema,
  reason: z.string().exactOptional(),
});

const tallySchema = z.strictObject({
  roster: countSchema.nullable(),
  counts: z.record(idSchema, z.record(idSchema, countSchema)),
  products: z.record(z.string(), exactSchema).exactOptional(),
  pairs: z.record(z.string(), countSchema).exactOptional(),
  flagged: z.record(idSchema, z.record(idSchema, countSchema)).exactOptional(),
});

const valuesSchema = z.union([z.array(goalSchema), z.record(idSchema, orNothing)]);

const data = {
  values: z.record(idSchema, valuesSchema).exactOptional(),
  answers: z.record(idSchema, z.record(idSchema, idSchema.nullable())).exactOptional(),
  findings: z.array(findingSchema).exactOptional(),
  ratings: z.record(idSchema, tallySchema).exactOptional(),
};

const unitSchema = z.strictObject({
  id: nameSchema,
  category: idSchema,
  ...data,
  periods: z.record(idSchema, z.strictObject(data)).exactOptional(),
  links: z.record(idSchema, z.array(nameSchema)).exactOptional(),
  dates: z.record(idSchema, daySchema).exactOptional(),
  deliveries: z.record(idSchema, z.array(deliverySchema)).exactOptional(),
  letter: letterSchema.exactOptional(),
});

/** Shape of a scoring input; what it says is measured against its scheme by `checkInput`. */
export const inputSchema: z.ZodType<ScoringInput> = z.strictObject({
  scheme: idSchema,
  cycle: z.string().min(1),
  calendar: calendarSchema.exactOptional(),
  ballots: z.record(idSchema, countSchema).exactOptional(),
  repliesAsOf: daySchema.exactOptional(),
  units: z.array(unitSchema),
});
