import * as z from 'zod';
import { exact, isExactText, toText } from '../exact.ts';

/** Both languages, neither empty. */
export const textSchema = z.strictObject({ zh: z.string().trim().min(1), en: z.string().trim().min(1) });

/** Lower-case letters, digits and hyphens: safe in paths, addresses and pair keys. */
export const idSchema = z
  .string()
  .max(64)
  .regex(/^[a-z0-9][a-z0-9-]*$/, { error: 'id' });

/** Exact number; YAML numbers are read by their shortest decimal text. Stored as canonical text. */
export const exactSchema = z.union([z.string(), z.number()], { error: 'exact' }).transform((value, context) => {
  if (isExactText(String(value))) return toText(exact(value));
  context.addIssue({ code: 'custom', message: 'exact', input: value });
  return z.NEVER;
});

export const wholeSchema = z.int().min(0);

/** What a deduction, override, tier or veto is counted by. A vague one is refused by `checkScheme`. */
export const measureSchema = textSchema;

export const visibilitySchema = z.enum(['public', 'unit', 'office']);

/** What a figure is counted in. */
export const unitSchema = z.enum(['points', 'percent', 'coefficient', 'yuan', 'count']);
