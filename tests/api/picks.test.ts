import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { castMany } from '../../api/ballots/batch.usecases.ts';
import { computeScores } from '../../api/scores/scores.usecases.ts';
import { closeWindow } from '../../api/windows/closing.usecases.ts';
import { confirmOpening } from '../../api/windows/opening.usecases.ts';
import { listLeaves, listTallies } from '../../db/queries/leaves.ts';
import { ballotLeafHash } from '../../proof/ballot.ts';
import { recount } from '../../proof/log/recount.ts';
import type { WindowManifest } from '../../proof/manifest.ts';
import { PROJECT } from '../support/app.ts';
import { castPlain, castSealed, insertCity, makeRater, salt } from './ballots.fixture.ts';
import { createCollege, openPickWindow, picksFor, secretParts } from './picks.fixture.ts';

const PLACE = 'category:departments';
const THREE = { a: 'picked', b: 'picked', c: 'picked' };

/** `s6` with secret ballots of a group that is open to all. */
function secretProject(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'gongping-schemes-'));
  mkdirSync(path.join(folder, 'content/schemes'), { recursive: true });
  const text = readFileSync(path.join(PROJECT, 'content/schemes/s6.yaml'), 'utf8');
  const secret = text
    .replace(/ballots:\n\s+kind: named\n\s+fewer: refused\n/, (found) => found.replace('named', 'secret'))
    .replace(/groups: \[\{ id: teachers.*\}\]/, 'groups: [{ id: public-web, label: { zh: 公众, en: Public }, minimum: 10 }]');
  writeFileSync(path.join(folder, 'content/schemes/s6.yaml'), secret);
  return folder;
}

const app = await createCollege('s6', [{ id: 'public-web', kind: 'open', roster: null, channels: ['code'] }]);
const deps = { ...app.dependencies, config: { ...app.dependencies.config, projectDir: secretProject() } };
await insertCity(deps);
const staff = await app.as('office-staff');
const approver = await app.as('office-approver');

async function countWindow(window: string): Promise<void> {
  await closeWindow(deps, window, staff.userId ?? '', '演示提前截止');
  await staff.call('POST', `/api/v1/windows/${window}/opening`);
  await (await confirmOpening(deps, window, approver.userId ?? '')).finished;
}

await openPickWindow(deps, 'w1', secretParts());

test('the blank ballot is about the category: its units, how many to choose, one length', async () => {
  const rater = await makeRater(app, 'w1');
  const { status, body } = await rater.call('GET', `/api/v1/windows/w1/units/${PLACE}/ballot`);
  expect(status).toBe(200);
  expect(body.unit).toBe(PLACE);
  expect(body.questionnaire).toMatchObject({ id: 'top-three', pick: { category: { id: 'departments' }, choose: 3, fewer: 'refused' }, screening: null });
  expect(body.questionnaire.questions.map(({ id }: { id: string }) => id)).toEqual(['a', 'b', 'c', 'd', 'e']);
  const table = (await rater.call('GET', '/api/v1/windows/w1/ballots')).body;
  expect(table.units.map(({ unit }: { unit: string }) => unit)).toEqual([PLACE]);
});

test.each([
  ['too many picks', { ...THREE, d: 'picked' }, 'answers', '正好选 3 个'],
  ['too few picks', { a: 'picked' }, 'answers', '正好选 3 个'],
  ['nobody', {}, 'answers', '至少选一个'],
  ['a unit of another category', { a: 'picked', b: 'picked', college: 'picked' }, 'answers.college', '不在本类名单中'],
  ['an unknown unit', { a: 'picked', b: 'picked', z: 'picked' }, 'answers.z', '不在本类名单中'],
  ['a prototype', { a: 'picked', b: 'picked', constructor: 'picked' }, 'answers.constructor', '不在本类名单中'],
  ['another answer', { a: 'picked', b: 'picked', c: 'good5' }, 'answers.c', '不是可选的答案'],
  ['what the tally counts as not named', { a: 'picked', b: 'picked', c: 'left' }, 'answers.c', '不是可选的答案'],
])('plain: %s is refused with a sentence, and nothing is taken', async (_, answers, at, sentence) => {
  const rater = await makeRater(app, 'w1');
  const { status, body } = await castPlain(rater, 'w1', PLACE, answers);
  expect({ status, code: body.code }).toEqual({ status: 422, code: 'ballot.not_valid' });
  expect(body.errors[0].path).toBe(at);
  expect(body.errors[0].messages.zh).toContain(sentence);
});

test.each([[{ a: true }], [{ a: ['picked'] }], [['a', 'b', 'c']], ['a'], [null], [{ a: null }]])(
  'plain: picks of a wrong type (%j) are a 422',
  async (answers) => {
    const rater = await makeRater(app, 'w1');
    expect((await castPlain(rater, 'w1', PLACE, answers as never)).status).toBe(422);
  },
);

