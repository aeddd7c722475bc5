import * as z from 'zod';
import { exactSchema, idSchema, textSchema, wholeSchema } from './atoms.ts';

const level = z.strictObject({ id: idSchema, label: textSchema, value: exactSchema });
const question = z.strictObject({ id: idSchema, label: textSchema, weight: exactSchema });

const questionnaire = z.strictObject({
  id: idSchema,
  label: textSchema,
  questions: z.array(question).min(1),
  reason: textSchema.exactOptional(),
});

const group = z.strictObject({
  id: idSchema,
  label: textSchema,
  weight: exactSchema,
  questionnaire: idSchema,
  /** Least number of valid answers to a question of this group; below it the question is dropped. */
  minimum: z.int().min(1),
  /** `named`: the group votes openly, and its ballots are kept with the voters' names; secret where absent. */
  ballot: z.enum(['secret', 'named']).exactOptional(),
  reason: textSchema.exactOptional(),
});

/** Public image: ratings by groups of raters over questionnaires with named levels. */
export const imageFields = {
  levels: z.array(level).min(2),
  /** Key under which "don't know" is counted. It never scores. */
  dont_know: idSchema,
  questionnaires: z.array(questionnaire).min(1),
  groups: z.array(group).min(1),
  /** A question below the minimum is dropped and its weight stays in its group. */
  below_minimum: z.literal('drop'),
  /** An empty group hands its weight on in proportion, or leaves the part without a figure. */
  when_empty: z.enum(['redistribute', 'refuse']),
  /** Below `few_below` valid answers a figure is labelled "few answers", from `full_from` "full". */
  answer_labels: z.strictObject({ few_below: wholeSchema, full_from: wholeSchema }),
};

export type Level = z.infer<typeof level>;
export type Question = z.infer<typeof question>;
export type Questionnaire = z.infer<typeof questionnaire>;
export type Group = z.infer<typeof group>;
