import { z } from '@hono/zod-openapi';
import { GOAL_SORTS } from '../../db/queries/lists/goals.ts';
import { PLAN_SORTS } from '../../db/queries/lists/plans.ts';
import { REPORT_SORTS } from '../../db/queries/lists/reports.ts';
import { GOAL_KINDS, PLAN_STATES, REPORT_STATES } from '../../db/schema/plans.ts';
import { idParam } from '../progress/plain-text.ts';

const Words = z.object({ zh: z.string(), en: z.string() });

/** Lines on one page. */
export const PAGE = 100;

/** What every list can be asked. */
export const common = {
  direction: z.enum(['asc', 'desc']).default('asc'),
  lang: z.enum(['zh', 'en']).default('zh').openapi({ description: 'Names are sorted as this language has them: Chinese by their reading' }),
  page: z
    .string()
    .regex(/^\d{1,6}$/)
    .default('1')
    .transform((page) => Math.max(1, Number(page))),
  words: z
    .string()
    .max(80)
    .regex(/^[^\0]*$/)
    .transform((typed) => typed.trim() || undefined)
    .optional()
    .openapi({ description: 'Part of a name' }),
  unit: idParam.optional(),
  category: idParam.optional(),
};

export const GoalQuery = z.object({
  ...common,
  sort: z.enum(GOAL_SORTS).default('unit'),
  cycle: idParam,
  state: z.enum(PLAN_STATES).optional().openapi({ description: 'State of the plan' }),
  kind: z.enum(GOAL_KINDS).optional(),
  part: idParam.optional(),
});

const late = z.enum(['1']).optional().openapi({ description: 'Only what came after its day, or has not come when that day has passed' });

const STATE = { description: '`none`: nothing was begun; `unsent`: that, or a draft that was not handed in yet' };

export const PlanQuery = z.object({
  ...common,
  sort: z.enum(PLAN_SORTS).default('place'),
  cycle: idParam,
  state: z
    .enum([...PLAN_STATES, 'none', 'unsent'])
    .optional()
    .openapi(STATE),
  late,
});

export const ReportQuery = z.object({
  ...common,
  sort: z.enum(REPORT_SORTS).default('waiting'),
  cycle: idParam.optional(),
  period: idParam.optional(),
  state: z
    .enum([...REPORT_STATES, 'none', 'unsent', 'all'])
    .transform((state) => (state === 'all' ? undefined : state))
    .optional()
    .openapi(STATE),
  late,
});

export const GoalLine = z
  .object({
    unit: z.string(),
    name: Words,
    cycle: z.string(),
    code: z.string(),
    title: Words,
    part: z.string(),
    partLabel: Words.openapi({ description: 'What the cycle’s scheme calls the part; its id where the scheme has none' }),
    kind: z.enum(GOAL_KINDS),
    target: z.string().nullable(),
    measure: Words,
    due: z.string(),
    weight: z.string().nullable(),
    veto: z.boolean(),
    state: z.enum(PLAN_STATES),
  })
  .openapi('GoalLine');

export const PeriodReportLine = z
  .object({
    unit: z.string(),
    name: Words,
    category: z.string(),
    cycle: z.string(),
    period: z.string(),
    periodLabel: Words,
    state: z.enum([...REPORT_STATES, 'none']),
    reportBy: z.string(),
    submittedAt: z.string().nullable(),
    late: z.boolean(),
  })
  .openapi('PeriodReportLine');

/** One page of a list. */
export const page = <T extends z.ZodType>(line: T) =>
  z.object({
    lines: z.array(line),
    total: z.number().int().openapi({ description: 'Lines of the whole list' }),
    page: z.number().int(),
    pages: z.number().int(),
  });

export type GoalAsked = z.output<typeof GoalQuery>;
export type PlanAsked = z.output<typeof PlanQuery>;
export type ReportAsked = z.output<typeof ReportQuery>;
export type GoalLineView = z.output<typeof GoalLine>;
export type PeriodReportView = z.output<typeof PeriodReportLine>;
