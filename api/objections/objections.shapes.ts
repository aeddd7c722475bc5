import { z } from '@hono/zod-openapi';
import { OBJECTION_OUTCOMES, OBJECTION_STATES } from '../../db/schema/objections.ts';
import { idParam, words } from '../progress/plain-text.ts';
import { line } from '../windows/windows.shapes.ts';

const LONGEST = 5000;

export const ObjectionInput = z
  .strictObject({
    cycle: idParam,
    part: line(120).nullable().default(null).openapi({ description: 'Part of the score it is about' }),
    goal: line(120).nullable().default(null).openapi({ description: 'Code of the goal it is about' }),
    body: words(LONGEST),
    document: words(500).default('').openapi({ description: 'Names, numbers or addresses of the documents it rests on' }),
    language: z.enum(['zh', 'en']).default('zh'),
  })
  .openapi('ObjectionInput');

export const DisclosureInput = z.strictObject({
  body: words(LONGEST).default('').openapi({ description: 'The text for the public where personal data must go; empty: as it was filed' }),
});

export const DecisionInput = z
  .strictObject({
    outcome: z.enum(OBJECTION_OUTCOMES),
    reasonZh: words(LONGEST),
    reasonEn: words(LONGEST).default(''),
    changesScore: z.boolean().default(false).openapi({ description: 'Whether a figure changes; then a second person confirms' }),
  })
  .openapi('ObjectionDecision');

export const ConfirmationInput = z.strictObject({ confirm: z.boolean().openapi({ description: 'False: the decision goes back' }) });

export const Objection = z
  .object({
    id: z.string(),
    unit: z.string(),
    cycle: z.string(),
    part: z.string().nullable(),
    partLabel: z.object({ zh: z.string(), en: z.string() }).nullable().openapi({ description: 'What the scheme calls the part; in lists only' }),
    goal: z.string().nullable(),
    body: z.string(),
    document: z.string().nullable(),
    language: z.string(),
    createdAt: z.string(),
    publishedBody: z.string().nullable().openapi({ description: 'The text for the public; null until it is disclosed' }),
    state: z.enum(OBJECTION_STATES),
    outcome: z.enum(OBJECTION_OUTCOMES).nullable().openapi({ description: 'The decision; while the state is open it waits for a second person' }),
    reason: z.object({ zh: z.string(), en: z.string() }).nullable(),
    changesScore: z.boolean(),
    decidedBy: z.string().nullable(),
    decidedAt: z.string().nullable(),
  })
  .openapi('Objection');

/** A cycle whose provisional scores are open to objections now. */
export const Period = z.object({
  cycle: z.string(),
  release: z.number().int(),
  until: z.string(),
  parts: z
    .array(z.object({ id: z.string(), label: z.object({ zh: z.string(), en: z.string() }) }))
    .openapi({ description: 'Parts of the asking unit’s score' }),
});

export type ObjectionInputValue = z.output<typeof ObjectionInput>;
export type DecisionInputValue = z.output<typeof DecisionInput>;
export type ObjectionView = z.output<typeof Objection>;
export type PeriodView = z.output<typeof Period>;
