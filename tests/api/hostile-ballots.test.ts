import { expect, test } from 'vitest';
import { issueCodes } from '../../api/proofs/issuing.usecases.ts';
import { envelopes } from '../../db/schema/windows.ts';
import { createTestApp } from '../support/app.ts';
import { GOOD, insertCity, makeRater, makeWindow, salt, sealInBrowser } from './ballots.fixture.ts';

const app = await createTestApp();
const { dependencies: deps } = app;
await insertCity(deps);
const W = await makeWindow(deps, 'w1');
const at = (unit: string): string => `/api/v1/windows/${W}/units/${unit}/ballot`;

test('a ballot sealed for the right of another tab is refused, and nothing spoiled is kept', async () => {
  const rater = await makeRater(app, W);
  const sealed = await sealInBrowser((await rater.call('GET', at('water'))).body, GOOD);
  const [invitation = ''] = await issueCodes(deps, W, 'community', 1);
  expect((await rater.call('POST', `/api/v1/windows/${W}/proofs/code`, { code: invitation })).body.group).toBe('community');
  const refused = await rater.call('PUT', at('water'), sealed);
  expect(refused.status).toBe(409);
  expect(refused.body).toMatchObject({ code: 'ballot.other_right', messages: { zh: expect.stringContaining('刷新'), en: expect.stringContaining('Reload') } });
  expect(await deps.db.select().from(envelopes)).toHaveLength(0);
  const again = await sealInBrowser((await rater.call('GET', at('water'))).body, GOOD);
  expect((await rater.call('PUT', at('water'), again)).status).toBe(200);
});

test('a readable ballot that was filled in for the right of another tab is refused the same way', async () => {
  const rater = await makeRater(app, W);
  const { ticket, group } = (await rater.call('GET', at('justice'))).body;
  const [invitation = ''] = await issueCodes(deps, W, 'community', 1);
  await rater.call('POST', `/api/v1/windows/${W}/proofs/code`, { code: invitation });
  const cast = { ticket, revision: 1, group, salt: salt(), answers: GOOD };
  const before = await deps.db.$count(envelopes);
  expect((await rater.call('POST', `${at('justice')}/plain`, cast)).body.code).toBe('ballot.other_right');
  expect(await deps.db.$count(envelopes)).toBe(before);
  expect((await rater.call('POST', `${at('justice')}/plain`, { ...cast, group: 'community' })).status).toBe(200);
});

test.each(['group', 'channel', 'stratum'] as const)('a ballot that names another %s than its right is refused', async (label) => {
  const rater = await makeRater(app, W);
  const sealed = await sealInBrowser((await rater.call('GET', at('education'))).body, GOOD);
  expect((await rater.call('PUT', at('education'), { ...sealed, [label]: 'other' })).body.code).toBe('ballot.other_right');
  expect((await rater.call('PUT', at('education'), sealed)).status).toBe(200);
});

test('whoever uses up the tries of a shared address keeps nobody behind it from rating', async () => {
  const strict = await createTestApp({ limitScale: 1 });
  await insertCity(strict.dependencies);
  await makeWindow(strict.dependencies, W);
  const [code = ''] = await issueCodes(strict.dependencies, W, 'public-web', 1);
  const prove = (typed: string) => strict.anonymous.call('POST', `/api/v1/windows/${W}/proofs/code`, { code: typed }, { 'x-gongping-address': '100.64.0.1' });
  const wrong = await Promise.all(Array.from({ length: 35 }, () => prove('AAAAA-AAAAA-AAAAA-AAAAA')));
  expect(wrong.filter(({ status }) => status === 429)).toHaveLength(5);
  // The queue of this minute has tests of its own.
  await strict.dependencies.sql`delete from rate_limits where key like 'pressure%'`;
  expect((await prove(code)).status).toBe(200);
  expect((await prove('AAAAA-AAAAA-AAAAA-AAAAA')).body.code).toBe('proof.too_many_tries');
});
