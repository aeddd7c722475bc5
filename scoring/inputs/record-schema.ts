import * as z from 'zod';
import { idSchema } from '../scheme/atoms.ts';
import { daySchema, nameSchema } from './atoms.ts';

const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'month' });

export const calendarSchema = z.strictObject({
  from: daySchema,
  asOf: daySchema,
  holidays: z.array(daySchema).exactOptional(),
  workdays: z.array(daySchema).exactOptional(),
  dates: z.record(idSchema, daySchema).exactOptional(),
});

export const deliverySchema = z.strictObject({
  duty: idSchema,
  period: monthSchema.exactOptional(),
  case: nameSchema.exactOptional(),
  from: daySchema.exactOptional(),
  done: daySchema.nullable(),
  source: z.string().exactOptional(),
});

const holderSchema = z.strictObject({ holder: nameSchema, since: daySchema, signed: daySchema.nullable() });

export const letterSchema = z.strictObject({
  signed: z.record(idSchema, daySchema.nullable()),
  validFrom: daySchema,
  validTo: daySchema,
  holders: z.array(holderSchema).exactOptional(),
});
