import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Guard } from '../../api/guard.ts';
import { listAudit } from '../../db/queries/audit.ts';
import { ACCOUNTS, OWN_ACCOUNT } from './audit-writes/accounts.ts';
import { COMMENTS } from './audit-writes/comments.ts';
import { ELSEWHERE, NO_ROW } from './audit-writes/elsewhere.ts';
import { PLANS } from './audit-writes/plans.ts';
import { PROGRESS } from './audit-writes/progress.ts';
import { SCORES } from './audit-writes/scores.ts';
import { WINDOWS } from './audit-writes/windows.ts';
import { makeWorld, type Person, type Write } from './audit-writes/world.ts';

/** Every write of staff and units, in the order in which it is tried. */
const WRITES: readonly Write[] = [...ACCOUNTS, ...PLANS, ...PROGRESS, ...COMMENTS, ...WINDOWS, ...SCORES, ...OWN_ACCOUNT];
/** Proofs and casts: their log is their audit, and a row here would say who rated when. */
const RATING_WAY = /^[A-Z]+ \/windows\/\{window\}\/(proofs|units)\//;
const DIGEST = /^[0-9a-f]{64}$/;
const HELP = `A route that writes has to leave an audit row in its own transaction. Add to the table of its noun in tests/api/audit-writes/:
  { route: '<METHOD> <path>', as: '<who>', to: (world) => '<address>', body: {…}, action: '<noun>.<done>' }
or, where that is right, to NO_ROW in tests/api/audit-writes/elsewhere.ts with the reason, or to ELSEWHERE with the test that finds its row.`;

const world = await makeWorld();
const { db } = world.dependencies;
const paths = world.app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: '', version: '' } }).paths ?? {};
const routes = Object.entries(paths).flatMap(([path, operations]) =>
  Object.entries(operations as Record<string, { readonly 'x-guard'?: Guard | 'partner' }>)
    .filter(([method]) => method !== 'get')
    .filter(([, operation]) => operation['x-guard'] !== 'rater' && operation['x-guard'] !== 'partner')
    .map(([method]) => `${method.toUpperCase()} ${path.replace(/^\/api\/v1/, '')}`),
);

test('every route that writes stands in a table', () => {
  const known = new Set([...WRITES.map(({ route }) => route), ...Object.keys(NO_ROW), ...Object.keys(ELSEWHERE)]);
  const missing = routes.filter((route) => !known.has(route) && !RATING_WAY.test(route));
  expect(missing, `${HELP}\nMissing: ${missing.join(', ')}\n`).toEqual([]);
});

test('no table names a route that is gone', () => {
  const tables = [...WRITES.map(({ route }) => route), ...Object.keys(NO_ROW), ...Object.keys(ELSEWHERE)];
  expect(tables.filter((route) => !routes.includes(route))).toEqual([]);
});

test.each(Object.entries(ELSEWHERE))('%s: the test that is named looks for its row', (_, [file, action]) => {
  expect(existsSync(file), file).toBe(true);
  expect(readFileSync(file, 'utf8'), `${file} has to look for ${action}`).toContain(action);
});

/** A person of the world, or an account by its login. */
async function userOf(name: string): Promise<string | null> {
  if (name in world.people) return world.people[name as Person].userId;
  return (await world.dependencies.sql`select id from users where login = ${name}`)[0]?.['id'] ?? null;
}

describe.each(WRITES.map((write) => ({ name: write.route, write })))('$name', ({ write }) => {
  test('leaves its row', async () => {
    await write.before?.(world);
    const who = world.people[write.as];
    const last = (await listAudit(db, 0, 100_000)).at(-1)?.sequence ?? 0;
    const [method = '', path = ''] = write.route.split(' ');
    const answer = await who.call(method, `/api/v1${write.to?.(world) ?? path}`, typeof write.body === 'function' ? write.body(world) : write.body);
    const actor = write.by ? await userOf(write.by) : who.userId;
    expect([200, 201, 202], JSON.stringify(answer.body).slice(0, 600)).toContain(answer.status);
    const rows = await listAudit(db, last, 1000);
    const row = rows
      .filter((one) => one.actor === actor && (write.action.endsWith('.') ? one.action.startsWith(write.action) : one.action === write.action))
      .find(({ detail }) => !write.reason || JSON.stringify(detail).includes(write.reason));
    expect(
      row,
      `rows that were written${write.reason ? ', and the reason has to be in the detail of one' : ''}: ${rows.map(({ action }) => action).join(', ')}`,
    ).toBeDefined();
    expect(row?.role).not.toBeNull();
    const digests = [row?.before, row?.after].filter((digest) => digest !== null);
    if (write.undigested) expect(digests).toEqual([]);
    else
      expect(
        digests.length > 0 && digests.every((digest) => DIGEST.test(digest ?? '')),
        'no digest: the audit row has to be written after the change, or the table is listed in db/change-digests.ts',
      ).toBe(true);
    await write.after?.(world, answer.body);
  });
});
