import * as z from 'zod';
import { exactSchema, idSchema, measureSchema, textSchema, unitSchema } from './atoms.ts';
import {
  type CountNode,
  countNode,
  type FigureNode,
  figureNode,
  type LeastFields,
  type LinkedNode,
  leastFields,
  linkedNode,
  type PeriodsFields,
  type PicksNode,
  type PlacesNode,
  type ProductFields,
  periodsFields,
  picksNode,
  placesNode,
  productFields,
  type RatioFields,
  ratioFields,
} from './calculated.ts';
import { type DutiesNode, dutiesNode } from './duties.ts';
import { common, missingRule, rangeSchema, reads } from './fields.ts';
import { imageFields } from './image.ts';
import { type RepliesNode, repliesNode } from './replies.ts';

const valueNode = z.strictObject({ ...common, ...reads, kind: z.literal('value'), value: idSchema, range: rangeSchema, unit: unitSchema.exactOptional() });

const meanNode = z.strictObject({
  ...common,
  ...reads,
  kind: z.literal('mean'),
  values: z.array(z.strictObject({ id: idSchema, label: textSchema })).min(1),
  range: rangeSchema,
  /** An entry that is not there: left out of the mean, counted as 0, or the mean has no value. */
  absent: z.enum(['skip', 'refuse', 'zero']),
  /** Least number of figures that must be there. */
  at_least: z.int().min(1).exactOptional(),
});

const itemsNode = z.strictObject({
  ...common,
  ...reads,
  kind: z.literal('items'),
  items: z.array(z.strictObject({ id: idSchema, label: textSchema, points: exactSchema })).min(1),
  /** Declared sum of the items' points; checked. */
  sum: exactSchema.exactOptional(),
  missing: z.enum(['refuse', 'zero']),
});

/** Questions answered from a short list, each answer earning its share of the question's points. */
const checklistNode = z.strictObject({
  ...common,
  ...reads,
  kind: z.literal('checklist'),
  answers: z.array(z.strictObject({ id: idSchema, label: textSchema, share: exactSchema })).min(2),
  questions: z.array(z.strictObject({ id: idSchema, label: textSchema, points: exactSchema })).min(1),
  /** Declared sum of the questions' points; checked. */
  sum: exactSchema.exactOptional(),
  missing: z.enum(['refuse', 'zero']),
});

const completionNode = z.strictObject({
  ...common,
  ...reads,
  kind: z.literal('completion'),
  /** Which figure scores: the unit's own, or the one a verifier confirmed. */
  figures: z.enum(['reported', 'verified']),
  /** `of-plan`: result ÷ plan; `from-start`: way made from the start value ÷ way planned. */
  ratio: z.enum(['of-plan', 'from-start']),
  /** Most per cent that one goal counts. */
  cap: exactSchema.exactOptional(),
  /** `mean` (usual): the weighted mean of the goals; `least`: the part is as good as its worst goal. */
  combine: z.enum(['mean', 'least']).exactOptional(),
  /** Periods whose plans and results are summed, goal by goal, before they are compared; the goals stand in those periods. */
  sums: z.array(idSchema).min(2).exactOptional(),
  weights: z.enum(['equal', 'given']),
  at_most: z.int().min(1).exactOptional(),
  /** Under which criterion the office may settle a goal whose result cannot be computed. */
  office_finding: z.strictObject({ id: idSchema, label: textSchema, measure: measureSchema }).exactOptional(),
});

/** Exactly one of `points` (fixed per entry) and `at_most` (the finding says how many). */
const criterion = z.strictObject({
  id: idSchema,
  kind: z.enum(['add', 'deduct']),
  label: textSchema,
  measure: measureSchema,
  points: exactSchema.exactOptional(),
  at_most: exactSchema.exactOptional(),
  /** Several entries under one criterion: each counts (usual), or only the highest. */
  entries: z.enum(['each', 'highest']).exactOptional(),
  reason: textSchema.exactOptional(),
});

