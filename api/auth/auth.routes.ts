import { z } from '@hono/zod-openapi';
import { findUserByLogin } from '../../db/queries/staff.ts';
import { ROLES } from '../../db/schema/staff.ts';
import { addressKey } from '../address.ts';
import { audit } from '../audit.ts';
import type { Dependencies } from '../context.ts';
import { guarded, router } from '../guard.ts';
import type { Limits } from '../limits.ts';
import { body, json, problems } from '../openapi.ts';
import { line } from '../windows/windows.shapes.ts';
import { tooManyTries, wrongCredentials } from './auth.errors.ts';
import { passwordMatches } from './passwords.ts';
import type { Sessions } from './sessions.ts';

const Account = z.object({ login: z.string(), name: z.string(), role: z.enum(ROLES), unit: z.string().nullable() }).openapi('Account');

const signIn = guarded('public', {
  method: 'post',
  path: '/session',
  summary: 'Sign in with account and password',
  request: { body: body(z.strictObject({ login: line(80), password: z.string().min(1).max(200) })) },
  responses: { 200: json(Account, 'Signed in; the session cookie is set'), ...problems(401, 422, 429) },
});

const me = guarded('signed-in', {
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

export const authRoutes = (dependencies: Dependencies, sessions: Sessions, limits: Limits) => {
  const { db, clock } = dependencies;
  return router()
    .openapi(signIn, async (c) => {
      const { login, password } = c.req.valid('json');
      const address = addressKey(dependencies, c);
      const wait = Math.max(await limits.signInFrom(address), await limits.signIn(login));
      if (wait > 0) throw tooManyTries(wait);
      const user = await findUserByLogin(db, login);
      const known = await passwordMatches(user?.active ? user.passwordHash : null, password);
      if (!known || !user) throw wrongCredentials();
      const now = clock();
      const cookie = await db.transaction(async (tx) => {
        await audit(tx, now, { actor: user.id, action: 'session.begun', subject: `user:${user.login}`, detail: {} });
        return sessions.begin(user.id, now);
      });
      await limits.signedIn(login, address);
      c.header('set-cookie', cookie, { append: true });
      return c.json({ login: user.login, name: user.name, role: user.role, unit: user.unitId }, 200);
    })
    .openapi(me, (c) => {
      const { login, name, role, unitId } = c.var.staff as NonNullable<typeof c.var.staff>;
      return c.json({ login, name, role, unit: unitId }, 200);
    })
    .openapi(signOut, async (c) => {
      c.header('set-cookie', await sessions.end(c.req.header('cookie') ?? ''), { append: true });
      return c.json({ signedOut: true as const }, 200);
    });
};
