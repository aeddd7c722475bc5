import { Readable } from 'node:stream';
import { z } from '@hono/zod-openapi';
import type { AppEnv, Dependencies, Staff } from '../context.ts';
import { guarded, router } from '../guard.ts';
import { body, json, problems } from '../openapi.ts';
import { handOutBallots } from './ballots-file.usecases.ts';
import { Draft, decisionParams, Office, ProposalShape } from './decisions.shapes.ts';
import { confirmDecision, type Proposal, proposeDecision, withdrawDecision } from './decisions.usecases.ts';
import { officeFacts } from './readiness.ts';
import { windowParams } from './windows.shapes.ts';
import { draftWindow, openWindow, redraftWindow } from './windows.usecases.ts';

const OFFICE = ['office-staff', 'office-approver'] as const;
const SIGNERS = [...OFFICE, 'key-holder'] as const;
const done = json(z.object({ done: z.literal(true) }), 'Done');

const draft = guarded(OFFICE, {
  method: 'post',
  path: '/windows',
  summary: 'Draft a rating window',
  request: { body: body(Draft) },
  responses: { 201: json(z.object({ window: z.string() }), 'Drafted'), ...problems(401, 403, 409, 422) },
});

const redraft = guarded(OFFICE, {
  method: 'put',
  path: '/windows/{window}',
  summary: 'Change the times of a draft; a proposal to seal it is taken back',
  request: { params: windowParams, body: body(Draft.pick({ opensAt: true, closesAt: true })) },
  responses: { 200: done, ...problems(401, 403, 404, 409, 422) },
});

const begin = guarded(OFFICE, {
  method: 'post',
  path: '/windows/{window}/begin',
  summary: 'Let ratings in, from the opening time on; the product does so by itself every minute',
  request: { params: windowParams },
  responses: { 200: done, ...problems(401, 403, 404, 409) },
});

const office = guarded([...SIGNERS, 'auditor'], {
  method: 'get',
  path: '/windows/{window}/office',
  summary: 'Decisions about a window, what sealing still needs, and its rules in words',
  request: { params: windowParams },
  responses: { 200: json(Office, 'For the office, the holders and auditors'), ...problems(401, 403, 404) },
});

const propose = guarded(
  SIGNERS,
  {
    method: 'post',
    path: '/windows/{window}/decisions',
    summary: 'Propose to seal, to extend, to close early, to destroy the key, or to hand the ballots to auditors',
    description:
      'Nothing happens before another person confirms. Holders may propose and confirm the end of the key only. Needs a confirmation of identity not older than ten minutes.',
    request: { params: windowParams, body: body(ProposalShape) },
    responses: { 200: done, ...problems(401, 403, 404, 409, 422) },
  },
  { confirmed: true },
);

const confirm = guarded(
  SIGNERS,
  {
    method: 'post',
    path: '/windows/{window}/decisions/{kind}/confirm',
    summary: 'Confirm, as the second person, what is proposed; it is done at once',
    description: 'Needs a confirmation of identity not older than ten minutes.',
    request: { params: decisionParams },
    responses: { 200: done, ...problems(401, 403, 404, 409, 422) },
  },
  { confirmed: true },
);

const withdraw = guarded(SIGNERS, {
  method: 'delete',
  path: '/windows/{window}/decisions/{kind}',
  summary: 'Take a proposal back before it is confirmed',
  request: { params: decisionParams },
  responses: { 200: done, ...problems(401, 403, 404, 409) },
});

const ballotsFile = guarded(
  OFFICE,
  {
    method: 'get',
    path: '/windows/{window}/ballots-file',
    summary: 'All ballots of an opened window, encrypted to the auditors whom two people named',
    description:
      'Nobody but these auditors can read it. Each download is in the audit log; who the auditors are is published. Needs a confirmation of identity not older than ten minutes.',
    request: { params: windowParams },
    responses: {
      200: { description: 'The file', content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } } },
      ...problems(401, 403, 404, 409),
    },
  },
  { confirmed: true },
);

const staffOf = ({ staff }: AppEnv['Variables']): Staff => staff as Staff;

export const windowDecisionRoutes = (deps: Dependencies) =>
  router()
    .openapi(draft, async (c) => {
      const { opensAt, closesAt, ...rest } = c.req.valid('json');
      await draftWindow(deps, { ...rest, opensAt: new Date(opensAt), closesAt: new Date(closesAt) }, staffOf(c.var).userId);
      return c.json({ window: rest.window }, 201);
    })
    .openapi(redraft, async (c) => {
      const { opensAt, closesAt } = c.req.valid('json');
      await redraftWindow(deps, c.req.valid('param').window, { opensAt: new Date(opensAt), closesAt: new Date(closesAt) }, staffOf(c.var).userId);
      return c.json({ done: true as const }, 200);
    })
    .openapi(begin, async (c) => {
      await openWindow(deps, c.req.valid('param').window, staffOf(c.var).userId);
      return c.json({ done: true as const }, 200);
    })
    .openapi(office, async (c) => c.json(await officeFacts(deps, c.req.valid('param').window, staffOf(c.var).userId), 200))
    .openapi(propose, async (c) => {
      await proposeDecision(deps, c.req.valid('param').window, staffOf(c.var), c.req.valid('json') as Proposal);
      return c.json({ done: true as const }, 200);
    })
    .openapi(confirm, async (c) => {
      const { window, kind } = c.req.valid('param');
      await confirmDecision(deps, window, staffOf(c.var), kind);
      return c.json({ done: true as const }, 200);
    })
    .openapi(ballotsFile, async (c) => {
      const { window } = c.req.valid('param');
      const file = await handOutBallots(deps, window, staffOf(c.var).userId);
      return c.body(Readable.toWeb(Readable.from(file)) as ReadableStream, 200, {
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename="${window}.gpballots"`,
        'cache-control': 'no-store',
      });
    })
    .openapi(withdraw, async (c) => {
      const { window, kind } = c.req.valid('param');
      await withdrawDecision(deps, window, staffOf(c.var), kind);
      return c.json({ done: true as const }, 200);
    });
