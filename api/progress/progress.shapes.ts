import { z } from '@hono/zod-openapi';
import { CLAIMS, EVIDENCE_FLAGS, GOAL_DIRECTIONS, GOAL_KINDS, PLAN_STATES, REPORT_STATES } from '../../db/schema/plans.ts';
import { OUTCOMES } from '../../db/schema/verifications.ts';
import { idParam, words } from './plain-text.ts';

export const STATUSES = ['done', 'partly', 'not-done', 'not-comparable', 'not-reported'] as const;

const Words = z.object({ zh: z.string(), en: z.string() });
const figure = z.string().nullable().openapi({ example: '1560', description: 'Exact decimal text; null: none given' });

/** Which figure the computed status is from. */
const BASES = ['reported', 'verified'] as const;

const Verification = z.object({
  outcome: z.enum(OUTCOMES),
  reason: z.string(),
  document: z.string(),
  body: z.string().openapi({ description: 'Body of the verifier; empty: the office' }),
  at: z.string(),
});

const Result = z.object({
  reported: figure,
  verified: figure.openapi({ description: 'What a verifier found; never put in place of what was reported' }),
  verifiedDoneOn: z.string().nullable(),
  verifiedShare: z.string().nullable(),
  verification: Verification.nullable().openapi({ description: 'Null: nobody has verified it' }),
  basis: z.enum(BASES).nullable().openapi({ description: 'Which of the two the status is computed from' }),
  approximate: z.boolean().openapi({ description: 'The figure was given as "about"' }),
  comparable: z.boolean().openapi({ description: 'False: in another measure than the plan' }),
  doneOn: z.string().nullable().openapi({ description: 'Milestones: ISO day of completion' }),
  share: z.string().nullable().openapi({ description: 'Milestones under way: 0–100' }),
  claim: z.enum(CLAIMS).nullable().openapi({ description: 'What the unit says of itself' }),
  status: z.enum(STATUSES).openapi({ description: 'What the figures say' }),
  narrative: Words,
  reason: z.string().nullable(),
});

export const GoalProgress = Result.extend({ period: z.string(), acceptedAt: z.string().nullable() }).openapi('GoalProgress');

export const PlanGoal = z
  .object({
    code: z.string().openapi({ example: 'water-2025-1', description: 'Stable over versions of the plan' }),
    parent: z.string().nullable().openapi({ description: 'Code of the composite goal this is a component of: the tree' }),
    part: z.string(),
    kind: z.enum(GOAL_KINDS),
    direction: z.enum(GOAL_DIRECTIONS).nullable(),
    levels: z.array(z.string()).nullable().openapi({ description: 'Kind `level`: names, the lowest first; figures are places in this list, from 0' }),
    title: Words,
    promise: Words,
    measure: Words,
    start: figure,
    target: figure,
    due: z.string(),
    borrowed: Words,
    progress: z.array(GoalProgress).openapi({ description: 'From accepted reports, oldest period first' }),
  })
  .openapi('PlanGoal');

export const Plan = z
  .object({
    unit: z.string(),
    cycle: z.string(),
    version: z.number().int(),
    state: z.enum(PLAN_STATES),
    noticeTo: z.string().nullable(),
    finalAt: z.string().nullable(),
    goals: z.array(PlanGoal),
  })
  .openapi('Plan');

export const EvidenceFile = z
  .object({
    id: z.string(),
    goal: z.string().nullable(),
    sha256: z.string().openapi({ description: 'Of the bytes that are served' }),
    originalSha256: z.string().nullable().openapi({ description: 'Of a picture as it was handed in; it was written anew' }),
    fileName: z.string(),
    mediaType: z.string(),
    bytes: z.number().int(),
    title: z.string(),
    documentOn: z.string().nullable(),
    position: z.number().int(),
    flags: z.array(z.enum(EVIDENCE_FLAGS)).openapi({ description: 'What the file holds that could act, or that nobody could look into' }),
  })
  .openapi('EvidenceFile');

const Times = z.object({
  submittedAt: z.string().nullable(),
  decidedAt: z.string().nullable(),
  reportBy: z.string(),
  late: z.boolean().openapi({ description: 'Submitted after its day, or not submitted although its day is over' }),
});

export const Report = Times.extend({
  unit: z.string(),
  cycle: z.string(),
  period: z.string(),
  state: z.enum(REPORT_STATES),
  revision: z.number().int().openapi({ description: 'Name it when you write; 0: nothing is stored yet' }),
  narrative: Words,
  returnReason: z.string().nullable(),
  entries: z.array(Result.extend({ goal: z.string() })),
  evidence: z.array(EvidenceFile),
}).openapi('Report');

export const ReportLine = Times.extend({
  unit: z.string(),
  name: Words,
  cycle: z.string(),
  period: z.string(),
  periodLabel: Words,
  state: z.enum(REPORT_STATES),
  revision: z.number().int(),
}).openapi('ReportLine');

const given = z
  .string()
  .max(200)
  .transform((text) => (text.trim() === '' ? null : text.trim()))
  .nullable()
  .default(null);
const narrative = z.strictObject({ zh: words(4000).default(''), en: words(4000).default('') }).default({ zh: '', en: '' });
const revision = z.number().int().min(0);

export const EntryDraft = z
  .strictObject({
    goal: z.string().max(120),
    reported: given,
    approximate: z.boolean().default(false),
    comparable: z.boolean().default(true),
    doneOn: given,
    share: given,
    claim: z.enum(CLAIMS).nullable().default(null),
    narrative,
    reason: words(2000).nullable().default(null),
  })
  .openapi('EntryDraft');

export const ReportDraft = z.strictObject({ revision, narrative, entries: z.array(EntryDraft).max(500) }).openapi('ReportDraft');

export const Submission = z.strictObject({ revision });
export const Return = z.strictObject({ revision, reason: words(2000).pipe(z.string().min(4)) });

export const planParams = z.object({ unit: idParam, cycle: idParam });
export const reportParams = planParams.extend({ period: idParam });

export type DraftInput = z.output<typeof ReportDraft>;
export type ReportView = z.output<typeof Report>;
export type PlanView = z.output<typeof Plan>;
