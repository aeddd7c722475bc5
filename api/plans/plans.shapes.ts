import { z } from '@hono/zod-openapi';
import { GOAL_DIRECTIONS, GOAL_KINDS, PLAN_STATES } from '../../db/schema/plans.ts';
import { idParam, words } from '../progress/plain-text.ts';

const Words = z.object({ zh: z.string(), en: z.string() });
const figure = z.string().nullable().openapi({ example: '1560', description: 'Exact decimal text; null: none given' });
const moment = z.string().nullable();

/** More goals than any plan has; what lies beyond is a mistake of the file. */
export const MOST_GOALS = 10_000;

/** A goal as a person types it: figures with separators and units, deadlines in words. */
export const GoalTyped = z
  .strictObject({
    titleZh: words(300).default(''),
    titleEn: words(300).default(''),
    promiseZh: words(2000).default(''),
    promiseEn: words(2000).default(''),
    part: words(120).default('').openapi({ description: 'Id or name of a part of the scheme; empty: the first one that goals feed' }),
    kind: words(20).default('').openapi({ example: 'numeric', description: 'Id or Chinese name; empty: numeric with a target, a milestone without' }),
    direction: words(20).default('').openapi({ example: '不低于' }),
    levels: words(600).default('').openapi({ example: '合格、良好、优秀', description: 'Of a goal of levels: the lowest first; its target is one of them' }),
    measureZh: words(60).default('').openapi({ example: '万元' }),
    measureEn: words(60).default(''),
    start: words(60).default(''),
    lastYear: words(60).default(''),
    target: words(60).default('').openapi({ example: '3.2亿元' }),
    weight: words(20).default(''),
    due: words(40).default('').openapi({ example: '12月底' }),
    responsible: words(120).default(''),
    veto: words(10).default('').openapi({ example: '否' }),
  })
  .openapi('GoalTyped');

export const DraftGoal = z
  .object({
    code: z.string(),
    parent: z.string().nullable(),
    revision: z.number().int().openapi({ description: 'Name it when you change the goal' }),
    part: z.string(),
    kind: z.enum(GOAL_KINDS),
    direction: z.enum(GOAL_DIRECTIONS).nullable(),
    levels: z.array(z.string()).nullable().openapi({ description: 'Kind `level`: names, the lowest first; figures are places in this list, from 0' }),
    title: Words,
    promise: Words,
    measure: Words,
    start: figure,
    lastYear: figure,
    target: figure,
    weight: figure,
    due: z.string().openapi({ description: 'ISO day; empty while it is missing' }),
    responsible: z.string(),
    veto: z.boolean(),
    returnReason: z.string().nullable(),
  })
  .openapi('DraftGoal');

const Change = z.object({
  goal: z.string(),
  field: z.enum(['target', 'start', 'due', 'weight', 'veto', 'title', 'promise', 'measure', 'added', 'removed']),
  from: z.string().nullable(),
  to: z.string().nullable(),
  lowered: z.boolean().openapi({ description: 'Asks for less than before' }),
  late: z.boolean().openapi({ description: 'Lowered when the year was nearly over or the day had come' }),
});

const Points = z.object({ exact: z.string().openapi({ description: 'Terminating decimal or `p/q`' }), rounded: z.string() }).nullable();

export const PartEffect = z
  .object({ part: z.string(), label: Words, before: Points, after: Points })
  .openapi('PartEffect', { description: 'Points of a part with what counts now, and with the change; null: cannot be said' });

const Standing = z.object({
  version: z.number().int(),
  state: z.enum([...PLAN_STATES, 'none']),
  revision: z.number().int().openapi({ description: 'Name it when you write; 0: nothing is stored yet' }),
  submittedAt: moment,
  submitBy: moment.openapi({ description: 'Deadline of first versions; null where the city sets none' }),
  late: z.boolean().openapi({ description: 'Submitted after the deadline, or not submitted although it is over' }),
  noticeTo: moment,
  noticeEnded: z.boolean(),
  lowers: z.boolean(),
});

export const DraftPlan = Standing.extend({
  unit: z.string(),
  cycle: z.string(),
  year: z.number().int(),
  editable: z.boolean(),
  reason: Words,
  approver: Words,
  returnReason: z.string().nullable(),
  noticeFrom: moment,
  finalAt: moment,
  parts: z.array(z.object({ id: z.string(), label: Words })),
  goals: z.array(DraftGoal).openapi({ description: 'Composite goals before their components' }),
  changes: z.array(Change).openapi({ description: 'Against the final version before' }),
  effect: z.array(PartEffect).openapi({
    description: 'What the changes do to the score: a preview, by the figures accepted today; once submitted, by those of that day',
  }),
}).openapi('DraftPlan');

export const PlanLine = Standing.extend({ unit: z.string(), name: Words, cycle: z.string() }).openapi('PlanLine');

export const params = z.object({ unit: idParam, cycle: idParam });
export const goalParams = params.extend({ goal: idParam });
const revision = z.number().int().min(0);
export const Step = z.strictObject({ revision });
export const Details = z.strictObject({
  revision,
  reasonZh: words(1000),
  reasonEn: words(1000).default(''),
  approverZh: words(200),
  approverEn: words(200).default(''),
});
export const AddGoal = z.strictObject({ parent: idParam.nullable().default(null), goal: GoalTyped });
export const ChangeGoal = z.strictObject({ revision, goal: GoalTyped });
export const Move = z.strictObject({ revision, by: z.enum(['up', 'down']) });
export const CopyPlan = z.strictObject({ revision, from: idParam });
export const ReturnPlan = z.strictObject({
  revision,
  reason: words(2000).pipe(z.string().min(4)),
  goals: z
    .array(z.strictObject({ goal: idParam, reason: words(1000).pipe(z.string().min(1)) }))
    .max(MOST_GOALS)
    .default([]),
});
const content = z.base64().openapi({ description: 'The file in base64: XLSX, or CSV in UTF-8 or GB 18030' });
export const Preview = z.strictObject({ content });
export const Import = z.strictObject({ revision, content });
export const Bulk = z.strictObject({
  step: z.enum(['accept', 'notice', 'final']),
  plans: z
    .array(z.strictObject({ unit: idParam, cycle: idParam, revision }))
    .min(1)
    .max(3000),
});

export const Imported = z
  .object({
    goals: z.array(DraftGoal.omit({ revision: true, returnReason: true }).extend({ line: z.number().int(), change: z.enum(['added', 'changed', 'same']) })),
    removed: z.array(z.object({ code: z.string(), title: Words })),
    notes: z.array(z.object({ line: z.number().int(), message: Words })).openapi({ description: 'Conversions of units' }),
  })
  .openapi('ImportedPlan');

export type GoalTyped = z.output<typeof GoalTyped>;
export type PartEffect = z.output<typeof PartEffect>;
export type DraftGoalView = z.output<typeof DraftGoal>;
export type DraftPlanView = z.output<typeof DraftPlan>;
export type PlanLineView = z.output<typeof PlanLine>;
export type StandingView = z.output<typeof Standing>;
export type ImportedView = z.output<typeof Imported>;
export type ReturnInput = z.output<typeof ReturnPlan>;
export type DetailsInput = z.output<typeof Details>;
export type BulkInput = z.output<typeof Bulk>;
