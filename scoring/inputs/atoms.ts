import * as z from 'zod';

/** An ISO day that exists. */
export const daySchema = z.iso.date({ error: 'day' });

export const countSchema = z.int({ error: 'count' }).min(0, { error: 'count' });

/** Ids inside an input may be longer and looser than a scheme's: they come from units and plans. No dots, since paths are dotted. */
export const nameSchema = z
  .string()
  .max(128)
  .regex(/^[^\s.*]+$/u, { error: 'name' });
