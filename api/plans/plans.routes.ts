import { z } from '@hono/zod-openapi';
import { listPlans } from '../../db/queries/plans.ts';
import { PLAN_STATES } from '../../db/schema/plans.ts';
import type { Dependencies } from '../context.ts';
import { guarded, router } from '../guard.ts';
import { body, json, nextOffset, offsetParam, problems } from '../openapi.ts';
import { requireOwnUnit, signedIn, UNIT_STAFF, writesForUnit } from '../progress/people.ts';
import { idParam } from '../progress/plain-text.ts';
import { FILES, planFile } from './export.ts';
import { submitBy } from './frame.ts';
import { addGoal, changeGoal, moveGoal, removeGoal } from './goals.usecases.ts';
import { importPlan, previewImport } from './import.usecases.ts';
import * as shapes from './plans.shapes.ts';
import { beginVersion, copyPlan, readDraft, saveDetails } from './plans.usecases.ts';
import { acceptPlan, decideMany, makeFinal, openNotice, returnPlan, submitPlan } from './steps.usecases.ts';
import { planLine } from './views.ts';

const OFFICE = ['office-staff', 'office-approver'] as const;
const READERS = [...UNIT_STAFF, ...OFFICE, 'verifier', 'auditor'] as const;
const DRAFT = '/units/{unit}/plans/{cycle}/draft';
const { DraftPlan, params, goalParams } = shapes;
const drawn = { 200: json(DraftPlan, 'The plan as it is now'), ...problems(401, 403, 404, 409, 422) };

/** Plans on one page of the list. */
const PAGE = 200;

const list = guarded(READERS, {
  method: 'get',
  path: '/plans',
  summary: 'Every unit with its plan of a cycle, also those that have none; unit staff get their own',
  request: {
    query: z.object({
      cycle: idParam,
      state: z.enum([...PLAN_STATES, 'none']).optional(),
      offset: offsetParam,
    }),
  },
  responses: { 200: json(z.object({ plans: z.array(shapes.PlanLine), next: nextOffset }), 'A page of plans'), ...problems(401, 403, 422) },
});

const read = guarded(READERS, {
  method: 'get',
  path: DRAFT,
  summary: 'The newest version of a plan: the draft for its unit, what was submitted for the office',
  request: { params },
  responses: { 200: json(DraftPlan, 'The newest version'), ...problems(401, 403, 404, 422) },
});

const begin = guarded(UNIT_STAFF, {
  method: 'post',
  path: `${DRAFT}/begin`,
  summary: 'Begin the next version of a final plan',
  request: { params },
  responses: drawn,
});

const details = guarded(UNIT_STAFF, {
  method: 'put',
  path: DRAFT,
  summary: 'Why a later version changes the one before, and who approved it',
  request: { params, body: body(shapes.Details) },
  responses: drawn,
});

const copy = guarded(UNIT_STAFF, {
  method: 'post',
  path: `${DRAFT}/copy`,
  summary: 'Fill an empty draft with the goals of another cycle',
  request: { params, body: body(shapes.CopyPlan) },
  responses: drawn,
});

const add = guarded(UNIT_STAFF, {
  method: 'post',
  path: `${DRAFT}/goals`,
  summary: 'Add a goal; figures and deadlines are read as people write them',
  request: { params, body: body(shapes.AddGoal) },
  responses: drawn,
});

const change = guarded(UNIT_STAFF, {
  method: 'put',
  path: `${DRAFT}/goals/{goal}`,
  summary: 'Change one goal; an older revision of it is refused with what differs',
  request: { params: goalParams, body: body(shapes.ChangeGoal) },
  responses: drawn,
});

const remove = guarded(UNIT_STAFF, {
  method: 'post',
  path: `${DRAFT}/goals/{goal}/remove`,
  summary: 'Take a goal out, with its components',
  request: { params: goalParams, body: body(shapes.Step) },
  responses: drawn,
});

const move = guarded(UNIT_STAFF, {
  method: 'post',
  path: `${DRAFT}/goals/{goal}/move`,
  summary: 'Move a goal one place among its siblings',
  request: { params: goalParams, body: body(shapes.Move) },
  responses: drawn,
});

const preview = guarded(UNIT_STAFF, {
  method: 'post',
  path: `${DRAFT}/import/preview`,
  summary: 'What a spreadsheet would make of the plan; nothing is written',
  request: { params, body: body(shapes.Preview) },
  responses: { 200: json(shapes.Imported, 'The goals it would bring'), ...problems(401, 403, 404, 413, 422) },
});

const commit = guarded(UNIT_STAFF, {
  method: 'post',
  path: `${DRAFT}/import`,
  summary: 'Put the goals of a spreadsheet in place of the plan’s, all or none',
  request: { params, body: body(shapes.Import) },
  responses: { ...drawn, ...problems(413) },
});

const download = guarded(READERS, {
  method: 'get',
  path: `${DRAFT}/files/{file}`,
  summary: 'The plan or an empty template as CSV or XLSX, in the shape that the import reads',
  request: { params: params.extend({ file: z.enum(FILES) }), query: z.object({ lang: z.enum(['zh', 'en']).default('zh') }) },
  responses: {
    200: {
      description: 'The file',
      content: {
        'text/csv': { schema: z.string() },
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { schema: z.string().openapi({ format: 'binary' }) },
      },
    },
    ...problems(401, 403, 404, 422),
  },
});

const submit = guarded(['unit-approver'], {
  method: 'post',
  path: `${DRAFT}/submit`,
  summary: 'Hand the plan to the office',
  request: { params, body: body(shapes.Step) },
  responses: drawn,
});