const pointsNode = z.strictObject({
  ...common,
  ...reads,
  kind: z.literal('points'),
  base: exactSchema,
  criteria: z.array(criterion).min(1),
  periods: z.array(idSchema).min(1).exactOptional(),
  /** Value id that says the review was held (1) or not (0, null, absent). Without it the node always has a value. */
  held: idSchema.exactOptional(),
  /** Most points that additions count together, before deductions. */
  additions_cap: exactSchema.exactOptional(),
  /** The same as a share of something: additions count together at most `share` × `of`. */
  additions_share: z.strictObject({ share: exactSchema, of: exactSchema }).exactOptional(),
});

const tiersNode = z.strictObject({
  ...common,
  ...reads,
  kind: z.literal('tiers'),
  criterion: idSchema,
  measure: measureSchema,
  tiers: z.array(z.strictObject({ id: idSchema, label: textSchema, points: exactSchema })).min(2),
});

const imageNode = z.strictObject({ ...common, kind: z.literal('image'), ...imageFields });

const weightedFields = {
  ...common,
  kind: z.literal('weighted'),
  sum: exactSchema.exactOptional(),
  missing: missingRule,
  at_least: z.int().min(1).exactOptional(),
};
const sumFields = { ...common, kind: z.literal('sum'), missing: z.enum(['refuse', 'zero']) };
const weightedShape = z.strictObject(weightedFields);
const sumShape = z.strictObject(sumFields);

export type ValueNode = z.infer<typeof valueNode>;
export type MeanNode = z.infer<typeof meanNode>;
export type ItemsNode = z.infer<typeof itemsNode>;
export type ChecklistNode = z.infer<typeof checklistNode>;
export type CompletionNode = z.infer<typeof completionNode>;
export type PointsNode = z.infer<typeof pointsNode>;
export type Criterion = z.infer<typeof criterion>;
export type TiersNode = z.infer<typeof tiersNode>;
export type ImageNode = z.infer<typeof imageNode>;
export type WeightedNode = z.infer<typeof weightedShape> & { parts: SchemeNode[] };
export type SumNode = z.infer<typeof sumShape> & { parts: SchemeNode[] };
export type MissingRule = z.infer<typeof missingRule>;

export type ProductNode = ProductFields & { parts: SchemeNode[] };
export type LeastNode = LeastFields & { parts: SchemeNode[] };
export type RatioNode = RatioFields & { parts: SchemeNode[] };
export type PeriodsNode = PeriodsFields & { part: SchemeNode };
export type { CountNode, DutiesNode, FigureNode, LinkedNode, PicksNode, PlacesNode, RepliesNode };

/** What an operation reads from the input by itself. */
type LeafNode = ValueNode | MeanNode | ItemsNode | ChecklistNode | CompletionNode | PointsNode | TiersNode | ImageNode | DutiesNode | PicksNode | RepliesNode;

/** One operation of a scheme. Every kind may stand at any depth, except that figures, counts and places stand beside the total. */
export type SchemeNode =
  | LeafNode
  | WeightedNode
  | SumNode
  | ProductNode
  | LeastNode
  | RatioNode
  | PeriodsNode
  | LinkedNode
  | FigureNode
  | CountNode
  | PlacesNode;

const parts = { parts: z.lazy(() => z.array(nodeSchema).min(1)) };

export const nodeSchema: z.ZodType<SchemeNode> = z.discriminatedUnion('kind', [
  valueNode,
  meanNode,
  itemsNode,
  checklistNode,
  completionNode,
  pointsNode,
  tiersNode,
  imageNode,
  dutiesNode,
  picksNode,
  repliesNode,
  linkedNode,
  figureNode,
  countNode,
  placesNode,
  z.strictObject({ ...productFields, ...parts }),
  z.strictObject({ ...leastFields, ...parts }),
  z.strictObject({ ...ratioFields, parts: z.lazy(() => z.array(nodeSchema).length(2)) }),
  z.strictObject({ ...periodsFields, part: z.lazy(() => nodeSchema) }),
  z.strictObject({ ...weightedFields, ...parts }),
  z.strictObject({ ...sumFields, ...parts }),
]);
