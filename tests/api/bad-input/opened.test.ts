import { beforeAll, expect, test } from 'vitest';
import { closeWindow } from '../../../api/windows/closing.usecases.ts';
import { confirmOpening, proposeOpening } from '../../../api/windows/opening.usecases.ts';
import { listLeaves, listTallies } from '../../../db/queries/leaves.ts';
import type { Leaf } from '../../../proof/opening.ts';
import { createTestApp, type Requester } from '../../support/app.ts';
import { GOOD, insertCity, makeRater, makeWindow, salt, sealInBrowser } from '../ballots.fixture.ts';

/**
 * What a tampered browser seals the server cannot see. It is taken, its receipt is signed, and at the opening it is a
 * spoiled leaf with its reason, counted in public and in no score.
 */
const app = await createTestApp();
const { dependencies: deps } = app;
await insertCity(deps);
const W = await makeWindow(deps, 'w1');
const OTHER = await makeWindow(deps, 'w-key');
const [UNIT = '', NEXT = ''] = deps.city.units.map(({ id }) => id);
const at = (unit = UNIT): string => `/api/v1/windows/${W}/units/${unit}/ballot`;

// biome-ignore lint/suspicious/noExplicitAny: the blank ballot as it came
type Blank = any;
type Cast = Awaited<ReturnType<typeof sealInBrowser>>;
type Seal = (blank: Blank, rater: Requester) => Promise<Cast>;

/** Seals the canonical form of a good ballot in which `results` is what `value` spells. */
const spelling =
  (value: string): Seal =>
  (blank) =>
    sealInBrowser(blank, GOOD, { text: textOf(blank, `{"attitude":"good4","results":${value}}`) });

const textOf = ({ group, unit, window }: Blank, answers: string): string =>
  `{"answers":${answers},"group":"${group}","salt":"${salt()}","screening":null,"unit":"${unit}","v":1,"window":"${window}"}`;

const bytes = (cast: Cast, change: (sealed: Buffer) => unknown): Cast => {
  const sealed = Buffer.from(cast.ciphertext, 'base64url');
  change(sealed);
  return { ...cast, ciphertext: sealed.toString('base64url') };
};

const CASES: readonly [name: string, seal: Seal, spoiled: Leaf['spoiled']][] = [
  ['a good ballot', (blank) => sealInBrowser(blank, GOOD), null],
  ['score 6', spelling('6'), 'bad-form'],
  ['score 0', spelling('0'), 'bad-form'],
  ['score −1', spelling('-1'), 'bad-form'],
  ['score 4.5', spelling('4.5'), 'bad-form'],
  ['score "5"', spelling('"5"'), 'unknown-level'],
  ['score null', spelling('null'), 'bad-form'],
  ['score NaN', spelling('NaN'), 'bad-form'],
  ['score 1e309', spelling('1e309'), 'bad-form'],
  ['score true', spelling('true'), 'bad-form'],
  ['score [5]', spelling('[5]'), 'bad-form'],
  ['don’t know plus a score', spelling('"dk","results":"good1"'), 'bad-form'],
  ['a score plus don’t know', spelling('"good5","results":"dk"'), 'bad-form'],
  ['two levels in one', spelling('"dk good5"'), 'unknown-level'],
  ['an invented question', (blank) => sealInBrowser(blank, { bribe: 'good5' }), 'unknown-question'],
  ['__proto__ as a question', (blank) => sealInBrowser(blank, GOOD, { text: textOf(blank, '{"__proto__":"good5"}') }), 'unknown-question'],
  ['no answers', (blank) => sealInBrowser(blank, {}), 'empty'],
  ['another screening answer', (blank) => sealInBrowser(blank, GOOD, { ballot: { screening: 'maybe' } }), 'bad-screening'],
  ['a short salt', (blank) => sealInBrowser(blank, GOOD, { ballot: { salt: 'AAAA' } }), 'bad-salt'],
  ['another unit inside', (blank) => sealInBrowser(blank, GOOD, { ballot: { unit: NEXT } }), 'other-ballot'],
  ['another group inside', (blank) => sealInBrowser(blank, GOOD, { ballot: { group: 'deputies' } }), 'other-ballot'],
  ['another window inside', (blank) => sealInBrowser(blank, GOOD, { ballot: { window: OTHER } }), 'other-ballot'],
  ['not JSON', (blank) => sealInBrowser(blank, GOOD, { text: '{' }), 'bad-form'],
  ['depth 100', (blank) => sealInBrowser(blank, GOOD, { text: '['.repeat(100) + ']'.repeat(100) }), 'bad-form'],
  ['another order of keys', (blank) => sealInBrowser(blank, GOOD, { text: textOf(blank, '{"results":"good1","attitude":"good1"}') }), 'bad-form'],
  ['a bogus leaf hash', (blank) => sealInBrowser(blank, GOOD, { leafHash: '0'.repeat(64) }), 'leaf-mismatch'],
  ['a flipped bit', async (blank) => bytes(await sealInBrowser(blank, GOOD), (sealed) => sealed.writeUInt8(sealed.readUInt8(100) ^ 1, 100)), 'unreadable'],
  ['random bytes', async (blank) => bytes(await sealInBrowser(blank, GOOD), (sealed) => sealed.fill(7)), 'unreadable'],
  ['sealed for another key', async (blank) => sealInBrowser({ ...blank, publicKey: await otherKey() }, GOOD), 'unreadable'],
  ['sealed for another revision', async (blank) => ({ ...(await sealInBrowser({ ...blank, revision: 5 } as Blank, GOOD)), revision: 1 }), 'unreadable'],
  ['moved from another row', async (blank) => ({ ...(await someoneElses()), ticket: blank.ticket }), 'unreadable'],
];

