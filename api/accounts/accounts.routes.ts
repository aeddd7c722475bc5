import { z } from '@hono/zod-openapi';
import { listUsers } from '../../db/queries/staff.ts';
import { ROLES } from '../../db/schema/staff.ts';
import type { Dependencies, Staff } from '../context.ts';
import { guarded, router } from '../guard.ts';
import { body, json, problems } from '../openapi.ts';
import { line } from '../windows/windows.shapes.ts';
import { Login, NewAccount } from './accounts.shapes.ts';
import { changeAccount, createAccount, endAccount, handOver, resetAccount } from './accounts.usecases.ts';
import { importStaff, readStaffList } from './import.usecases.ts';

const ADMINISTRATOR = ['administrator'] as const;
const params = z.object({ login: Login });
const reason = line(500);
const content = z.base64().openapi({ description: 'The file in base64: XLSX, or CSV in UTF-8 or GB 18030' });

const Listed = z
  .object({
    login: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    unit: z.string().nullable(),
    body: z.string().nullable(),
    state: z.enum(['invited', 'active', 'ended']),
    factor: z.boolean(),
    succeeds: z.string().nullable().openapi({ description: 'Login of the person whose post it was' }),
    createdAt: z.string(),
  })
  .openapi('ListedAccount');

const Link = z
  .object({
    login: z.string(),
    name: z.string(),
    token: z.string().openapi({ description: 'For /welcome?token=…, readable this once' }),
    expiresAt: z.string(),
  })
  .openapi('Invitation');

const list = guarded([...ADMINISTRATOR, 'auditor'], {
  method: 'get',
  path: '/accounts',
  summary: 'All staff accounts',
  responses: { 200: json(z.object({ accounts: z.array(Listed) }), 'The accounts'), ...problems(401, 403) },
});

const create = guarded(
  ADMINISTRATOR,
  {
    method: 'post',
    path: '/accounts',
    summary: 'Make an account; the person sets the password by a one-time link',
    request: { body: body(NewAccount) },
    responses: { 201: json(Link, 'The one-time link'), ...problems(401, 403, 409, 422) },
  },
  { confirmed: true },
);

const change = guarded(
  ADMINISTRATOR,
  {
    method: 'patch',
    path: '/accounts/{login}',
    summary: 'Change name, role, unit or body',
    request: { params, body: body(NewAccount.omit({ login: true }).partial().extend({ reason })) },
    responses: { 200: json(z.object({ login: z.string() }), 'Changed'), ...problems(401, 403, 404, 409, 422) },
  },
  { confirmed: true },
);

const reset = guarded(
  ADMINISTRATOR,
  {
    method: 'post',
    path: '/accounts/{login}/invitation',
    summary: 'A new one-time link; password, second factor and sign-ins end',
    request: { params },
    responses: { 201: json(Link, 'The one-time link'), ...problems(401, 403, 404, 409, 422) },
  },
  { confirmed: true },
);

const end = guarded(
  ADMINISTRATOR,
  {
    method: 'post',
    path: '/accounts/{login}/end',
    summary: 'End an account; what it did stays',
    request: { params, body: body(z.strictObject({ reason })) },
    responses: { 200: json(z.object({ login: z.string() }), 'Ended'), ...problems(401, 403, 404, 409, 422) },
  },
  { confirmed: true },
);

const hand = guarded(
  ADMINISTRATOR,
  {
    method: 'post',
    path: '/accounts/{login}/successor',
    summary: 'Hand a post over to a successor with an account of their own',
    request: { params, body: body(NewAccount.pick({ login: true, name: true }).extend({ reason })) },
    responses: { 201: json(Link, 'The successor’s one-time link'), ...problems(401, 403, 404, 409, 422) },
  },
  { confirmed: true },
);

const preview = guarded(ADMINISTRATOR, {
  method: 'post',
  path: '/accounts/import/preview',
  summary: 'What a list of staff would bring; nothing is written',
  request: { body: body(z.strictObject({ content })) },
  responses: { 200: json(z.object({ accounts: z.array(NewAccount) }), 'The accounts it would make'), ...problems(401, 403, 413, 422) },
});

const commit = guarded(
  ADMINISTRATOR,
  {
    method: 'post',
    path: '/accounts/import',
    summary: 'Make all accounts of a list, or none',
    request: { body: body(z.strictObject({ content })) },
    responses: { 201: json(z.object({ invitations: z.array(Link) }), 'The one-time links'), ...problems(401, 403, 413, 422) },
  },
  { confirmed: true },
);

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

export const accountsRoutes = (deps: Dependencies) =>
  router()
    .openapi(list, async (c) => {
      const rows = await listUsers(deps.db);
      const loginOf = new Map(rows.map(({ id, login }) => [id, login]));
      return c.json(
        {
          accounts: rows.map(({ login, name, role, unitId, body: works, active, passwordHash, factorConfirmedAt, succeeds, createdAt }) => ({
            login,
            name,
            role,
            unit: unitId,
            body: works,
            state: active ? (passwordHash === null ? ('invited' as const) : ('active' as const)) : ('ended' as const),
            factor: factorConfirmedAt !== null,
            succeeds: succeeds === null ? null : (loginOf.get(succeeds) ?? null),
            createdAt: createdAt.toISOString(),
          })),
        },
        200,
      );
    })
    .openapi(create, async (c) => c.json(await createAccount(deps, c.var.staff as Staff, c.req.valid('json')), 201))
    .openapi(change, async (c) => {
      const { login } = c.req.valid('param');
      await changeAccount(deps, c.var.staff as Staff, login, c.req.valid('json'));
      return c.json({ login }, 200);
    })
    .openapi(reset, async (c) => c.json(await resetAccount(deps, c.var.staff as Staff, c.req.valid('param').login), 201))
    .openapi(end, async (c) => {
      const { login } = c.req.valid('param');
      await endAccount(deps, c.var.staff as Staff, login, c.req.valid('json').reason);
      return c.json({ login }, 200);
    })
    .openapi(hand, async (c) => {
      const { reason: why, ...to } = c.req.valid('json');
      return c.json(await handOver(deps, c.var.staff as Staff, c.req.valid('param').login, to, why), 201);
    })
    .openapi(preview, async (c) => c.json({ accounts: [...(await readStaffList(deps, bytesOf(c.req.valid('json').content)))] }, 200))
    .openapi(commit, async (c) => c.json({ invitations: [...(await importStaff(deps, c.var.staff as Staff, bytesOf(c.req.valid('json').content)))] }, 201));
