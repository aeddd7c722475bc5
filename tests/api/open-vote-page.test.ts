import { expect, test } from 'vitest';
import { hashPassword } from '../../api/auth/passwords.ts';
import { createClient } from '../../api/client.ts';
import { loadScheme } from '../../api/schemes/schemes.ts';
import { schemeParts } from '../../api/windows/scheme-parts.ts';
import { insertUser } from '../../db/queries/staff.ts';
import { type OpenVotePage, openVotePage, voteTask } from '../../site/workspace/open-vote/page.ts';
import { createRequester, ORIGIN, PROJECT } from '../support/app.ts';
import { insertCity } from './ballots.fixture.ts';
import { createCollege, openPickWindow } from './picks.fixture.ts';

const PLACE = 'category:departments';
const app = await createCollege('s6', [{ id: 'teachers', kind: 'panel', roster: 40, channels: ['invitation'] }]);
const { dependencies: deps } = app;
await insertCity(deps);

/** Somebody with an account, and the cookie of their browser. */
async function makeStaff(login: string, role: 'office-staff' | 'verifier'): Promise<string> {
  await insertUser(deps.db, { login, name: `${login} name`, role, passwordHash: await hashPassword('a long password') });
  const { headers } = await createRequester(app.app, null).call('POST', '/api/v1/session', { login, password: 'a long password' });
  return headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

const office = await makeStaff('office', 'office-staff');
const teacher = await makeStaff('teacher', 'verifier');
const apiOf = (cookie: string) => createClient(app.app, ORIGIN, { cookie, language: 'zh', address: '', agent: '' }).api;

/** What a browser without scripts asks for and sends; where it is led after a form that was done. */
async function visit(cookie: string, role: string, fields: readonly (readonly [string, string])[] | null = null): Promise<OpenVotePage | string> {
  const url = new URL('/workspace/open-vote', ORIGIN);
  const request = new Request(url, fields ? { method: 'POST', body: new URLSearchParams(fields.map(([name, value]) => [name, value])) } : {});
  const redirect = (to: string) => new Response(null, { status: 303, headers: { location: to } });
  const locals = { api: apiOf(cookie), city: deps.city, staff: { role } };
  const page = await openVotePage({ locals, params: {}, request, url, redirect, response: { status: 200, headers: new Headers() } } as never);
  return page instanceof Response ? (page.headers.get('location') ?? '') : page;
}

const shown = async (...visited: Parameters<typeof visit>): Promise<OpenVotePage> => {
  const page = await visit(...visited);
  if (typeof page === 'string') throw new Error(`led to ${page}`);
  return page;
};

const vote = (units: readonly string[], revision = 1) =>
  visit(teacher, 'verifier', [
    ['action', 'vote'],
    ['place', PLACE],
    ['group', 'teachers'],
    ['revision', String(revision)],
    ...units.map((unit) => [`answer-${unit}`, 'picked'] as const),
  ]);

test('without a window there is nothing to vote on', async () => {
  expect(await shown(teacher, 'verifier')).toEqual({ window: null, own: null, lists: [], typed: { place: '', answers: {} }, problem: null });
  expect(await voteTask(apiOf(teacher))).toBe(null);
});

test('the office lists who votes, one name on each line; the voter is told, votes, and may change it', async () => {
  await openPickWindow(deps, 'w1', schemeParts(loadScheme(PROJECT, 's6')));
  expect((await shown(teacher, 'verifier')).own).toBe(null);
  const list = (logins: string) =>
    visit(office, 'office-staff', [
      ['action', 'list'],
      ['group', 'teachers'],
      ['logins', logins],
    ]);
  expect(await list('teacher\nnobody')).toMatchObject({ problem: { code: 'named_ballot.unknown_voters' } });
  expect(await list(' teacher\r\n')).toBe('/workspace/open-vote?done=listed');
  expect((await shown(office, 'office-staff')).lists).toEqual([{ group: 'teachers', label: deps.city.groups[0]?.label.zh, logins: ['teacher'], voted: 0 }]);
  expect(await voteTask(apiOf(teacher))).toBe('waiting');

  expect(await vote(['a', 'b', 'c', 'd'])).toMatchObject({
    problem: { code: 'ballot.not_valid' },
    typed: { place: PLACE, answers: { a: 'picked', d: 'picked' } },
  });
  expect(await vote(['a', 'b', 'c'])).toBe('/workspace/open-vote?done=voted');
  expect((await shown(teacher, 'verifier')).own?.places).toMatchObject([{ revision: 1, answers: { a: 'picked', b: 'picked', c: 'picked' } }]);
  expect(await vote(['a', 'b', 'd'], 2)).toBe('/workspace/open-vote?done=voted');
  expect(await voteTask(apiOf(teacher))).toBe('cast');
  expect((await shown(office, 'office-staff')).lists[0]?.voted).toBe(1);
});
