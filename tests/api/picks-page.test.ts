import { expect, test } from 'vitest';
import { createClient } from '../../api/client.ts';
import { entitlementCookie } from '../../api/proofs/entitlement.ts';
import { startPage } from '../../site/workspace/rate/server/start.ts';
import { tablePage } from '../../site/workspace/rate/server/table.ts';
import { type UnitPage, unitPage } from '../../site/workspace/rate/server/unit.ts';
import { ORIGIN } from '../support/app.ts';
import { insertCity } from './ballots.fixture.ts';
import { createCollege, openPickWindow, secretParts } from './picks.fixture.ts';

const PLACE = 'category:departments';
const app = await createCollege('s6', [{ id: 'public-web', kind: 'open', roster: null, channels: ['code'] }]);
const { dependencies: deps } = app;
await insertCity(deps);
await openPickWindow(deps, 'w1', secretParts('allowed'));

const cookieOf = (subject: string, refused: readonly string[] = []): string => {
  const right = { window: 'w1', group: 'public-web', channel: 'code', stratum: 'all', subject, refused };
  return entitlementCookie(right, deps.secrets.derive('entitlement'), deps.clock(), false).split(';')[0] ?? '';
};

/** What a browser without scripts asks for and sends. */
function contextOf(cookie: string, place: string | undefined, fields: readonly (readonly [string, string])[] | null = null) {
  const { api } = createClient(app.app, ORIGIN, { cookie, language: 'zh', address: '', agent: '' });
  const url = new URL(`/rate/${place ?? ''}`, ORIGIN);
  const post = fields && { method: 'POST', body: new URLSearchParams(fields.map(([name, value]) => [name, value])) };
  const request = new Request(url, { headers: { cookie }, ...post });
  const redirect = (to: string) => new Response(null, { status: 302, headers: { location: to } });
  return { locals: { api, city: deps.city }, params: { unit: place }, request, url, redirect, response: { status: 200, headers: new Headers() } } as never;
}

const visit = async (cookie: string, fields: Parameters<typeof contextOf>[2] = null) => (await unitPage(contextOf(cookie, PLACE, fields))) as UnitPage;

function ballotOf(page: UnitPage) {
  if (page.view !== 'ballot') throw new Error(`the page shows ${page.view}`);
  return page.ballot;
}

/** The form as it stands, with these units ticked. */
function formOf(page: UnitPage, units: readonly string[]): [string, string][] {
  const { group, cast, asked } = ballotOf(page);
  const hidden = { step: 'ballot', group, ticket: cast.ticket, revision: String(cast.revision), salt: cast.salt };
  const rule = { choose: String(asked.pick?.choose), fewer: asked.pick?.fewer ?? '' };
  return [...Object.entries({ ...hidden, ...rule }), ...units.map((unit): [string, string] => [`answer-${unit}`, 'picked'])];
}

test('the start page leads to the ballot about the category, and the table has nothing for this group', async () => {
  const cookie = cookieOf('start');
  expect(await startPage(contextOf(cookie, undefined))).toMatchObject({ view: 'units', table: false, pick: PLACE });
  expect(await tablePage(contextOf(cookie, undefined))).toBeInstanceOf(Response);
});

test('without scripts: choose, be told of too many with everything still ticked, choose again, change', async () => {
  const cookie = cookieOf('plain', ['e']);
  const blank = await visit(cookie);
  expect(ballotOf(blank)).toMatchObject({ asked: { pick: { choose: 3, fewer: 'allowed' } }, inBox: 0, blank: { ownUnits: ['e'] } });
  const refused = ballotOf(await visit(cookie, formOf(blank, ['a', 'b', 'c', 'd'])));
  expect(refused.problem).toEqual({ kind: 'refused', detail: '最多选 3 个单位。' });
  expect(Object.keys(refused.cast.answers)).toEqual(['a', 'b', 'c', 'd']);
  expect(ballotOf(await visit(cookie, formOf(blank, []))).problem?.kind).toBe('empty');
  expect(ballotOf(await visit(cookie, formOf(blank, ['a', 'college']))).problem?.detail).toContain('不在本类名单中');
  expect(await visit(cookie, formOf(blank, ['a', 'b']))).toMatchObject({
    view: 'receipt',
    cast: { sealedBy: 'server', receipt: { unit: PLACE, revision: 1 } },
  });
  const again = await visit(cookie);
  expect(ballotOf(again)).toMatchObject({ inBox: 1, cast: { answers: {} } });
  expect(await visit(cookie, formOf(again, ['c']))).toMatchObject({ view: 'receipt', cast: { receipt: { revision: 2 } } });
});

test('when the right has run out, the same ballot stays on the page with what was ticked', async () => {
  const blank = await visit(cookieOf('late'));
  const kept = ballotOf(await visit('', formOf(blank, ['a', 'd'])));
  expect(kept).toMatchObject({ problem: { kind: 'expired' }, asked: { pick: { choose: 3, fewer: 'allowed' } }, blank: null });
  expect(kept.cast).toMatchObject({ ticket: ballotOf(blank).cast.ticket, answers: { a: 'picked', d: 'picked' } });
});

test.each(['category:nothing', 'category:', 'nowhere'])('there is no page for %s', async (place) => {
  expect(await unitPage(contextOf(cookieOf('lost'), place))).toEqual({ view: 'unknown' });
});
