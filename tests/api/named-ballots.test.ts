import { readFileSync } from 'node:fs';
import path from 'node:path';
import { desc, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { castMany } from '../../api/ballots/batch.usecases.ts';
import { loadScheme } from '../../api/schemes/schemes.ts';
import { computeScores } from '../../api/scores/scores.usecases.ts';
import { closeWindow } from '../../api/windows/closing.usecases.ts';
import { confirmOpening } from '../../api/windows/opening.usecases.ts';
import { schemeParts } from '../../api/windows/scheme-parts.ts';
import { listLeaves, listTallies } from '../../db/queries/leaves.ts';
import { listNamed, putNamed } from '../../db/queries/named-ballots.ts';
import { namedBallots } from '../../db/schema/named-ballots.ts';
import { auditLog } from '../../db/schema/staff.ts';
import { isSigned } from '../../proof/receipt.ts';
import { PROJECT, type Requester } from '../support/app.ts';
import { insertCity, makeRater } from './ballots.fixture.ts';
import { createCollege, openPickWindow, picksFor } from './picks.fixture.ts';

const PLACE = 'category:departments';
const W = 'w1';
const THREE = { a: 'picked', b: 'picked', c: 'picked' };
const app = await createCollege('s6', [{ id: 'teachers', kind: 'panel', roster: 40, channels: ['invitation'] }]);
const { dependencies: deps } = app;
await insertCity(deps);
await openPickWindow(deps, W, schemeParts(loadScheme(PROJECT, 's6')));

const [staff, approver, auditor] = [await app.as('office-staff'), await app.as('office-approver'), await app.as('auditor')];
const stranger = await app.as('verifier');
const teachers: Requester[] = [];
for (let i = 0; i < 3; i++) teachers.push(await app.as('unit-editor', i === 0 ? 'a' : 'e'));
const [first, second, third] = teachers as [Requester, Requester, Requester];

const at = (rest: string): string => `/api/v1/windows/${W}/${rest}`;
const loginOf = async (who: Requester): Promise<string> => (await deps.sql`select login from users where id = ${who.userId}`)[0]?.['login'] as string;
const listTeachers = async (who: readonly Requester[], by = staff) =>
  by.call('PUT', at('named-voters'), { group: 'teachers', logins: await Promise.all(who.map(loginOf)) });
const vote = (who: Requester, answers: unknown, revision: unknown = 1, more: object = {}) =>
  who.call('PUT', at('named-ballots/own'), { place: PLACE, group: 'teachers', revision, answers, ...more });

describe('the list', () => {
  test('is the office’s, names accounts that exist, and only groups that vote openly', async () => {
    expect((await listTeachers([first], auditor)).status).toBe(403);
    const unknown = await staff.call('PUT', at('named-voters'), { group: 'teachers', logins: ['nobody', await loginOf(first)] });
    expect(unknown.body).toMatchObject({ status: 422, code: 'named_ballot.unknown_voters' });
    expect(unknown.body.messages.zh).toContain('nobody');
    expect((await staff.call('PUT', at('named-voters'), { group: 'public-web', logins: [] })).body.code).toBe('named_ballot.group_not_named');
    expect((await staff.call('PUT', '/api/v1/windows/none/named-voters', { group: 'teachers', logins: [] })).status).toBe(404);
    expect((await vote(first, THREE)).body.code).toBe('named_ballot.not_on_list');
    expect((await listTeachers([first, second, third, stranger])).status).toBe(200);
    expect((await listTeachers([first, second, third])).status).toBe(200);
    const [row] = await deps.db.select().from(auditLog).where(eq(auditLog.action, 'named_ballot.voters_listed')).orderBy(desc(auditLog.sequence)).limit(1);
    expect(row).toMatchObject({ actor: staff.userId, subject: `window:${W}`, detail: { group: 'teachers', added: [], removed: [await loginOf(stranger)] } });
    expect((await vote(stranger, THREE)).body).toMatchObject({ status: 403, code: 'named_ballot.not_on_list' });
    const { voters } = (await auditor.call('GET', at('named-voters'))).body;
    expect(voters).toHaveLength(3);
    expect(voters[0]).toMatchObject({ group: 'teachers', voted: false });
  });
});

describe('a vote', () => {
  test('is told what is asked, kept with the name, changed by the next revision, and has an audit row that does not say how', async () => {
    const { body } = await second.call('GET', at('named-ballots/own'));
    expect(body).toMatchObject({ open: true, group: 'teachers', questionnaire: { id: 'top-three', pick: { choose: 3, fewer: 'refused' } } });
    expect(body.places).toEqual([{ place: PLACE, answers: null, revision: 0, castAt: null, ownUnit: false }]);
    expect((await vote(second, THREE)).body.revision).toBe(1);
    expect((await vote(second, THREE)).status).toBe(200);
    expect((await vote(second, { b: 'picked', c: 'picked', d: 'picked' })).body).toMatchObject({ status: 409, code: 'ballot.outdated_revision' });
    expect((await vote(second, { b: 'picked', c: 'picked', d: 'picked' }, 2)).status).toBe(200);
    expect((await second.call('GET', at('named-ballots/own'))).body.places[0]).toMatchObject({ revision: 2, answers: { b: 'picked', d: 'picked' } });
    const [row] = await deps.db.select().from(auditLog).where(eq(auditLog.action, 'named_ballot.cast')).orderBy(desc(auditLog.sequence)).limit(1);
    expect(row).toMatchObject({ actor: second.userId, subject: `window:${W}`, detail: { place: PLACE, group: 'teachers', revision: 2 } });
    expect(JSON.stringify(row)).not.toContain('picked');
  });

  test.each([
    ['too many', { ...THREE, d: 'picked' }, 422],
    ['too few', { a: 'picked', b: 'picked' }, 422],
    ['a unit of another category', { a: 'picked', b: 'picked', college: 'picked' }, 422],
    ['an unknown unit', { a: 'picked', b: 'picked', z: 'picked' }, 422],
    ['another answer', { a: 'picked', b: 'picked', c: 'left' }, 422],
    ['nobody', {}, 422],
    ['a list', ['a', 'b', 'c'], 422],
    ['figures', { a: 1, b: 1, c: 1 }, 422],
    ['nothing', null, 422],
    ['the own unit', { c: 'picked', d: 'picked', e: 'picked' }, 403],
  ])('of %s is refused and nothing is kept', async (_, answers, status) => {
    expect((await vote(third, answers)).status).toBe(status);
    expect((await third.call('GET', at('named-ballots/own'))).body.places[0].revision).toBe(0);
  });

  test.each([
    ['another place', 1, { place: 'a' }, 404],
    ['another category', 1, { place: 'category:college' }, 404],
    ['another group', 1, { group: 'public-web' }, 409],
    ['a revision of 0', 0, {}, 422],
    ['a revision that jumps', 7, {}, 409],
    ['a revision as text', '1', {}, 422],
    ['a key too many', 1, { name: 'x' }, 422],
  ])('with %s is refused', async (_, revision, more, status) => {
    expect((await vote(third, THREE, revision, more)).status).toBe(status);
  });

  test('said twice, without a sign-in, or by a sealed way is refused', async () => {
    const twice = `{"place":"${PLACE}","group":"teachers","revision":1,"answers":{"a":"picked","a":"picked","b":"picked","c":"picked"}}`;
    expect((await third.call('PUT', at('named-ballots/own'), twice)).body.code).toBe('ballot.said_twice');
    expect((await vote(app.anonymous, THREE)).status).toBe(401);
    const rater = await makeRater(app, W, 'teachers');
    expect((await rater.call('GET', at(`units/${PLACE}/ballot`))).body.code).toBe('ballot.group_votes_openly');
    expect((await rater.call('GET', at('ballots'))).body.code).toBe('ballot.group_votes_openly');
    await expect(castMany(deps, W, [{ unit: PLACE, group: 'teachers', channel: 'invitation', subject: 'x', answers: THREE }])).rejects.toMatchObject({
      code: 'ballot.not_valid',
    });
  });

  test('two pages at the same moment: one is kept, the other is told', async () => {
    const both = await Promise.all([vote(third, THREE), vote(third, { b: 'picked', c: 'picked', d: 'picked' })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('while the list changes no vote is under way: it is taken or refused, never half', async () => {
    const logins = await Promise.all([first, second, third].map(loginOf));
    const fresh = await app.as('verifier');
    const withFresh = [...logins, await loginOf(fresh)];
    const list = (names: readonly string[]) => staff.call('PUT', at('named-voters'), { group: 'teachers', logins: names });
    await list(withFresh);
    const told = await Promise.all([vote(fresh, THREE), list(logins), list(withFresh), list(logins), list(withFresh)]);
    expect(told.map(({ status }) => status).filter((status) => ![200, 403, 409].includes(status))).toEqual([]);
    await deps.sql`delete from named_ballots where user_id = ${fresh.userId}`;
    expect((await list(logins)).status).toBe(200);
  });

  test('the page tells the time until which the window was extended', async () => {
    const later = '2031-01-01T00:00:00.000Z';
    const [{ closes_at: sealed }] = (await deps.sql`select closes_at from windows where id = ${W}`) as unknown as [{ closes_at: Date }];
    await deps.sql`update windows set closes_at = ${later} where id = ${W}`;
    expect((await second.call('GET', at('named-ballots/own'))).body.closesAt).toBe(later);
    await deps.sql`update windows set closes_at = ${sealed} where id = ${W}`;
  });

  test('who has voted stays on the list, and nobody reads the votes before closing', async () => {
    expect((await listTeachers([first])).body).toMatchObject({ status: 409, code: 'named_ballot.has_voted' });
    expect((await staff.call('GET', at('named-ballots'))).body).toMatchObject({ status: 409, code: 'named_ballot.not_yet_closed' });
    expect((await second.call('GET', at('named-ballots'))).status).toBe(403);
  });
});

describe('s6 from draft to score', () => {
  const published = JSON.parse(readFileSync(path.join(PROJECT, 'tests/vectors/s6.json'), 'utf8')).cases.at(-1);

  beforeAll(async () => {
    await deps.sql`delete from named_ballots`;
    await deps.sql`delete from named_voters`;
    const voters = Array.from({ length: published.input.ballots['top-three'] }, (_, i) => ({
      id: crypto.randomUUID(),
      login: `teacher-${i}`,
      name: `教师 ${i}`,
    }));
    for (const { id, login, name } of voters) await deps.sql`insert into users (id, login, name, role) values (${id}, ${login}, ${name}, 'verifier')`;
    await staff.call('PUT', at('named-voters'), { group: 'teachers', logins: voters.map(({ login }) => login) });
    const [a, b] = published.input.units.map(({ values }: { values: Record<string, { named: string }> }) => Number(values['top-three']?.named));
    for (const [i, answers] of picksFor(voters.length, a, b).entries())
      await putNamed(deps.db, { windowId: W, place: PLACE, userId: voters[i]?.id ?? '', group: 'teachers', answers, revision: 1, castAt: deps.clock() });
    await closeWindow(deps, W, staff.userId ?? '', '演示提前截止');
  });

  test('the closing signs how many openly signed ballots there are and what they say, apart from the box', async () => {
    const { statement, signature, signingKey } = (await staff.call('GET', at('closing'))).body;
    expect(statement).toMatchObject({ ballots: 0, cells: [], named: { ballots: 40, cells: [{ unit: PLACE, group: 'teachers', ballots: 40 }] } });
    expect(isSigned('closing', statement, signature, signingKey)).toBe(true);
    expect((await vote(second, THREE)).status).toBeGreaterThanOrEqual(400);
    expect((await listTeachers([first])).body.code).toBe('named_ballot.list_closed');
    expect((await auditor.call('GET', at('named-ballots'))).body.ballots).toHaveLength(40);
  });

  test('a vote that was changed after closing is noticed at the opening', async () => {
    const row = (await listNamed(deps.db, W)).find(({ answers }) => answers['a'] !== undefined);
    if (!row) throw new Error('no ballot');
    const change = (answers: object) =>
      deps.db
        .update(namedBallots)
        .set({ answers: { ...answers } })
        .where(eq(namedBallots.userId, row.userId));
    await change({ c: 'picked', d: 'picked', e: 'picked' });
    await staff.call('POST', at('opening'));
    await expect(confirmOpening(deps, W, approver.userId ?? '').then(({ finished }) => finished)).rejects.toMatchObject({
      code: 'window.altered_after_closing',
    });
    await change(row.answers);
  });

  test('opened, the score is the worked figure; nothing of it is in the log', async () => {
    await (await confirmOpening(deps, W, approver.userId ?? '')).finished;
    expect(await listLeaves(deps.db, W)).toEqual([]);
    const [tally] = await listTallies(deps.db, W);
    expect(tally).toMatchObject({ unitId: PLACE, group: 'teachers', origin: 'ballots', roster: 40, counts: { a: { left: 10, picked: 30 } } });
    const { result } = await computeScores(deps, deps.city.cycles.at(-1)?.id ?? '', null);
    const share = (unit: string) => result.units.find(({ id }) => id === unit)?.figures?.find(({ id }) => id === 'top-three')?.exact;
    expect({ a: share('a'), b: share('b') }).toEqual({ a: published.units.a.figures['top-three'], b: published.units.b.figures['top-three'] });
  });
});
