import { z } from '@hono/zod-openapi';
import type { Dependencies } from '../context.ts';
import { guarded, router } from '../guard.ts';
import { body, json, problems } from '../openapi.ts';
import { signedIn, UNIT_STAFF, writesForUnit } from '../progress/people.ts';
import { ConfirmationInput, DecisionInput, DisclosureInput, Objection, ObjectionInput, Period } from './objections.shapes.ts';
import {
  confirmDecision,
  decideObjection,
  discloseObjection,
  fileObjection,
  listOpenPeriods,
  listViews,
  unitView,
  withdrawObjection,
} from './objections.usecases.ts';

const OFFICE = ['office-staff', 'office-approver'] as const;
const params = z.object({ objection: z.uuid() });

const list = guarded([...UNIT_STAFF, ...OFFICE, 'auditor'], {
  method: 'get',
  path: '/objections',
  summary: 'Objections to provisional scores, newest first: a unit’s own, or all for the office',
  responses: {
    200: json(z.object({ objections: z.array(Objection), periods: z.array(Period) }), 'Objections, and what can be objected to today'),
    ...problems(401, 403),
  },
});

const file = guarded(UNIT_STAFF, {
  method: 'post',
  path: '/objections',
  summary: 'The unit objects to its provisional score',
  description: 'Possible until the last day that the provisional release names. The office discloses the text and decides with reasons.',
  request: { body: body(ObjectionInput) },
  responses: { 201: json(Objection, 'Filed'), ...problems(401, 403, 404, 409, 422) },
});

const withdraw = guarded(UNIT_STAFF, {
  method: 'post',
  path: '/objections/{objection}/withdrawal',
  summary: 'The unit takes its objection back',
  request: { params },
  responses: { 200: json(Objection, 'Withdrawn'), ...problems(401, 403, 404, 409, 422) },
});

const disclose = guarded(OFFICE, {
  method: 'post',
  path: '/objections/{objection}/disclosure',
  summary: 'Disclose an objection: the text stands in the next release',
  request: { params, body: body(DisclosureInput) },
  responses: { 200: json(Objection, 'Disclosed'), ...problems(401, 403, 404, 409, 422) },
});

const decide = guarded(OFFICE, {
  method: 'post',
  path: '/objections/{objection}/decision',
  summary: 'Decide a disclosed objection with reasons',
  description: 'A decision that changes a figure takes effect when a second person has confirmed it.',
  request: { params, body: body(DecisionInput) },
  responses: { 200: json(Objection, 'Decided, or waiting for the second person'), ...problems(401, 403, 404, 409, 422) },
});

const confirm = guarded(['office-approver'], {
  method: 'post',
  path: '/objections/{objection}/confirmation',
  summary: 'Second person: confirm a decision that changes a figure, or return it',
  request: { params, body: body(ConfirmationInput) },
  responses: { 200: json(Objection, 'Decided, or to be decided again'), ...problems(401, 403, 404, 409, 422) },
});

export const objectionRoutes = (deps: Dependencies) =>
  router()
    .openapi(list, async (c) => {
      const staff = signedIn(c.var);
      const own = writesForUnit(staff);
      const rows = await listViews(deps, own ? (staff.unitId ?? '') : null);
      return c.json({ objections: own ? rows.map(unitView) : rows, periods: await listOpenPeriods(deps, staff) }, 200);
    })
    .openapi(file, async (c) => c.json(unitView(await fileObjection(deps, signedIn(c.var), c.req.valid('json'))), 201))
    .openapi(withdraw, async (c) => c.json(unitView(await withdrawObjection(deps, signedIn(c.var), c.req.valid('param').objection)), 200))
    .openapi(disclose, async (c) => c.json(await discloseObjection(deps, signedIn(c.var), c.req.valid('param').objection, c.req.valid('json').body), 200))
    .openapi(decide, async (c) => c.json(await decideObjection(deps, signedIn(c.var), c.req.valid('param').objection, c.req.valid('json')), 200))
    .openapi(confirm, async (c) => c.json(await confirmDecision(deps, signedIn(c.var), c.req.valid('param').objection, c.req.valid('json').confirm), 200));
