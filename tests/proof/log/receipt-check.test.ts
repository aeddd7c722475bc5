import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partPaths } from '../../../proof/log/lists.ts';
import { checkReceipt, readReceipt } from '../../../proof/log/receipt-check.ts';
import { tilesOfLevel } from '../../../proof/log/tiles.ts';
import { makeLog, readerOf } from './log.fixture.ts';

const SMALL = makeLog(600, 3);
const LARGE = makeLog(100_000);

const check = (log: typeof SMALL, kept: Parameters<typeof checkReceipt>[0]) => checkReceipt(kept, readerOf(log).read);

test('every ballot of a window is found: counted, or spoiled with its reason', async () => {
  for (let i = 0; i < 600; i += 23) {
    const found = await check(SMALL, SMALL.receiptOf(i));
    if (i < 3) expect(found).toEqual({ state: 'spoiled', reason: 'leaf-mismatch' });
    else expect(found).toMatchObject({ state: 'counted', ballots: 600, whole: true });
  }
});

test('an earlier revision reads that it was superseded, and by which', async () => {
  expect(await check(SMALL, SMALL.receiptOf(10, { revision: 1, leafHash: 'a'.repeat(64) }))).toEqual({ state: 'superseded', revision: 2 });
});

test('a receipt whose ballot is not there is told so; whether its ticket was in the box is said', async () => {
  expect(await check(SMALL, SMALL.receiptOf(11, { leafHash: 'a'.repeat(64) }))).toEqual({ state: 'missing', listed: true });
  expect(await check(SMALL, SMALL.receiptOf(11, { leafHash: 'a'.repeat(64), ticket: 'A'.repeat(22) }))).toEqual({ state: 'missing', listed: false });
});

test('a changed receipt, one of another key, another window', async () => {
  const { receipt, signature } = SMALL.receiptOf(12);
  expect(await check(SMALL, { receipt: { ...receipt, revision: 3 }, signature })).toEqual({ state: 'not-signed' });
  expect(await check(SMALL, { receipt, signature: '' })).toEqual({ state: 'not-signed' });
  expect(await check(SMALL, SMALL.receiptOf(12, { window: 'other' }))).toEqual({ state: 'unknown-window' });
});

test('before the opening it waits, and in a release without logs too', async () => {
  const unopened = { ...SMALL, record: { ...SMALL.record, log: null, published: null } } as unknown as typeof SMALL;
  expect(await check(unopened, SMALL.receiptOf(12))).toEqual({ state: 'waiting' });
  const { published: _, ...older } = SMALL.record;
  expect(await check({ ...SMALL, record: older } as unknown as typeof SMALL, SMALL.receiptOf(12))).toEqual({ state: 'waiting' });
});

test('a small log is read whole: the requests are the same whatever the receipt says', async () => {
  const requests = await Promise.all(
    [SMALL.receiptOf(1), SMALL.receiptOf(300), SMALL.receiptOf(7, { leafHash: 'f'.repeat(64) })].map(async (kept) => {
      const reader = readerOf(SMALL);
      await checkReceipt(kept, reader.read);
      return [...new Set(reader.asked)].sort();
    }),
  );
  expect(requests[1]).toEqual(requests[0]);
  expect(requests[2]).toEqual(requests[0]);
  const log = [...tilesOfLevel(0, 601), ...partPaths('tickets', 600), ...partPaths('spoiled', 3)].map((path) => `log/${SMALL.record.window}/${path}`);
  expect(requests[0]).toEqual([...log, `windows/${SMALL.record.window}.json`].sort());
});

test('a large log is searched: few files, the leaf proved under the signed root', async () => {
  const reader = readerOf(LARGE);
  expect(await checkReceipt(LARGE.receiptOf(54_321), reader.read)).toMatchObject({ state: 'counted', whole: false });
  expect(new Set(reader.asked).size).toBeLessThan(25);
  expect(await check(LARGE, LARGE.receiptOf(20, { revision: 1, leafHash: '0'.repeat(64) }))).toEqual({ state: 'superseded', revision: 2 });
  expect(await check(LARGE, LARGE.receiptOf(21, { leafHash: 'f'.repeat(64) }))).toEqual({ state: 'missing', listed: true });
});

test.each([
  ['small', SMALL],
  ['large', LARGE],
])('a %s log with a changed leaf or a missing file is told as broken, never as missing ballot', async (_, log) => {
  const kept = log.receiptOf(50);
  const reader = readerOf(log);
  await checkReceipt(kept, reader.read);
  const tiles = [...new Set(reader.asked)].filter((path) => path.includes('/tile/')).map((path) => path.replace(`log/${log.record.window}/`, ''));
  for (const path of tiles) {
    const bytes = log.files.get(path)?.slice() ?? new Uint8Array();
    bytes.fill(0xff, 0, 32);
    const state = (await check({ ...log, files: new Map(log.files).set(path, bytes) }, kept)).state;
    expect(['log-broken', 'counted']).toContain(state);
    const gone = new Map(log.files);
    gone.delete(path);
    expect((await check({ ...log, files: gone }, kept)).state).toBe('log-broken');
  }
});

test('any text is either a receipt or none; fields that a receipt does not have are passed over', () => {
  const kept = SMALL.receiptOf(5);
  expect(readReceipt(JSON.stringify({ ...kept, signingKey: 'x', sealedBy: 'browser' }))).toEqual(kept);
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => readReceipt(text) === null),
    { seed: 7 },
  );
  for (const change of [{ window: '../x' }, { ticket: 'x' }, { revision: 0 }, { revision: 1.5 }, { leafHash: 'A'.repeat(64) }, { v: 2 }])
    expect(readReceipt(JSON.stringify({ ...kept, receipt: { ...kept.receipt, ...change } }))).toBeNull();
});