const sendBack = guarded(OFFICE, {
  method: 'post',
  path: `${DRAFT}/return`,
  summary: 'Return a plan with reasons, for the whole and for single goals',
  request: { params, body: body(shapes.ReturnPlan) },
  responses: drawn,
});

const accept = guarded(OFFICE, {
  method: 'post',
  path: `${DRAFT}/accept`,
  summary: 'Accept a plan',
  request: { params, body: body(shapes.Step) },
  responses: drawn,
});

const notice = guarded(OFFICE, {
  method: 'post',
  path: `${DRAFT}/notice`,
  summary: 'Open the public notice; residents comment until it ends',
  request: { params, body: body(shapes.Step) },
  responses: drawn,
});

const final = guarded(OFFICE, {
  method: 'post',
  path: `${DRAFT}/final`,
  summary: 'Freeze a plan whose notice has ended',
  request: { params, body: body(shapes.Step) },
  responses: drawn,
});

const bulk = guarded(OFFICE, {
  method: 'post',
  path: '/plans/decisions',
  summary: 'One step for many plans; each stands for itself',
  request: { body: body(shapes.Bulk) },
  responses: {
    200: json(
      z.object({
        done: z.array(z.object({ unit: z.string(), cycle: z.string() })),
        refused: z.array(z.object({ unit: z.string(), cycle: z.string(), code: z.string(), messages: z.object({ zh: z.string(), en: z.string() }) })),
      }),
      'What was done, and what was not and why',
    ),
    ...problems(401, 403, 422),
  },
});

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

export const planRoutes = (deps: Dependencies) =>
  router()
    .openapi(list, async (c) => {
      const staff = signedIn(c.var);
      const { cycle, state, offset } = c.req.valid('query');
      const filter = { cycle, state, unit: writesForUnit(staff) ? (staff.unitId ?? '') : undefined };
      const lines = await listPlans(deps.db, filter, offset, PAGE + 1);
      const by = submitBy(deps, cycle);
      return c.json(
        { plans: lines.slice(0, PAGE).map((line) => planLine(line, cycle, by, deps.clock())), next: lines.length > PAGE ? offset + PAGE : null },
        200,
      );
    })
    .openapi(read, async (c) => c.json(await readDraft(deps, signedIn(c.var), c.req.valid('param')), 200))
    .openapi(begin, async (c) => c.json(await beginVersion(deps, signedIn(c.var), c.req.valid('param')), 200))
    .openapi(details, async (c) => c.json(await saveDetails(deps, signedIn(c.var), c.req.valid('param'), c.req.valid('json')), 200))
    .openapi(copy, async (c) => {
      const { revision, from } = c.req.valid('json');
      return c.json(await copyPlan(deps, signedIn(c.var), c.req.valid('param'), revision, from), 200);
    })
    .openapi(add, async (c) => {
      const { parent, goal } = c.req.valid('json');
      return c.json(await addGoal(deps, signedIn(c.var), c.req.valid('param'), parent, goal), 200);
    })
    .openapi(change, async (c) => {
      const { goal: code, ...key } = c.req.valid('param');
      const { revision, goal } = c.req.valid('json');
      return c.json(await changeGoal(deps, signedIn(c.var), key, code, revision, goal), 200);
    })
    .openapi(remove, async (c) => {
      const { goal, ...key } = c.req.valid('param');
      return c.json(await removeGoal(deps, signedIn(c.var), key, goal, c.req.valid('json').revision), 200);
    })
    .openapi(move, async (c) => {
      const { goal, ...key } = c.req.valid('param');
      const { revision, by } = c.req.valid('json');
      return c.json(await moveGoal(deps, signedIn(c.var), key, goal, revision, by), 200);
    })
    .openapi(preview, async (c) => c.json(await previewImport(deps, signedIn(c.var), c.req.valid('param'), bytesOf(c.req.valid('json').content)), 200))
    .openapi(commit, async (c) => {
      const { revision, content } = c.req.valid('json');
      return c.json(await importPlan(deps, signedIn(c.var), c.req.valid('param'), revision, bytesOf(content)), 200);
    })
    .openapi(download, async (c) => {
      const { file, ...key } = c.req.valid('param');
      const staff = signedIn(c.var);
      requireOwnUnit(staff, key.unit);
      const plan = file.startsWith('template') ? { goals: [], parts: [] } : await readDraft(deps, staff, key);
      const { body: bytes, type } = await planFile(plan, file, c.req.valid('query').lang);
      const name = `${key.unit}-${key.cycle}-${file}`;
      return c.body(typeof bytes === 'string' ? bytes : new Uint8Array(bytes).buffer, 200, {
        'content-type': type,
        'content-disposition': `attachment; filename="${name}"`,
      });
    })
    .openapi(submit, async (c) => c.json(await submitPlan(deps, signedIn(c.var), c.req.valid('param'), c.req.valid('json').revision), 200))
    .openapi(sendBack, async (c) => c.json(await returnPlan(deps, signedIn(c.var), c.req.valid('param'), c.req.valid('json')), 200))
    .openapi(accept, async (c) => c.json(await acceptPlan(deps, signedIn(c.var), c.req.valid('param'), c.req.valid('json').revision), 200))
    .openapi(notice, async (c) => c.json(await openNotice(deps, signedIn(c.var), c.req.valid('param'), c.req.valid('json').revision), 200))
    .openapi(final, async (c) => c.json(await makeFinal(deps, signedIn(c.var), c.req.valid('param'), c.req.valid('json').revision), 200))
    .openapi(bulk, async (c) => c.json(await decideMany(deps, signedIn(c.var), c.req.valid('json')), 200));
