import { describe, expect, test } from 'vitest';
import { type Guard, isAllowed } from '../../api/guard.ts';
import { ROLES, type Role } from '../../db/schema/staff.ts';
import { units } from '../../db/schema/units.ts';
import { createTestApp, type Requester } from '../support/app.ts';

interface Operation {
  readonly 'x-guard'?: Guard;
  readonly summary?: string;
}

/** Codes with which a guard refuses, and nothing else does. */
const GUARD_CODES = new Set(['auth.sign_in_first', 'auth.not_allowed', 'proof.missing', 'partner.key_missing']);

const { as, anonymous, app, dependencies } = await createTestApp();
await dependencies.db.insert(units).values({ id: 'water', category: 'departments', nameZh: '市水利局', nameEn: 'Water', position: 1 });
const document = app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: '', version: '' } });
const routes = Object.entries(document.paths ?? {}).flatMap(([path, operations]) =>
  Object.entries(operations as Record<string, Operation>).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
);
const people: Record<string, Requester> = { anonymous };
for (const role of ROLES) people[role] = await as(role, role.startsWith('unit-') ? 'water' : undefined);

const addressOf = (path: string): string =>
  path
    .replace('{unit}', 'water')
    .replace('{file}', 'public-scores.json')
    .replace(/\{(release|comment|evidence|import|objection|key|batch)\}/g, '00000000-0000-4000-8000-000000000000')
    .replace(/\{[^}]+\}/g, 'none');

test('every address under /api/v1 that the router knows is documented with a guard', () => {
  const known = new Set(routes.map(({ method, path }) => `${method} ${path.replace(/\{([^}]+)\}/g, ':$1')}`));
  const handlers = app.routes.filter((route) => route.path.startsWith('/api/v1/') && route.method !== 'ALL').map((route) => `${route.method} ${route.path}`);
  expect([...new Set(handlers)].filter((handler) => !known.has(handler))).toEqual([]);
  expect(routes.filter(({ operation }) => operation['x-guard'] === undefined).map(({ path }) => path)).toEqual([]);
  expect(routes.filter(({ operation }) => !operation.summary).map(({ path }) => path)).toEqual([]);
});

describe.each(routes)('$method $path', ({ method, path, operation }) => {
  const guard = operation['x-guard'] as Guard;
  test.each(['anonymous', ...ROLES])('as %s', async (who) => {
    const body = method === 'GET' || method === 'DELETE' ? undefined : {};
    if (method === 'DELETE' && path.endsWith('/session')) return expect(guard).toBe('public');
    const answer = await (people[who] as Requester).call(method, addressOf(path), body);
    const role = who === 'anonymous' ? null : (who as Role);
    expect(answer.status, `${JSON.stringify(answer.body).slice(0, 300)}`).toBeLessThan(500);
    expect(!GUARD_CODES.has(answer.body?.code)).toBe(isAllowed(guard, role, false));
  });
});
