import { expect, test } from 'vitest';
import { loadScheme } from '../../api/schemes/schemes.ts';
import { closeWindow } from '../../api/windows/closing.usecases.ts';
import { confirmOpening } from '../../api/windows/opening.usecases.ts';
import { schemeParts } from '../../api/windows/scheme-parts.ts';
import { listTallies } from '../../db/queries/leaves.ts';
import { createTestApp, PROJECT } from '../support/app.ts';
import { castPlain, insertCity, makeRater } from './ballots.fixture.ts';
import { openPickWindow } from './picks.fixture.ts';

const app = await createTestApp();
const { dependencies: deps } = app;
await insertCity(deps);
const [UNIT = '', SECOND = '', OWN = ''] = deps.city.units.map(({ id }) => id);
const [staff, approver, deputy] = [await app.as('office-staff'), await app.as('office-approver'), await app.as('unit-editor', OWN)];

test('one group rates units openly and another secretly; both are counted at one opening', async () => {
  const parts = schemeParts(loadScheme(PROJECT, 'demo-flagship'));
  const groups = parts.groups.map((group) => (group.id === 'deputies' ? { ...group, ballot: 'named' as const } : group));
  await openPickWindow(deps, 'w1', { ...parts, groups });
  const [{ login } = { login: '' }] = await deps.sql`select login from users where id = ${deputy.userId}`;
  expect((await staff.call('PUT', '/api/v1/windows/w1/named-voters', { group: 'deputies', logins: [login] })).status).toBe(200);

  const vote = (place: string, answers: object, revision = 1) =>
    deputy.call('PUT', '/api/v1/windows/w1/named-ballots/own', { place, group: 'deputies', revision, answers });
  expect((await vote(UNIT, { overall: 'good1' })).status).toBe(200);
  expect((await vote(UNIT, { overall: 'good5' }, 2)).status).toBe(200);
  expect((await vote(SECOND, { overall: 'dk' })).status).toBe(200);
  expect((await vote(OWN, { overall: 'good5' })).body.code).toBe('ballot.own_unit');
  expect((await vote(SECOND, { overall: 'good9' }, 2)).status).toBe(422);
  expect((await castPlain(await makeRater(app, 'w1'), 'w1', UNIT)).status).toBe(200);

  const { statement } = await closeWindow(deps, 'w1', staff.userId ?? '', '演示提前截止');
  expect(statement).toMatchObject({ ballots: 1, named: { ballots: 2 } });
  await staff.call('POST', '/api/v1/windows/w1/opening');
  await (await confirmOpening(deps, 'w1', approver.userId ?? '')).finished;
  const tallies = (await listTallies(deps.db, 'w1')).map(({ unitId, group, counts }) => ({ unitId, group, overall: counts['overall'] ?? null }));
  expect(tallies).toContainEqual({ unitId: UNIT, group: 'deputies', overall: { good5: 1 } });
  expect(tallies).toContainEqual({ unitId: SECOND, group: 'deputies', overall: { dk: 1 } });
  expect(tallies).toContainEqual({ unitId: UNIT, group: 'public-web', overall: null });
});
