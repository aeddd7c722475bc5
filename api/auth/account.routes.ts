import { z } from '@hono/zod-openapi';
import type { UserRow } from '../../db/queries/staff.ts';
import { FACTORS, ROLES } from '../../db/schema/staff.ts';
import { addressKey } from '../address.ts';
import type { AppEnv, Dependencies, Staff } from '../context.ts';
import { guarded, router } from '../guard.ts';
import type { Limits } from '../limits.ts';
import { body, json, problems } from '../openapi.ts';
import { line } from '../windows/windows.shapes.ts';
import {
  acceptInvitation,
  beginFactor,
  beginPhone,
  changePassword,
  confirmFactor,
  endDevice,
  endFactor,
  listDevices,
  own,
  readInvitation,
} from './account.usecases.ts';
import { CodeSent } from './auth.shapes.ts';
import { maskNumber, numberOf } from './factor-messages.ts';
import { LONGEST_PASSWORD } from './password-rules.ts';
import { rulesOf } from './rules.ts';

const password = z.string().min(1).max(LONGEST_PASSWORD);
const token = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .openapi({ description: 'What the one-time link carries' });
const Done = z.object({ done: z.literal(true) });
const done = { done: true } as const;

const Own = z
  .object({
    login: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    unit: z.string().nullable(),
    factor: z.object({
      inUse: z.boolean(),
      required: z.boolean(),
      recoveryCodes: z.number().int(),
      kind: z.enum(FACTORS).openapi({ description: '`totp`: an authenticator app; `sms`: text messages' }),
      offered: z.array(z.enum(FACTORS)).openapi({ description: 'What the city offers' }),
      number: z.string().nullable().openapi({ description: 'Where messages go, in part' }),
    }),
    passwordSetAt: z.string().nullable(),
    shortestPassword: z.number().int(),
    devices: z.array(z.object({ id: z.string(), device: z.string(), startedAt: z.string(), here: z.boolean() })),
  })
  .openapi('OwnAccount');

const read = guarded('own-account', {
  method: 'get',
  path: '/account',
  summary: 'One’s own account: second factor, password, where one is signed in',
  responses: { 200: json(Own, 'The account'), ...problems(401) },
});

const setPassword = guarded('own-account', {
  method: 'post',
  path: '/account/password',
  summary: 'Change one’s own password; the other sign-ins end',
  request: { body: body(z.strictObject({ current: password, password })) },
  responses: { 200: json(Done, 'Changed'), ...problems(401, 409, 422, 429) },
});

const beginRoute = guarded('own-account', {
  method: 'post',
  path: '/account/factor',
  summary: 'Make the secret of a second factor; it is in use once a code of it was confirmed',
  responses: { 200: json(z.object({ secret: z.string(), address: z.string() }), 'The secret, and what the QR code says'), ...problems(401, 409) },
});

const phoneRoute = guarded('own-account', {
  method: 'post',
  path: '/account/factor/phone',
  summary: 'Take a mobile number as second factor and send it a code; it is in use once that was confirmed',
  request: { body: body(z.strictObject({ phone: line(40) })) },
  responses: { 200: json(CodeSent, 'Sent'), ...problems(401, 409, 422, 429, 503) },
});

const confirmRoute = guarded('own-account', {
  method: 'put',
  path: '/account/factor',
  summary: 'Take the second factor into use',
  request: { body: body(z.strictObject({ code: z.string().min(6).max(12) })) },
  responses: { 200: json(z.object({ recoveryCodes: z.array(z.string()) }), 'In use; the recovery codes are shown this once'), ...problems(401, 409, 422) },
});

const endRoute = guarded('own-account', {
  method: 'delete',
  path: '/account/factor',
  summary: 'End the second factor, where the city does not require one',
  request: { body: body(z.strictObject({ current: password })) },
  responses: { 200: json(Done, 'Ended'), ...problems(401, 409, 422) },
});

const endDeviceRoute = guarded('own-account', {
  method: 'delete',
  path: '/account/devices/{device}',
  summary: 'End one of one’s own sign-ins',
  request: { params: z.object({ device: z.string().regex(/^[0-9a-f]{64}$/) }) },
  responses: { 200: json(Done, 'Ended'), ...problems(401, 404, 422) },
});

const look = guarded('public', {
  method: 'post',
  path: '/invitations/look',
  summary: 'Whose one-time link this is',
  request: { body: body(z.strictObject({ token })) },
  responses: { 200: json(z.object({ login: z.string(), name: z.string(), shortestPassword: z.number().int() }), 'The account'), ...problems(410, 422) },
});

const accept = guarded('public', {
  method: 'post',
  path: '/invitations',
  summary: 'Set a password by a one-time link',
  request: { body: body(z.strictObject({ token, password })) },
  responses: { 200: json(z.object({ login: z.string() }), 'Set; sign in with it'), ...problems(410, 422) },
});

const factorOf = (deps: Dependencies, user: UserRow) => {
  const number = numberOf(deps, user);
  return {
    inUse: user.factorConfirmedAt !== null,
    required: rulesOf(deps.city).factorRequired,
    recoveryCodes: user.recoveryHashes.length,
    kind: user.factorKind,
    offered: [...deps.city.staff.factors],
    number: number === null ? null : maskNumber(number),
  };
};

const staffOf = ({ staff }: AppEnv['Variables']): Staff => staff as Staff;

export const accountRoutes = (deps: Dependencies, limits: Limits) => {
  const { profile } = rulesOf(deps.city);
  return router()
    .openapi(read, async (c) => {
      const staff = staffOf(c.var);
      const user = await own(deps, staff);
      const { login, name, role, unitId, passwordSetAt } = user;
      const factor = factorOf(deps, user);
      const devices = await listDevices(deps, staff);
      return c.json(
        { login, name, role, unit: unitId, factor, passwordSetAt: passwordSetAt?.toISOString() ?? null, shortestPassword: profile.shortest, devices },
        200,
      );
    })
    .openapi(setPassword, async (c) => {
      const { current, password: wanted } = c.req.valid('json');
      await changePassword(deps, limits, staffOf(c.var), current, wanted);
      return c.json(done, 200);
    })
    .openapi(beginRoute, async (c) => c.json(await beginFactor(deps, staffOf(c.var)), 200))
    .openapi(phoneRoute, async (c) => c.json(await beginPhone(deps, limits, staffOf(c.var), c.req.valid('json').phone, addressKey(deps, c)), 200))
    .openapi(confirmRoute, async (c) => c.json({ recoveryCodes: [...(await confirmFactor(deps, staffOf(c.var), c.req.valid('json').code))] }, 200))
    .openapi(endRoute, async (c) => {
      await endFactor(deps, limits, staffOf(c.var), c.req.valid('json').current);
      return c.json(done, 200);
    })
    .openapi(endDeviceRoute, async (c) => {
      await endDevice(deps, staffOf(c.var), c.req.valid('param').device);
      return c.json(done, 200);
    })
    .openapi(look, async (c) => {
      const { login, name } = await readInvitation(deps, c.req.valid('json').token);
      return c.json({ login, name, shortestPassword: profile.shortest }, 200);
    })
    .openapi(accept, async (c) => {
      const { token: given, password: wanted } = c.req.valid('json');
      return c.json({ login: (await acceptInvitation(deps, given, wanted)).login }, 200);
    });
};