test('plain: a unit named twice is refused', async () => {
  const rater = await makeRater(app, 'w1');
  const address = `/api/v1/windows/w1/units/${PLACE}/ballot`;
  const { body } = await rater.call('GET', address);
  const twice = `{"ticket":"${body.ticket}","revision":1,"salt":"${salt()}","answers":{"a":"picked","b":"picked","a":"picked"}}`;
  expect((await rater.call('POST', `${address}/plain`, twice)).body).toMatchObject({ status: 422, code: 'ballot.said_twice' });
});

test('the ballot is about the category only: neither a unit nor another category', async () => {
  const rater = await makeRater(app, 'w1');
  for (const place of ['a', 'category:college', 'category:', 'category:departments2', 'departments'])
    expect((await rater.call('GET', `/api/v1/windows/w1/units/${place}/ballot`)).body).toMatchObject({ status: 404, code: 'unit.unknown' });
});

test('who may not rate a unit may not name it either', async () => {
  const cast = { unit: PLACE, group: 'public-web', channel: 'code', subject: 'x', answers: THREE };
  await expect(castMany(deps, 'w1', [{ ...cast, unit: 'a' }])).rejects.toMatchObject({ code: 'ballot.not_valid' });
  const rater = await makeRater(app, 'w1');
  const own = await rater.call('POST', '/api/v1/windows/w1/proofs/code', { code: rater.code, employer: 'a' });
  expect(own.status).toBe(200);
  expect((await castPlain(rater, 'w1', PLACE, THREE)).body.code).toBe('ballot.own_unit');
  expect((await castPlain(rater, 'w1', PLACE, { b: 'picked', c: 'picked', d: 'picked' })).status).toBe(200);
});

test('sealed, changed, closed, opened: counted once, spoiled with a reason, recounted to the same figures, scored', async () => {
  await openPickWindow(deps, 'w2', secretParts());
  const receipts: { leafHash: string; unit: string }[] = [];
  for (const [i, answers] of picksFor(12, 9, 4).entries()) {
    const rater = await makeRater(app, 'w2');
    if (i === 0) await castSealed(rater, 'w2', PLACE, { c: 'picked', d: 'picked', e: 'picked' });
    receipts.push((await (i % 2 ? castPlain(rater, 'w2', PLACE, answers) : castSealed(rater, 'w2', PLACE, answers))).body.receipt);
  }
  const spoil = async (answers: Record<string, string>, change = {}) => castSealed(await makeRater(app, 'w2'), 'w2', PLACE, answers, change);
  expect((await spoil({ ...THREE, d: 'picked' })).status).toBe(200);
  expect((await spoil({ a: 'picked' })).status).toBe(200);
  expect((await spoil({ a: 'picked', b: 'picked', college: 'picked' })).status).toBe(200);
  const twice = `{"answers":{"a":"picked","a":"picked","b":"picked"},"group":"public-web","salt":"${salt()}","screening":null,"unit":"${PLACE}","v":1,"window":"w2"}`;
  expect((await spoil({}, { text: twice })).status).toBe(200);
  expect((await spoil(THREE, { ballot: { unit: 'a' } })).status).toBe(200);
  const lengths = await deps.sql`select distinct length(ciphertext) as bytes from envelopes where window_id = 'w2'`;
  expect(lengths).toHaveLength(1);
  await countWindow('w2');

  const leaves = await listLeaves(deps.db, 'w2');
  expect(leaves.every(({ unitId }) => unitId === PLACE)).toBe(true);
  for (const { leafHash, unit } of receipts) {
    expect(unit).toBe(PLACE);
    const found = leaves.find((leaf) => leaf.leafHash === leafHash);
    expect(ballotLeafHash(found?.ballot ?? '')).toBe(leafHash);
  }
  expect(leaves.flatMap(({ spoiled }) => spoiled ?? []).sort()).toEqual(['bad-form', 'foreign-unit', 'other-ballot', 'too-few-picks', 'too-many-picks']);

  const [tally, ...more] = await listTallies(deps.db, 'w2');
  expect(more).toEqual([]);
  expect(tally).toMatchObject({ unitId: PLACE, group: 'public-web', origin: 'ballots', products: {}, pairs: {} });
  expect(tally?.counts).toMatchObject({ a: { left: 3, picked: 9 }, b: { left: 8, picked: 4 } });

  const [row] = await deps.sql`select manifest, closing_statement as closing, log_statement as log from windows where id = 'w2'`;
  const { manifest, closing, log } = row as { manifest: WindowManifest; closing: never; log: never };
  const read = async function* () {
    for (const { unitId, ...leaf } of leaves) yield { ...leaf, unit: unitId } as never;
  };
  const again = await recount({ format: 'gongping-window-record/1', window: 'w2', manifest, closing, log }, read());
  expect(again.faults).toEqual([]);
  expect(again.tallies.get(PLACE)?.get('public-web')?.counts).toEqual(tally?.counts);

  const { result } = await computeScores(deps, deps.city.cycles.at(-1)?.id ?? '', null);
  const share = (unit: string) => result.units.find(({ id }) => id === unit)?.figures?.find(({ id }) => id === 'top-three')?.exact;
  expect([share('a'), share('b')]).toEqual(['75', '100/3']);
});
