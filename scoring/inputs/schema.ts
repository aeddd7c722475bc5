import * as z from 'zod';
import type { Goal, ScoringInput } from '../input.ts';
import { exactSchema, idSchema, textSchema } from '../scheme/atoms.ts';

/** An ISO day that exists. */
export const daySchema = z.iso.date({ error: 'day' });

const countSchema = z.int({ error: 'count' }).min(0, { error: 'count' });
const orNothing = exactSchema.nullable();
const sourceSchema = z.string().exactOptional();

/** Ids inside an input may be longer and looser than a scheme's: they come from units and plans. No dots, since paths are dotted. */
const nameSchema = z
  .string()
  .max(128)
  .regex(/^[^\s.*]+$/u, { error: 'id' });

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
});

const valuesSchema = z.union([z.array(goalSchema), z.record(idSchema, orNothing)]);

const unitSchema = z.strictObject({
  id: nameSchema,
  category: idSchema,
  values: z.record(idSchema, valuesSchema).exactOptional(),
  answers: z.record(idSchema, z.record(idSchema, idSchema.nullable())).exactOptional(),
  findings: z.array(findingSchema).exactOptional(),
  ratings: z.record(idSchema, tallySchema).exactOptional(),
});

/** Shape of a scoring input; what it says is measured against its scheme by `checkInput`. */
export const inputSchema: z.ZodType<ScoringInput> = z.strictObject({
  scheme: idSchema,
  cycle: z.string().min(1),
  units: z.array(unitSchema),
});
