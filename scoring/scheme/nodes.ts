import * as z from 'zod';
import { exactSchema, idSchema, measureSchema, textSchema, visibilitySchema } from './atoms.ts';
import { imageFields } from './image.ts';
import { stepSchema } from './steps.ts';

const missingRule = z.enum(['refuse', 'redistribute', 'zero']);
const rangeSchema = z.tuple([exactSchema, exactSchema]);

/** Fields every node may have. `weight` and `if_missing` speak to the weighted parent. */
const common = {
  id: idSchema,
  label: textSchema,
  weight: exactSchema.exactOptional(),
  /** What the parent does when this part has no value; the parent's `missing` where absent. `redistribute` needs an *empty* part: one that is begun but incomplete always blocks. */
  if_missing: missingRule.exactOptional(),
  visibility: visibilitySchema.exactOptional(),
  source: textSchema.exactOptional(),
  reason: textSchema.exactOptional(),
  /** Steps on the node's value, in order. */
  // biome-ignore lint/suspicious/noThenProperty: a list is no thenable; the word reads well in YAML
  then: z.array(stepSchema).min(1).exactOptional(),
};

/** Id under which the input holds a leaf's values and findings; the node's own id where absent. */
const reads = { reads: idSchema.exactOptional() };

const valueNode = z.strictObject({ ...common, ...reads, kind: z.literal('value'), value: idSchema, range: rangeSchema });

const meanNode = z.strictObject({
  ...common,
  ...reads,
  kind: z.literal('mean'),
  values: z.array(z.strictObject({ id: idSchema, label: textSchema })).min(1),
  range: rangeSchema,
  /** An entry that is not there: left out of the mean, counted as 0, or the mean has no value. */
  absent: z.enum(['skip', 'refuse', 'zero']),
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

const weightedFields = { ...common, kind: z.literal('weighted'), sum: exactSchema.exactOptional(), missing: missingRule };
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

/** One operation of a scheme. Every kind may stand at any depth. */
export type SchemeNode = ValueNode | MeanNode | ItemsNode | ChecklistNode | CompletionNode | PointsNode | TiersNode | ImageNode | WeightedNode | SumNode;

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
  z.strictObject({ ...weightedFields, ...parts }),
  z.strictObject({ ...sumFields, ...parts }),
]);
