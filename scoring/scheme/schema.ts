import * as z from 'zod';
import { exactSchema, idSchema, measureSchema, textSchema, visibilitySchema, wholeSchema } from './atoms.ts';
import { consequenceSchema, gradingSchema, letterSchema } from './grading.ts';
import { nodeSchema } from './nodes.ts';
import { poolSchema } from './pools.ts';
import { stepSchema } from './steps.ts';

/** Half-open: a total belongs to the band when from ≤ total < below. The exact total decides. */
const band = z.strictObject({
  id: idSchema,
  label: textSchema,
  from: exactSchema.exactOptional(),
  below: exactSchema.exactOptional(),
});

const gradesSchema = z.strictObject({ bands: z.array(band).min(2), reason: textSchema.exactOptional() });

const veto = z.strictObject({
  id: idSchema,
  label: textSchema,
  measure: measureSchema,
  /** Best grade that a unit with this veto can have; total and rank stay. */
  caps_grade: idSchema.exactOptional(),
  bars: z.array(z.literal('commendation')).min(1).exactOptional(),
});

const vetoesSchema = z.strictObject({ list: z.array(veto).min(1), reason: textSchema.exactOptional() });

/** One floor of the commendation rule: an exact limit of a part, or a share of its category's last places. */
const floor = z.strictObject({
  part: idSchema,
  at_least: exactSchema.exactOptional(),
  not_in_bottom: exactSchema.exactOptional(),
});

const commendationSchema = z.strictObject({
  places: z.int().min(1),
  requires: z.array(floor),
  /** A place whose unit does not pass stays empty. */
  when_lost: z.literal('stays-empty'),
  reason: textSchema.exactOptional(),
});

/** A figure that follows from the total and does not enter it, such as a bonus in yuan. */
const reward = z.strictObject({
  id: idSchema,
  label: textSchema,
  visibility: visibilitySchema.exactOptional(),
  steps: z.array(stepSchema).min(1),
  reason: textSchema.exactOptional(),
});

const category = z.strictObject({
  id: idSchema,
  label: textSchema,
  /** False: shown, not ranked. A category of one unit is never ranked, whatever stands here. */
  ranked: z.boolean(),
  reason: textSchema.exactOptional(),
  /** True where people are assessed: the tree and whatever stands beside it must say who sees it. */
  persons: z.boolean().exactOptional(),
  tree: nodeSchema,
  rewards: z.array(reward).min(1).exactOptional(),
  /** Figures beside the total, in order: they may read the total, its parts, places and earlier figures, and enter none of them. */
  figures: z.array(nodeSchema).min(1).exactOptional(),
  /** Levels of this category, in place of the scheme's grades. */
  grading: gradingSchema.exactOptional(),
  consequences: z.array(consequenceSchema).min(1).exactOptional(),
  letter: letterSchema.exactOptional(),
});

/** The scheme language: what a YAML file under `content/schemes` may say. No key has a hidden default. */
export const schemeSchema = z.strictObject({
  id: idSchema,
  version: z.int().min(1),
  title: textSchema,
  source: textSchema.exactOptional(),
  reason: textSchema.exactOptional(),
  /** Decimals of printed scores. */
  decimals: wholeSchema.max(6),
  /** Ranks compare the printed totals, the exact ones, or totals rounded to other decimals than printed. */
  rank_on: z.union([z.enum(['printed', 'exact']), z.strictObject({ decimals: wholeSchema.max(6) })]),
  /** How equal totals share places: 1-2-2-4 (`competition`, also where absent), 1-2-2-3, 1-3-3-4 or 1-2.5-2.5-4. */
  ties: z.enum(['competition', 'dense', 'last', 'mean']).exactOptional(),
  /** Parts whose exact values decide, in this order, between equal totals. */
  tie_break: z.array(idSchema).min(1).exactOptional(),
  /** Who sees a part that says nothing itself. */
  visibility: visibilitySchema,
  grades: gradesSchema.exactOptional(),
  vetoes: vetoesSchema.exactOptional(),
  commendation: commendationSchema.exactOptional(),
  categories: z.array(category).min(1),
  /** Money that is shared, in order: a later pool may share out what an earlier one paid. */
  pools: z.array(poolSchema).min(1).exactOptional(),
});

export type Scheme = z.infer<typeof schemeSchema>;
export type Category = z.infer<typeof category>;
export type GradeBand = z.infer<typeof band>;
export type Veto = z.infer<typeof veto>;
export type Floor = z.infer<typeof floor>;
export type Reward = z.infer<typeof reward>;
