import { z } from '@hono/zod-openapi';
import type { UserRow } from '../../db/queries/staff.ts';
import { FACTORS, ROLES } from '../../db/schema/staff.ts';
import { addressKey } from '../address.ts';
import type { Dependencies, Staff } from '../context.ts';
import { guarded, router } from '../guard.ts';
import type { Limits } from '../limits.ts';
import { body, json, problems } from '../openapi.ts';
import { line } from '../windows/windows.shapes.ts';
import { own } from './account.usecases.ts';
import { CodeSent } from './auth.shapes.ts';
import { deviceOf } from './device.ts';
import { sendFactorMessage } from './factor-messages.ts';
import { LONGEST_PASSWORD } from './password-rules.ts';
import type { Sessions } from './sessions.ts';
import { confirmIdentity, sendPersonCode, sendSignInCode, showFactor, signIn } from './sign-in.usecases.ts';

const Account = z
  .object({
    login: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    unit: z.string().nullable(),
    owes: z.enum(['password', 'factor']).nullable().openapi({ description: 'What has to be set before anything else' }),
    confirmed: z.boolean().openapi({ description: 'Whether password or second factor were shown within the last ten minutes, as steps that matter require' }),
  })
  .openapi('Account');

const password = z.string().min(1).max(LONGEST_PASSWORD);
const code = z.string().min(6).max(40).openapi({ description: 'Six digits of the app or the message, or a recovery code' });

const begin = guarded('public', {
  method: 'post',
  path: '/session',
  summary: 'Sign in with account and password',
  description: 'With a second factor in use the answer is 202, and the code goes to `/session/code` next.',
  request: { body: body(z.strictObject({ login: line(80), password })) },
  responses: {
    200: json(Account, 'Signed in; the session cookie is set'),
    202: json(z.object({ next: z.literal('code'), by: z.enum(FACTORS) }), 'The password was right; the second factor is awaited'),
    ...problems(401, 422, 429),
  },
});

const second = guarded('public', {
  method: 'post',
  path: '/session/code',
  summary: 'Show the second factor of a sign-in that has begun',
  request: { body: body(z.strictObject({ code })) },
  responses: { 200: json(Account, 'Signed in'), ...problems(401, 409, 422, 429) },
});

const sent = { 200: json(CodeSent, 'Sent') };

const send = guarded('public', {
  method: 'post',
  path: '/session/code/message',
  summary: 'Send the code of a sign-in that has begun to the account’s number',
  responses: { ...sent, ...problems(409, 429, 503) },
});

const sendAgain = guarded('own-account', {
  method: 'post',
  path: '/session/confirm/message',
  summary: 'Send a code for confirming that it is you',
  responses: { ...sent, ...problems(401, 409, 429, 503) },
});

const sendOther = guarded(['key-holder', 'office-staff', 'office-approver'], {
  method: 'post',
  path: '/session/person/message',
  summary: 'Send a code to another person at the same screen, who shows account and password',
  request: { body: body(z.strictObject({ login: line(80), password })) },
  responses: { ...sent, ...problems(401, 403, 409, 422, 429, 503) },
});

const confirm = guarded('own-account', {
  method: 'post',
  path: '/session/confirm',
  summary: 'Confirm once more that it is you; good for ten minutes',
  request: {
    body: body(
      z.strictObject({ proof: password.openapi({ description: 'The code of the app or the message where a second factor is in use, else the password' }) }),
    ),
  },
  responses: { 200: json(z.object({ confirmed: z.literal(true) }), 'Confirmed'), ...problems(401, 403, 422, 429) },
});

const me = guarded('own-account', {
  method: 'get',
  path: '/session',
  summary: 'Who is signed in',
  responses: { 200: json(Account, 'The account'), ...problems(401) },
});

const signOut = guarded('public', {
  method: 'delete',
  path: '/session',
  summary: 'Sign out',
  responses: { 200: json(z.object({ signedOut: z.literal(true) }), 'The session is ended'), ...problems(403) },
});

export const authRoutes = (deps: Dependencies, sessions: Sessions, limits: Limits) => {
  const needs = { deps, sessions, limits };
  return router()
    .openapi(begin, async (c) => {
      const { login, password: given } = c.req.valid('json');
      const from = { address: addressKey(deps, c), device: deviceOf(c.req.header('user-agent')) };
      const { user, cookie, pending } = await signIn(needs, login, given, from);
      c.header('set-cookie', cookie, { append: true });
      if (pending) return c.json({ next: 'code' as const, by: user.factorKind }, 202);
      const { staff } = await sessions.read(cookie.split(';')[0] ?? '', deps.clock());
      return c.json(toAccount(user, staff), 200);
    })
    .openapi(second, async (c) => {
      const cookies = c.req.header('cookie') ?? '';
      const user = await showFactor(needs, await sessions.read(cookies, deps.clock()), c.req.valid('json').code);
      return c.json(toAccount(user, (await sessions.read(cookies, deps.clock())).staff), 200);
    })
    .openapi(send, async (c) => {
      const read = await sessions.read(c.req.header('cookie') ?? '', deps.clock());
      return c.json(await sendSignInCode(needs, read, addressKey(deps, c)), 200);
    })
    .openapi(sendAgain, async (c) => c.json(await sendFactorMessage(deps, limits, await own(deps, c.var.staff as Staff), addressKey(deps, c)), 200))
    .openapi(sendOther, async (c) => {
      const { login, password: given } = c.req.valid('json');
      return c.json(await sendPersonCode(needs, login, given, addressKey(deps, c)), 200);
    })
    .openapi(confirm, async (c) => {
      await confirmIdentity(needs, c.var.staff as Staff, c.req.valid('json').proof);
      return c.json({ confirmed: true as const }, 200);
    })
    .openapi(me, (c) => {
      const { login, name, role, unitId, owes, confirmed } = c.var.staff as Staff;
      return c.json({ login, name, role, unit: unitId, owes, confirmed }, 200);
    })
    .openapi(signOut, async (c) => {
      c.header('set-cookie', await sessions.end(c.req.header('cookie') ?? ''), { append: true });
      return c.json({ signedOut: true as const }, 200);
    });
};

const toAccount = ({ login, name, role, unitId }: UserRow, staff: Staff | null) => ({
  login,
  name,
  role,
  unit: unitId,
  owes: staff?.owes ?? null,
  confirmed: staff?.confirmed ?? false,
});
