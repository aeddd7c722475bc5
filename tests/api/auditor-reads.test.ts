import { describe, expect, test } from 'vitest';
import type { Guard } from '../../api/guard.ts';
import { createTestApp } from '../support/app.ts';

const { as, app } = await createTestApp();
const auditor = await as('auditor');
const paths = app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: '', version: '' } }).paths ?? {};
const routes = Object.entries(paths).flatMap(([path, operations]) =>
  Object.entries(operations as Record<string, { readonly 'x-guard'?: Guard | 'partner' }>).map(([method, operation]) => ({
    method,
    path,
    guard: operation['x-guard'],
  })),
);

/** What staff read and an auditor does not: identities, keys, the work in hand of one office. */
const KEPT_FROM: Readonly<Record<string, string>> = {
  '/api/v1/moderation/comments': 'words that are not public yet, with what authors wrote about themselves',
  '/api/v1/moderation/appeals': 'words that are not public yet',
  '/api/v1/moderation/messages': 'words that are not public yet',
  '/api/v1/windows/{window}/ballots-file': 'sealed ballots; those auditors who are named get them encrypted, by hand',
  '/api/v1/windows/{window}/clippings': 'readings that are still sealed',
  '/api/v1/windows/{window}/imports/files/{file}': 'answers that are still sealed',
  '/api/v1/windows/{window}/imports/files/{file}/progress': 'the work in hand of one office',
};

describe('an auditor reads everything but identities, marks, sealed ballots and keys', () => {
  const readable = routes.filter(({ method, guard }) => method === 'get' && Array.isArray(guard));
  test('every address that staff read is open to the auditor, or is kept back for a reason', () => {
    const closed = readable.filter(({ guard }) => !(guard as readonly string[]).includes('auditor')).map(({ path }) => path);
    expect(
      closed.filter((path) => !(path in KEPT_FROM)),
      'add the role auditor to the guard, or the path to KEPT_FROM with the reason',
    ).toEqual([]);
    expect(Object.keys(KEPT_FROM).filter((path) => !closed.includes(path))).toEqual([]);
  });
});

test('and changes nothing: no write names the role', () => {
  const writes = routes.filter(({ method, guard }) => method !== 'get' && Array.isArray(guard));
  expect(writes.filter(({ guard }) => (guard as readonly string[]).includes('auditor')).map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});

test.each(routes.filter(({ method, guard }) => method !== 'get' && Array.isArray(guard)))('$method $path is refused', async ({ method, path }) => {
  const { status, body } = await auditor.call(method.toUpperCase(), path.replace(/\{[^}]+\}/g, 'none'), method === 'delete' ? undefined : {});
  expect([status, body.code]).toEqual([403, 'auth.not_allowed']);
});
