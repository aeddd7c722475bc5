import { z } from '@hono/zod-openapi';
import type { Dependencies } from '../context.ts';
import { guarded, router } from '../guard.ts';
import { json, problems } from '../openapi.ts';
import { PlanLine } from '../plans/plans.shapes.ts';
import { READING_STAFF, signedIn } from '../progress/people.ts';
import { fileBody, TABLE_FILE, TABLE_FORMATS } from '../spreadsheets/table-file.ts';
import { GoalLine, GoalQuery, PeriodReportLine, PlanQuery, page, ReportQuery } from './lists.shapes.ts';
import { goalList, planList, reportList } from './lists.usecases.ts';
import { goalTable, planTable, reportTable } from './tables.ts';

const format = z.object({ format: z.enum(TABLE_FORMATS) });
const refusals = problems(401, 403, 422);

const goals = guarded(READING_STAFF, {
  method: 'get',
  path: '/lists/goals',
  summary: 'Goals of all plans of a cycle, sorted, filtered and page by page; unit staff get their own',
  request: { query: GoalQuery },
  responses: { 200: json(page(GoalLine), 'A page of goals'), ...refusals },
});

const goalsFile = guarded(READING_STAFF, {
  method: 'get',
  path: '/lists/goals/files/{format}',
  summary: 'The same list, all its pages, as CSV or XLSX',
  request: { params: format, query: GoalQuery },
  responses: { 200: TABLE_FILE, ...refusals },
});

const plans = guarded(READING_STAFF, {
  method: 'get',
  path: '/lists/plans',
  summary: 'Every unit with its plan of a cycle, sorted, filtered and page by page; unit staff get their own',
  request: { query: PlanQuery },
  responses: { 200: json(page(PlanLine.extend({ category: z.string(), goals: z.number().int() })), 'A page of plans'), ...refusals },
});

const plansFile = guarded(READING_STAFF, {
  method: 'get',
  path: '/lists/plans/files/{format}',
  summary: 'The same list, all its pages, as CSV or XLSX',
  request: { params: format, query: PlanQuery },
  responses: { 200: TABLE_FILE, ...refusals },
});

const reports = guarded(READING_STAFF, {
  method: 'get',
  path: '/lists/reports',
  summary: 'Every unit’s report of every period, also those that have not come; unit staff get their own',
  request: { query: ReportQuery },
  responses: { 200: json(page(PeriodReportLine), 'A page of reports'), ...refusals },
});

const reportsFile = guarded(READING_STAFF, {
  method: 'get',
  path: '/lists/reports/files/{format}',
  summary: 'The same list, all its pages, as CSV or XLSX',
  request: { params: format, query: ReportQuery },
  responses: { 200: TABLE_FILE, ...refusals },
});

export const listRoutes = (deps: Dependencies) =>
  router()
    .openapi(goals, async (c) => c.json(await goalList(deps, signedIn(c.var), c.req.valid('query')), 200))
    .openapi(goalsFile, async (c) => {
      const { format } = c.req.valid('param');
      return fileBody(c, `goals.${format}`, format, await goalTable(deps, signedIn(c.var), c.req.valid('query')));
    })
    .openapi(plans, async (c) => c.json(await planList(deps, signedIn(c.var), c.req.valid('query')), 200))
    .openapi(plansFile, async (c) => {
      const { format } = c.req.valid('param');
      return fileBody(c, `plans.${format}`, format, await planTable(deps, signedIn(c.var), c.req.valid('query')));
    })
    .openapi(reports, async (c) => c.json(await reportList(deps, signedIn(c.var), c.req.valid('query')), 200))
    .openapi(reportsFile, async (c) => {
      const { format } = c.req.valid('param');
      return fileBody(c, `reports.${format}`, format, await reportTable(deps, signedIn(c.var), c.req.valid('query')));
    });