async function otherKey(): Promise<string> {
  const stranger = await makeRater(app, OTHER);
  return (await stranger.call('GET', `/api/v1/windows/${OTHER}/units/${UNIT}/ballot`)).body.publicKey;
}

async function someoneElses(): Promise<Cast> {
  const other = await makeRater(app, W);
  return sealInBrowser((await other.call('GET', at())).body, GOOD);
}

const receipts = new Map<string, { leafHash: string; ticket: string }>();
let leaves: Awaited<ReturnType<typeof listLeaves>> = [];

beforeAll(async () => {
  for (const [name, seal] of CASES) {
    const rater = await makeRater(app, W);
    const answer = await rater.call('PUT', at(), await seal((await rater.call('GET', at())).body, rater));
    expect([name, answer.status]).toEqual([name, 200]);
    receipts.set(name, answer.body.receipt);
  }
  for (const rater of await Promise.all([makeRater(app, W), makeRater(app, W)])) {
    const twin = { ballot: { salt: 'A'.repeat(43) } };
    const answer = await rater.call('PUT', at(NEXT), await sealInBrowser((await rater.call('GET', at(NEXT))).body, GOOD, twin));
    expect(answer.status).toBe(200);
    receipts.set(`twin ${receipts.size}`, answer.body.receipt);
  }
  const [staff, approver] = [(await app.as('office-staff')).userId ?? '', (await app.as('office-approver')).userId ?? ''];
  await closeWindow(deps, W, staff, '测试提前截止');
  await proposeOpening(deps, W, staff);
  await (await confirmOpening(deps, W, approver)).finished;
  leaves = await listLeaves(deps.db, W);
});

test('every sealed ballot has a leaf, and no more', () => {
  expect(leaves).toHaveLength(CASES.length + 2);
});

test.each(CASES)('%s', (name, _, spoiled) => {
  const { leafHash } = receipts.get(name) ?? {};
  expect(leaves.filter((leaf) => leaf.leafHash === leafHash).map((leaf) => leaf.spoiled)).toEqual([spoiled]);
});

test('spoiled ballots are counted in public by reason, and enter no tally', async () => {
  const { body } = await app.anonymous.call('GET', `/api/v1/windows/${W}`);
  const reasons = CASES.flatMap(([, , spoiled]) => spoiled ?? []);
  const counted = Object.fromEntries([...new Set(reasons)].map((reason) => [reason, reasons.filter((other) => other === reason).length]));
  expect(body.log.statement).toMatchObject({ ballots: CASES.length + 2, spoiled: counted });
  const tally = (await listTallies(deps.db, W)).find(({ unitId }) => unitId === UNIT);
  expect(tally?.counts['results']).toEqual({ good5: 1 });
});

test('two equal commitments are two ballots', async () => {
  const twins = leaves.filter(({ unitId }) => unitId === NEXT);
  expect(twins.map(({ spoiled }) => spoiled)).toEqual([null, null]);
  expect(new Set(twins.map(({ leafHash }) => leafHash)).size).toBe(1);
  expect((await listTallies(deps.db, W)).find(({ unitId }) => unitId === NEXT)?.counts['results']).toEqual({ good5: 2 });
});
