import { z } from '@hono/zod-openapi';
import { listPeriods, listReports } from '../../db/queries/progress.ts';
import { findUnit } from '../../db/queries/units.ts';
import { REPORT_STATES } from '../../db/schema/plans.ts';
import type { Dependencies } from '../context.ts';
import { guarded, router } from '../guard.ts';
import { body, json, nextOffset, offsetParam, problems } from '../openapi.ts';
import { PartEffect } from '../plans/plans.shapes.ts';
import { unknownUnit } from '../units/units.errors.ts';
import { readEffect } from './effect.usecases.ts';
import { DECIDING_STAFF, READING_STAFF, signedIn, UNIT_STAFF, writesForUnit } from './people.ts';
import { idParam } from './plain-text.ts';
import { Plan, planParams, Report, ReportDraft, ReportLine, Return, reportParams, Submission } from './progress.shapes.ts';
import { acceptReport, readPlan, readReport, returnReport, saveDraft, submitReport } from './progress.usecases.ts';
import { reportLine } from './views.ts';

const plan = guarded('public', {
  method: 'get',
  path: '/units/{unit}/plans/{cycle}',
  summary: 'A unit’s plan: its goals as a tree, with accepted progress and computed status',
  request: { params: planParams },
  responses: { 200: json(Plan, 'The plan in force'), ...problems(404, 422) },
});

const periods = guarded('public', {
  method: 'get',
  path: '/periods',
  summary: 'The periods of all cycles, newest cycle first',
  responses: {
    200: json(
      z.object({
        periods: z.array(
          z.object({
            cycle: z.string(),
            id: z.string(),
            label: z.object({ zh: z.string(), en: z.string() }),
            startsOn: z.string(),
            endsOn: z.string(),
            reportBy: z.string(),
          }),
        ),
      }),
      'The periods',
    ),
  },
});

/** Reports on one page of the list. */
const PAGE = 200;

const list = guarded(READING_STAFF, {
  method: 'get',
  path: '/reports',
  summary: 'Progress reports over units, those that wait longest first; unit staff get their own',
  request: {
    query: z.object({
      state: z.enum(REPORT_STATES).optional(),
      cycle: idParam.optional(),
      unit: idParam.optional(),
      offset: offsetParam,
    }),
  },
  responses: {
    200: json(z.object({ reports: z.array(ReportLine), next: nextOffset }), 'A page of reports'),
    ...problems(401, 403, 422),
  },
});

const report = guarded(READING_STAFF, {
  method: 'get',
  path: '/units/{unit}/progress/{cycle}/{period}',
  summary: 'One report: the draft for its unit, what was submitted for the office',
  request: { params: reportParams },
  responses: { 200: json(Report, 'The report'), ...problems(401, 403, 404, 422) },
});

const effect = guarded(READING_STAFF, {
  method: 'get',
  path: '/units/{unit}/progress/{cycle}/{period}/effect',
  summary: 'What a report would do to the points of each part if it were accepted as it is stored; a preview',
  request: { params: reportParams },
  responses: { 200: json(z.object({ parts: z.array(PartEffect) }), 'Parts whose points would change'), ...problems(401, 403, 404, 422) },
});

const save = guarded(UNIT_STAFF, {
  method: 'put',
  path: '/units/{unit}/progress/{cycle}/{period}',
  summary: 'Store the draft of a report as a whole; goals left out are not reported',
  request: { params: reportParams, body: body(ReportDraft) },
  responses: { 200: json(Report, 'The stored draft'), ...problems(401, 403, 404, 409, 422) },
});

const submit = guarded(UNIT_STAFF, {
  method: 'post',
  path: '/units/{unit}/progress/{cycle}/{period}/submit',
  summary: 'Hand a report to the office; each missed goal needs its reason',
  request: { params: reportParams, body: body(Submission) },
  responses: { 200: json(Report, 'Submitted'), ...problems(401, 403, 404, 409, 422) },
});

const accept = guarded(DECIDING_STAFF, {
  method: 'post',
  path: '/units/{unit}/progress/{cycle}/{period}/accept',
  summary: 'Accept a report: it becomes public. Figures are verified apart, before or after',
  request: { params: reportParams, body: body(Submission) },
  responses: { 200: json(Report, 'Accepted: in the next daily update'), ...problems(401, 403, 404, 409, 422) },
});

const sendBack = guarded(DECIDING_STAFF, {
  method: 'post',
  path: '/units/{unit}/progress/{cycle}/{period}/return',
  summary: 'Return a report to its unit with the reason',
  request: { params: reportParams, body: body(Return) },
  responses: { 200: json(Report, 'Returned'), ...problems(401, 403, 404, 409, 422) },
});

export const progressRoutes = (dependencies: Dependencies) => {
  const { db, clock } = dependencies;
  return router()
    .openapi(plan, async (c) => {
      const { unit, cycle } = c.req.valid('param');
      if (!(await findUnit(db, unit))) throw unknownUnit();
      return c.json(await readPlan(dependencies, unit, cycle), 200);
    })
    .openapi(periods, async (c) => c.json({ periods: (await listPeriods(db)).map(toPeriod) }, 200))
    .openapi(list, async (c) => {
      const staff = signedIn(c.var);
      const { offset, ...asked } = c.req.valid('query');
      const filter = writesForUnit(staff) ? { ...asked, unit: staff.unitId ?? '' } : asked;
      const lines = await listReports(db, filter, offset, PAGE + 1);
      return c.json({ reports: lines.slice(0, PAGE).map((line) => reportLine(line, clock())), next: lines.length > PAGE ? offset + PAGE : null }, 200);
    })
    .openapi(report, async (c) => c.json(await readReport(dependencies, signedIn(c.var), c.req.valid('param')), 200))
    .openapi(effect, async (c) => c.json({ parts: await readEffect(dependencies, signedIn(c.var), c.req.valid('param')) }, 200))
    .openapi(save, async (c) => c.json(await saveDraft(dependencies, signedIn(c.var), c.req.valid('param'), c.req.valid('json')), 200))
    .openapi(submit, async (c) => c.json(await submitReport(dependencies, signedIn(c.var), c.req.valid('param'), c.req.valid('json').revision), 200))
    .openapi(accept, async (c) => c.json(await acceptReport(dependencies, signedIn(c.var), c.req.valid('param'), c.req.valid('json').revision), 200))
    .openapi(sendBack, async (c) => {
      const { revision, reason } = c.req.valid('json');
      return c.json(await returnReport(dependencies, signedIn(c.var), c.req.valid('param'), revision, reason), 200);
    });
};

const toPeriod = (row: Awaited<ReturnType<typeof listPeriods>>[number]) => ({
  cycle: row.cycleId,
  id: row.id,
  label: { zh: row.labelZh, en: row.labelEn },
  startsOn: row.startsOn,
  endsOn: row.endsOn,
  reportBy: row.reportBy.toISOString(),
});
