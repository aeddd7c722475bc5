import { z } from '@hono/zod-openapi';
import { findWindow } from '../../db/queries/windows.ts';
import type { AppEnv, Dependencies } from '../context.ts';
import { guarded, router } from '../guard.ts';
import { body, json, problems } from '../openapi.ts';
import { unknownWindow } from '../windows/windows.errors.ts';
import { windowParams } from '../windows/windows.shapes.ts';
import { issueBatch } from './issuing.usecases.ts';
import { countOrList, unknownEmployer } from './proofs.errors.ts';
import { Batch, Issued, IssueRequest } from './proofs.shapes.ts';
import { readRoster } from './roster-file.ts';
import { batchesOf, voidBatch } from './voiding.usecases.ts';

const OFFICE = ['office-staff', 'office-approver'] as const;

const list = guarded([...OFFICE, 'auditor'], {
  method: 'get',
  path: '/windows/{window}/codes',
  summary: 'Batches of printed codes, the latest first; never a code, and never which was used',
  request: { params: windowParams },
  responses: { 200: json(z.object({ batches: z.array(Batch) }), 'The batches'), ...problems(401, 403, 404) },
});

const issue = guarded(OFFICE, {
  method: 'post',
  path: '/windows/{window}/codes',
  summary: 'Issue printed codes: a number of them, or one for each line of a list',
  description: 'The codes are in this answer and nowhere else: what is stored is their keyed hashes, and of a list that a line was given a code.',
  request: { params: windowParams, body: body(IssueRequest) },
  responses: { 200: json(Issued, 'The codes, once'), ...problems(401, 403, 404, 409, 422) },
});

const makeVoid = guarded(OFFICE, {
  method: 'post',
  path: '/windows/{window}/codes/{batch}/void',
  summary: 'Make the unused codes of a batch void',
  request: { params: windowParams.extend({ batch: z.uuid() }) },
  responses: { 200: json(z.object({ voided: z.number().int() }), 'How many are void now'), ...problems(401, 403, 404, 409, 422) },
});

const userOf = ({ staff }: AppEnv['Variables']): string => (staff as NonNullable<typeof staff>).userId;

/** Issuing and voiding printed codes. */
export const codeRoutes = (deps: Dependencies) =>
  router()
    .openapi(list, async (c) => {
      const { window } = c.req.valid('param');
      if ((await findWindow(deps.db, window)) === null) throw unknownWindow();
      return c.json({ batches: await batchesOf(deps, window) }, 200);
    })
    .openapi(issue, async (c) => {
      const { group, count, ...given } = c.req.valid('json');
      if ([count, given.file, given.roster].filter((part) => part !== undefined).length !== 1) throw countOrList();
      const roster = given.file === undefined ? given.roster : await readRoster(Buffer.from(given.file, 'base64'), deps.city);
      for (const { employer } of roster ?? []) if (employer !== null && !deps.city.units.some(({ id }) => id === employer)) throw unknownEmployer();
      const n = roster?.length ?? count ?? 0;
      const { codes, ...issued } = await issueBatch(deps, c.req.valid('param').window, group, n, { actor: userOf(c.var), ...(roster && { roster }) });
      const sheets = codes.map((code, i) => ({ code, address: [...(roster?.[i]?.address ?? [])] }));
      return c.json({ ...issued, voting: `${deps.config.publicUrl}/rate`, sheets }, 200);
    })
    .openapi(makeVoid, async (c) => {
      const { window, batch } = c.req.valid('param');
      return c.json({ voided: await voidBatch(deps, window, batch, userOf(c.var)) }, 200);
    });
