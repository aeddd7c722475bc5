import { z } from '@hono/zod-openapi';
import type { AppEnv, Dependencies } from '../context.ts';
import { guarded, router } from '../guard.ts';
import { Origin } from '../imports/imports.shapes.ts';
import { body, json, problems } from '../openapi.ts';
import { windowParams } from '../windows/windows.shapes.ts';
import { clippingsOf, commitClippings, keyClipping, receive } from './clippings.usecases.ts';
import { SPOILED } from './reading.ts';

const OFFICE = ['office-staff', 'office-approver'] as const;

const MOST = 5000;
const number = z.coerce.number().int().min(1).max(10_000_000);

const receiving = guarded(OFFICE, {
  method: 'post',
  path: '/windows/{window}/clippings',
  summary: 'Number newspaper clippings on receipt',
  request: { params: windowParams, body: body(z.strictObject({ count: z.int().min(1).max(MOST) })) },
  responses: { 201: json(z.object({ first: z.number().int(), last: z.number().int() }), 'The numbers to stamp on them'), ...problems(401, 403, 404, 409, 422) },
});

const reading = guarded(OFFICE, {
  method: 'get',
  path: '/windows/{window}/clippings',
  summary: 'How far the keying of clippings is; no answers',
  request: { params: windowParams },
  responses: {
    200: json(
      z.object({
        open: z.number().int().openapi({ description: 'Received and not counted yet' }),
        next: z.array(z.number().int()).readonly().openapi({ description: 'The next ones you can key' }),
        keyedOnce: z.number().int(),
        settled: z.number().int(),
        differing: z.array(z.number().int()).readonly().openapi({ description: 'Two keyings differ; a third person decides' }),
      }),
      'The keying',
    ),
    ...problems(401, 403),
  },
});

const keying = guarded(OFFICE, {
  method: 'post',
  path: '/windows/{window}/clippings/{number}/keyings',
  summary: 'Key a clipping: two people independently, a third where they differ',
  description:
    'A line per unit: its number in the window’s list or its id, then one sign per question: 1 for the best level and so on, 0 for don’t know, - for no answer.',
  request: {
    params: windowParams.extend({ number }),
    body: body(z.union([z.strictObject({ text: z.string().max(10_000) }), z.strictObject({ spoiled: z.enum(SPOILED) })])),
  },
  responses: { 201: json(z.object({ keying: z.number().int() }), 'Which keying it was'), ...problems(401, 403, 404, 409, 422) },
});

const commit = guarded(OFFICE, {
  method: 'post',
  path: '/windows/{window}/clippings/commit',
  summary: 'Seal all settled clippings into the box, all or none',
  request: { params: windowParams, body: body(z.strictObject({ origin: Origin })) },
  responses: {
    201: json(
      z.object({
        received: z.number().int(),
        spoiled: z.record(z.string(), z.number().int()),
        differed: z.number().int().openapi({ description: 'Clippings whose two keyings differed' }),
        ballots: z.number().int(),
      }),
      'Counted and sealed',
    ),
    ...problems(401, 403, 404, 409, 422),
  },
});

const userOf = ({ staff }: AppEnv['Variables']): string => (staff as NonNullable<typeof staff>).userId;

export const clippingRoutes = (deps: Dependencies) =>
  router()
    .openapi(receiving, async (c) => c.json(await receive(deps, c.req.valid('param').window, c.req.valid('json').count, userOf(c.var)), 201))
    .openapi(reading, async (c) => c.json(await clippingsOf(deps, c.req.valid('param').window, userOf(c.var)), 200))
    .openapi(commit, async (c) => c.json(await commitClippings(deps, c.req.valid('param').window, c.req.valid('json').origin, userOf(c.var)), 201))
    .openapi(keying, async (c) => {
      const { window, number: which } = c.req.valid('param');
      return c.json({ keying: await keyClipping(deps, window, which, c.req.valid('json'), userOf(c.var)) }, 201);
    });
