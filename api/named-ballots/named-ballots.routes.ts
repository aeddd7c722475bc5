import { z } from '@hono/zod-openapi';
import { listVoters, votersWithBallots } from '../../db/queries/named-ballots.ts';
import { findWindow } from '../../db/queries/windows.ts';
import { Asked, questionnaireOf } from '../ballots/ballots.shapes.ts';
import { saidOnce } from '../ballots/repeated-keys.ts';
import type { AppEnv, Dependencies, Staff } from '../context.ts';
import { guarded, router } from '../guard.ts';
import { body, json, problems } from '../openapi.ts';
import { unknownWindow } from '../windows/windows.errors.ts';
import { line, windowParams } from '../windows/windows.shapes.ts';
import { castNamed, ownBallots, readNamed } from './named-ballots.usecases.ts';
import { putVoters } from './voters.usecases.ts';

const OFFICE = ['office-staff', 'office-approver'] as const;

const place = line(90).openapi({ description: 'A unit’s id; `category:<id>` where units of a category are chosen' });
const answers = z.record(z.string().max(80), z.string().max(80)).openapi({ description: 'Question → level; unit → `picked` where units are chosen' });

const Voters = z.object({
  voters: z.array(z.object({ login: z.string(), name: z.string(), group: z.string(), voted: z.boolean().openapi({ description: 'Whether, not how' }) })),
});

const voters = guarded([...OFFICE, 'auditor'], {
  method: 'get',
  path: '/windows/{window}/named-voters',
  summary: 'Who votes openly in a window, by group, and who has voted',
  request: { params: windowParams },
  responses: { 200: json(Voters, 'The lists'), ...problems(401, 403, 404) },
});

const list = guarded(OFFICE, {
  method: 'put',
  path: '/windows/{window}/named-voters',
  summary: 'Say who votes openly for a group, by their accounts',
  description: 'The list as a whole replaces the one before, until the window is closed. Who has voted cannot be taken off.',
  request: { params: windowParams, body: body(z.strictObject({ group: line(80), logins: z.array(line(80)).max(5000) })) },
  responses: { 200: json(z.object({ done: z.literal(true) }), 'Listed'), ...problems(401, 403, 404, 409, 422) },
});

const Own = z
  .object({
    window: z.string(),
    closesAt: z.string(),
    open: z.boolean().openapi({ description: 'Whether it can be voted and changed now' }),
    group: z.string(),
    questionnaire: Asked,
    places: z.array(
      z.object({
        place,
        answers: answers.nullable().openapi({ description: 'Null while nothing was voted' }),
        revision: z.number().int(),
        castAt: z.string().nullable(),
        ownUnit: z.boolean(),
      }),
    ),
  })
  .openapi('NamedBallots');

const own = guarded('signed-in', {
  method: 'get',
  path: '/windows/{window}/named-ballots/own',
  summary: 'One’s own openly signed ballots',
  request: { params: windowParams },
  responses: { 200: json(Own, 'What is asked, and what was voted'), ...problems(401, 403, 404, 409) },
});

const cast = guarded('signed-in', {
  method: 'put',
  path: '/windows/{window}/named-ballots/own',
  summary: 'Vote openly, or change one’s vote until the window closes',
  description: 'The ballot is kept readable with the voter’s name, outside the box and the log. The office and auditors read it after closing.',
  request: {
    params: windowParams,
    body: body(z.strictObject({ place, group: line(80), revision: z.number().int().min(1).max(1_000_000), answers })),
  },
  responses: { 200: json(z.object({ revision: z.number().int(), castAt: z.string() }), 'Kept'), ...problems(401, 403, 404, 409, 422) },
});

const read = guarded([...OFFICE, 'auditor'], {
  method: 'get',
  path: '/windows/{window}/named-ballots',
  summary: 'All openly signed ballots with their names, after closing',
  request: { params: windowParams },
  responses: {
    200: json(
      z.object({
        ballots: z.array(z.object({ login: z.string(), name: z.string(), group: z.string(), place, answers, revision: z.number().int(), castAt: z.string() })),
      }),
      'The ballots',
    ),
    ...problems(401, 403, 404, 409),
  },
});

const staffOf = ({ staff }: AppEnv['Variables']): Staff => staff as Staff;

function casting() {
  const routes = router();
  routes.use('/windows/:window/named-ballots/own', saidOnce);
  return routes;
}

export const namedBallotRoutes = (deps: Dependencies) =>
  casting()
    .openapi(voters, async (c) => {
      const { window } = c.req.valid('param');
      if ((await findWindow(deps.db, window)) === null) throw unknownWindow();
      const voted = await votersWithBallots(deps.db, window);
      const rows = (await listVoters(deps.db, window)).map(({ userId, login, name, group }) => ({ login, name, group, voted: voted.has(userId) }));
      return c.json({ voters: rows }, 200);
    })
    .openapi(list, async (c) => {
      const { group, logins } = c.req.valid('json');
      await putVoters(deps, c.req.valid('param').window, group, [...new Set(logins)], staffOf(c.var));
      return c.json({ done: true as const }, 200);
    })
    .openapi(own, async (c) => {
      const { window } = c.req.valid('param');
      const { form, ...told } = await ownBallots(deps, window, staffOf(c.var));
      return c.json({ window, questionnaire: questionnaireOf(deps.city, form), ...told }, 200);
    })
    .openapi(cast, async (c) => c.json(await castNamed(deps, c.req.valid('param').window, staffOf(c.var), c.req.valid('json')), 200))
    .openapi(read, async (c) => c.json({ ballots: await readNamed(deps, c.req.valid('param').window) }, 200));
