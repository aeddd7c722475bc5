import * as z from 'zod';
import { exactSchema, idSchema, textSchema, visibilitySchema } from './atoms.ts';
import { stepSchema } from './steps.ts';

export const missingRule = z.enum(['refuse', 'redistribute', 'zero']);
export const rangeSchema = z.tuple([exactSchema, exactSchema]);

/** Fields every node may have. `weight` and `if_missing` speak to the weighted parent. */
export const common = {
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
export const reads = { reads: idSchema.exactOptional() };

/** Half-open or closed limits of an exact value: `from` ≥, `above` >, `below` <, `up_to` ≤. */
export const limits = {
  from: exactSchema.exactOptional(),
  above: exactSchema.exactOptional(),
  below: exactSchema.exactOptional(),
  up_to: exactSchema.exactOptional(),
};
