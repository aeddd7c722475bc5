import * as z from 'zod';
import { exactSchema, idSchema, textSchema, unitSchema } from './atoms.ts';
import { common, limits, reads } from './fields.ts';

const unit = { unit: unitSchema.exactOptional() };

/** The parts multiplied, such as a score and its coefficient, or a pay and the share of it that is paid. */
export const productFields = { ...common, ...unit, kind: z.literal('product'), missing: z.enum(['refuse', 'zero']) };

/** The lowest of the parts: a whole that is as good as its worst part. */
export const leastFields = { ...common, ...unit, kind: z.literal('least'), missing: z.enum(['refuse', 'zero']) };

/** First part ÷ second part. `when_zero`: what a second part of 0 gives; `zero` reads 0 of 0 as nothing, `empty` as no figure. */
export const ratioFields = { ...common, ...unit, kind: z.literal('ratio'), when_zero: z.enum(['zero', 'empty']) };

/** One part, worked out once for each period (a month, a quarter, a year) from that period's own data, then combined. */
export const periodsFields = {
  ...common,
  ...unit,
  kind: z.literal('periods'),
  periods: z.array(z.strictObject({ id: idSchema, label: textSchema })).min(1),
  combine: z.enum(['sum', 'mean']),
  /** A period without a figure: left out, no figure at all, or counted as 0. */
  missing: z.enum(['skip', 'refuse', 'zero']),
};

/** A figure of other units: all of the named categories, or those that a link of the input names. */
export const linkedNode = z.strictObject({
  ...common,
  ...unit,
  kind: z.literal('linked'),
  categories: z.array(idSchema).min(1),
  /** Units that this unit names under the link. */
  link: idSchema.exactOptional(),
  /** Units that name this unit under the link. */
  linked_by: idSchema.exactOptional(),
  /** Part of those units' tree. */
  of: idSchema,
  combine: z.enum(['mean', 'sum', 'least', 'most']),
  /** A unit without a figure: outside the mean, or no figure here either. */
  missing: z.enum(['skip', 'refuse']),
});

/** A figure of the same unit that was worked out before: a part of its tree, or an earlier figure beside the total. */
export const figureNode = z.strictObject({
  ...common,
  ...unit,
  kind: z.literal('figure'),
  of: idSchema,
  /** One member of that figure instead of the whole: a period, or a duty. */
  member: idSchema.exactOptional(),
});

/** How many members of an earlier figure lie within limits, or the longest unbroken run of them. */
export const countNode = z.strictObject({
  ...common,
  kind: z.literal('count'),
  among: idSchema,
  ...limits,
  take: z.enum(['number', 'longest-run']),
});

/**
 * A value by place inside the category: `first: 3` takes everyone at place 3 or better, `last: 3` everyone with fewer
 * than three units below. The first line that fits decides; a unit among the first and the last gets `otherwise`.
 */
export const placesNode = z.strictObject({
  ...common,
  ...unit,
  kind: z.literal('places'),
  by: idSchema,
  table: z.array(z.strictObject({ first: z.int().min(1).exactOptional(), last: z.int().min(1).exactOptional(), value: exactSchema })).min(1),
  otherwise: exactSchema,
});

/** Who names units, and whether openly. A group with fewer ballots than its minimum is left out with all it named. */
const pickBallots = z.strictObject({
  /** `secret`: sealed, counted after two bodies have opened; `named`: signed, kept with the voter's name. */
  kind: z.enum(['secret', 'named']),
  /** Whether a ballot may name fewer than `choose`. */
  fewer: z.enum(['refused', 'allowed']),
  groups: z.array(z.strictObject({ id: idSchema, label: textSchema, minimum: z.int().min(1) })).min(1),
});

/** Per cent of the ballots that name the unit, where each ballot names `choose` units of the category. */
export const picksNode = z.strictObject({
  ...common,
  ...reads,
  kind: z.literal('picks'),
  choose: z.int().min(1),
  /** How the ballots are taken in a rating window; without it their counts come from outside. */
  ballots: pickBallots.exactOptional(),
});

const productShape = z.strictObject(productFields);
const leastShape = z.strictObject(leastFields);
const ratioShape = z.strictObject(ratioFields);
const periodsShape = z.strictObject(periodsFields);

export type ProductFields = z.infer<typeof productShape>;
export type LeastFields = z.infer<typeof leastShape>;
export type RatioFields = z.infer<typeof ratioShape>;
export type PeriodsFields = z.infer<typeof periodsShape>;
export type LinkedNode = z.infer<typeof linkedNode>;
export type FigureNode = z.infer<typeof figureNode>;
export type CountNode = z.infer<typeof countNode>;
export type PlacesNode = z.infer<typeof placesNode>;
export type PicksNode = z.infer<typeof picksNode>;
