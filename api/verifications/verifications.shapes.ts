import { z } from '@hono/zod-openapi';
import { REPORT_STATES } from '../../db/schema/plans.ts';
import { OUTCOMES } from '../../db/schema/verifications.ts';
import { idParam, words } from '../progress/plain-text.ts';

const Words = z.object({ zh: z.string(), en: z.string() });
const nullable = z.string().nullable();

export const QueueLine = z
  .object({
    unit: z.string(),
    name: Words,
    cycle: z.string(),
    period: z.string(),
    periodLabel: Words,
    state: z.enum(REPORT_STATES),
    submittedAt: nullable,
    figures: z.number().int().openapi({ description: 'Goals of the report that the caller may verify' }),
    waiting: z.number().int(),
    corrected: z.number().int(),
  })
  .openapi('VerificationLine');

export const Look = z
  .object({
    goal: z.string(),
    number: z.number().int().openapi({ description: 'Counts the looks at this goal of this report, from 1' }),
    stands: z.boolean().openapi({ description: 'False: looked at again later, or the unit has changed what it reported' }),
    outcome: z.enum(OUTCOMES),
    reported: nullable,
    reportedDoneOn: nullable,
    reportedShare: nullable,
    figure: nullable,
    doneOn: nullable,
    share: nullable,
    reason: z.string(),
    document: z.string(),
    body: z.string().openapi({ description: 'Body of the verifier; empty: the office' }),
    at: z.string(),
  })
  .openapi('Verification');

export const Sheet = z
  .object({
    revision: z.number().int().openapi({ description: 'Of the report; name it when you verify' }),
    open: z.boolean().openapi({ description: 'The report can be verified now' }),
    goals: z.array(z.string()).openapi({ description: 'Codes of the goals that the caller may verify' }),
    looks: z.array(Look),
  })
  .openapi('VerificationSheet');

const given = z
  .string()
  .max(200)
  .transform((text) => (text.trim() === '' ? null : text.trim()))
  .nullable()
  .default(null);

export const Findings = z
  .strictObject({
    revision: z.number().int().min(0),
    findings: z
      .array(
        z.strictObject({
          goal: z.string().max(120),
          seen: z.number().int().min(0).openapi({ description: 'Looks at this goal that you have seen; 0: nobody had looked' }),
          outcome: z.enum(OUTCOMES),
          figure: given.openapi({ description: 'Corrected figure, or place of the level' }),
          doneOn: given.openapi({ description: 'Corrected day of a milestone' }),
          share: given.openapi({ description: 'Corrected share of a milestone, 0–100' }),
          reason: words(2000).default(''),
          document: words(300).default('').openapi({ description: 'Title and number of the document; needed to correct' }),
        }),
      )
      .min(1)
      .max(500),
  })
  .openapi('Findings');

const list = z.array(idParam).max(3000);
export const ScopeLists = z.object({ categories: list, units: list, goals: list });
export const ScopeInput = ScopeLists.extend({ revision: z.number().int().min(0) }).strict();
export const VerifierLine = ScopeLists.extend({
  login: z.string(),
  name: z.string(),
  unit: nullable,
  body: nullable,
  revision: z.number().int().openapi({ description: '0: no scope was set, the account verifies nothing' }),
}).openapi('Verifier');

export type FindingsInput = z.output<typeof Findings>;
export type SheetView = z.output<typeof Sheet>;
export type ScopeChange = z.output<typeof ScopeInput>;
export type VerifierView = z.output<typeof VerifierLine>;
