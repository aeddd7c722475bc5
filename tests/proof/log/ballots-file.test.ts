import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { KEY_SEED_BYTES, makeKeyPair } from '../../../proof/keys.ts';
import { sealBallots } from '../../../proof/log/ballots-file.ts';
import { openBallots } from '../../../proof/log/ballots-reader.ts';
import type { Leaf } from '../../../proof/opening.ts';

const auditor = makeKeyPair(new Uint8Array(randomBytes(KEY_SEED_BYTES)));
const other = makeKeyPair(new Uint8Array(randomBytes(KEY_SEED_BYTES)));
const about = { window: 'w', root: 'ab'.repeat(32) };
/** A piece of the file: 64 KiB and its tag. */
const PIECE = 65_552;
const COUNT = 1500;

const leafAt = (i: number): Leaf => ({
  leafHash: i.toString(16).padStart(64, '0'),
  ...{ unit: 'water', group: 'public-web', stratum: 'all', channel: 'sms', riskClass: 'ordinary' },
  ballot: i % 7 === 0 ? null : `{"票":${i}}${'·'.repeat(60)}`,
  spoiled: i % 7 === 0 ? 'unreadable' : null,
});

async function* leaves(count: number): AsyncGenerator<Leaf> {
  for (let i = 0; i < count; i++) yield leafAt(i);
}

async function* inPieces(file: Uint8Array, ...sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let [at, i] = [0, 0]; at < file.length; i++) {
    const size = sizes[i % sizes.length] ?? file.length;
    yield file.subarray(at, at + size);
    at += size;
  }
}

async function sealed(count: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of sealBallots(about, [{ name: '甲', publicKey: auditor.publicKey }], leaves(count))) parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
}

async function readAll(file: AsyncIterable<Uint8Array>, key = auditor): Promise<Leaf[]> {
  const read: Leaf[] = [];
  for await (const leaf of (await openBallots(file, key)).leaves()) read.push(leaf);
  return read;
}

describe('the file of ballots', () => {
  let file: Uint8Array;
  let headerEnd: number;
  beforeAll(async () => {
    file = await sealed(COUNT);
    headerEnd = file.indexOf(10) + 1;
    expect(file.length).toBeGreaterThan(3 * PIECE);
  });

  test('is read whatever the pieces in which it arrives', async () => {
    const expected = Array.from({ length: COUNT }, (_, i) => leafAt(i));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 300, max: 200_000 }), { minLength: 1, maxLength: 5 }), async (sizes) => {
        expect(await readAll(inPieces(file, ...sizes))).toEqual(expected);
      }),
      { numRuns: 15 },
    );
    expect(await readAll(inPieces(file, 1, 7, 64, 5000))).toEqual(expected);
  });

  test.each([0, 1])('holds %i ballots', async (count) => {
    expect(await readAll(inPieces(await sealed(count), 100))).toHaveLength(count);
  });

  test('is taken piece by piece while it is read', async () => {
    let taken = 0;
    const counting = async function* () {
      for await (const part of inPieces(file, 1000)) {
        taken += part.length;
        yield part;
      }
    };
    const reader = (await openBallots(counting(), auditor)).leaves();
    await reader.next();
    expect(taken).toBeLessThan(2 * PIECE);
    await reader.return(undefined);
  });

  test('says that it was cut off, wherever that was, also between two pieces', async () => {
    const cuts = [headerEnd, headerEnd + 1, headerEnd + PIECE, headerEnd + 2 * PIECE, headerEnd + 2 * PIECE + 1, file.length - 1];
    for (const at of cuts) await expect(readAll(inPieces(file.slice(0, at), 4096))).rejects.toMatchObject({ reason: 'altered' });
  });

  test('says that pieces were swapped, repeated, left out or added to', async () => {
    const piece = (n: number): Uint8Array => file.subarray(headerEnd + n * PIECE, headerEnd + (n + 1) * PIECE);
    const rest = file.subarray(headerEnd + 2 * PIECE);
    const header = file.subarray(0, headerEnd);
    for (const parts of [
      [header, piece(1), piece(0), rest],
      [header, piece(0), piece(0), piece(1), rest],
      [header, piece(1), rest],
      [file, new Uint8Array(1)],
      [file, file.subarray(headerEnd)],
    ])
      await expect(readAll(inPieces(new Uint8Array(Buffer.concat(parts)), 9999))).rejects.toMatchObject({ reason: 'altered' });
  });

  test('does not open for another key, nor where the first line is none', async () => {
    await expect(readAll(inPieces(file, 50), other)).rejects.toMatchObject({ reason: 'not-for-you' });
    for (const nothing of [new Uint8Array(), new Uint8Array(10), new Uint8Array(10_000_000), new TextEncoder().encode('{}\n')])
      await expect(readAll(inPieces(nothing, 5000))).rejects.toMatchObject({ reason: 'form' });
  });
});
