import { z } from '@hono/zod-openapi';
import { type QueueLine as Line, listQueue, listVerifiers, VERIFYING } from '../../db/queries/verifications.ts';
import type { Role } from '../../db/schema/staff.ts';
import type { Dependencies } from '../context.ts';
import { guarded, router } from '../guard.ts';
import { body, json, nextOffset, offsetParam, problems } from '../openapi.ts';
import { signedIn } from '../progress/people.ts';
import { idParam } from '../progress/plain-text.ts';
import { reportParams } from '../progress/progress.shapes.ts';
import { setScope, verifierView } from './scopes.usecases.ts';
import { Findings, QueueLine, ScopeInput, Sheet, VerifierLine } from './verifications.shapes.ts';
import { readSheet, scopeOf, verify } from './verifications.usecases.ts';

const OFFICE = ['office-staff', 'office-approver'] as const satisfies readonly Role[];
const VERIFYING_STAFF = ['verifier', ...OFFICE] as const satisfies readonly Role[];
const LOOKING_STAFF = [...VERIFYING_STAFF, 'auditor'] as const satisfies readonly Role[];

/** Reports on one page of the queue. */
const PAGE = 100;

const queue = guarded(LOOKING_STAFF, {
  method: 'get',
  path: '/verifications',
  summary: 'Reports with figures to verify, those that wait longest first; a verifier gets what the office has given them',
  request: {
    query: z.object({
      unit: idParam.optional(),
      cycle: idParam.optional(),
      period: idParam.optional(),
      status: z.enum(VERIFYING).optional(),
      offset: offsetParam,
    }),
  },
  responses: {
    200: json(z.object({ lines: z.array(QueueLine), next: nextOffset }), 'A page of the queue'),
    ...problems(401, 403, 422),
  },
});

const sheet = guarded(LOOKING_STAFF, {
  method: 'get',
  path: '/units/{unit}/progress/{cycle}/{period}/verifications',
  summary: 'What of a report the caller may verify, with every verification it has had',
  request: { params: reportParams },
  responses: { 200: json(Sheet, 'The sheet'), ...problems(401, 403, 404, 422) },
});

const write = guarded(VERIFYING_STAFF, {
  method: 'post',
  path: '/units/{unit}/progress/{cycle}/{period}/verifications',
  summary: 'Confirm figures or correct them with reason and document, all or none; what was reported stays beside',
  request: { params: reportParams, body: body(Findings) },
  responses: { 200: json(Sheet, 'Verified: in the next daily update once the report is accepted'), ...problems(401, 403, 404, 409, 422) },
});

const verifiers = guarded([...OFFICE, 'auditor', 'administrator'], {
  method: 'get',
  path: '/verifiers',
  summary: 'Accounts that verify, with what the office has given them',
  responses: { 200: json(z.object({ verifiers: z.array(VerifierLine) }), 'The verifiers'), ...problems(401, 403) },
});

const scope = guarded(OFFICE, {
  method: 'put',
  path: '/verifiers/{login}/scope',
  summary: 'Say which categories, units and goals an account verifies, in place of what it had',
  request: { params: z.object({ login: z.string().max(60) }), body: body(ScopeInput) },
  responses: { 200: json(VerifierLine, 'Stored'), ...problems(401, 403, 404, 409, 422) },
});

export const verificationRoutes = (dependencies: Dependencies) => {
  const { db } = dependencies;
  return router()
    .openapi(queue, async (c) => {
      const staff = signedIn(c.var);
      const { offset, ...filter } = c.req.valid('query');
      const lines = await listQueue(db, filter, await scopeOf(db, staff), staff.unitId, offset, PAGE + 1);
      return c.json({ lines: lines.slice(0, PAGE).map(lineView), next: lines.length > PAGE ? offset + PAGE : null }, 200);
    })
    .openapi(sheet, async (c) => c.json(await readSheet(dependencies, signedIn(c.var), c.req.valid('param')), 200))
    .openapi(write, async (c) => c.json(await verify(dependencies, signedIn(c.var), c.req.valid('param'), c.req.valid('json')), 200))
    .openapi(verifiers, async (c) => c.json({ verifiers: (await listVerifiers(db)).map(verifierView) }, 200))
    .openapi(scope, async (c) => c.json(await setScope(dependencies, signedIn(c.var), c.req.valid('param').login, c.req.valid('json')), 200));
};

const lineView = ({ report, unit, period, figures, waiting, corrected }: Line) => ({
  unit: unit.id,
  name: { zh: unit.nameZh, en: unit.nameEn },
  cycle: report.cycleId,
  period: report.periodId,
  periodLabel: { zh: period.labelZh, en: period.labelEn },
  state: report.state,
  submittedAt: report.submittedAt?.toISOString() ?? null,
  figures,
  waiting,
  corrected,
});
