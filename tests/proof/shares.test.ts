import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toBase64url } from '../../proof/bytes.ts';
import { fingerprintOf } from '../../proof/fingerprint.ts';
import { makeKeyPair, publicKeyOf } from '../../proof/keys.ts';
import { isSplit, joinShares, readShare, type Share, ShareFault, type ShareFaultCode, splitKey } from '../../proof/shares.ts';

const privateKey = (seed: string): Uint8Array => {
  const bytes = createHash('sha384').update(seed).digest();
  return Buffer.from(makeKeyPair(new Uint8Array(bytes)).privateKey, 'base64url');
};
const SPLIT = { window: '2026-annual', holders: 3, threshold: 2 } as const;

async function codeOf(run: () => unknown): Promise<ShareFaultCode | null> {
  try {
    await run();
    return null;
  } catch (error) {
    if (!(error instanceof ShareFault)) throw error;
    return error.code;
  }
}

test('a share says its window, its number, how many open, and the fingerprint of the public key', async () => {
  const key = privateKey('a');
  const texts = await splitKey(key, SPLIT);
  const fingerprint = fingerprintOf(publicKeyOf(toBase64url(key)) ?? '');
  expect(fingerprint).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/);
  for (const [i, text] of texts.entries()) {
    expect(text).toMatch(/^GP\/2026-annual\/[123]-3-2\/([0-9A-HJKMNP-TV-Z]{5}-){15}[0-9A-HJKMNP-TV-Z]{5}$/);
    expect(readShare(text)).toMatchObject({ ...SPLIT, number: i + 1, fingerprint });
    expect(readShare(text).bytes).toHaveLength(33);
  }
});

test('any two of three join, in any order, and one alone does not', async () => {
  for (let round = 0; round < 40; round++) {
    const key = privateKey(`key ${round}`);
    const shares = (await splitKey(key, SPLIT)).map(readShare) as [Share, Share, Share];
    const [a, b, c] = shares;
    for (const pair of [
      [a, b],
      [b, a],
      [a, c],
      [c, b],
      [a, b, c],
    ])
      expect(await joinShares(pair)).toEqual(new Uint8Array(key));
    for (const alone of shares) expect(await codeOf(() => joinShares([alone]))).toBe('too_few');
  }
});

test('every allowed number of holders works, and the numbers outside are refused', async () => {
  const key = privateKey('numbers');
  for (let holders = 0; holders <= 9; holders++) {
    for (let threshold = 0; threshold <= 9; threshold++) {
      const split = { window: 'w', holders, threshold };
      const allowed = holders >= 3 && holders <= 7 && threshold >= 2 && threshold <= 5 && threshold < holders;
      expect(isSplit(split)).toBe(allowed);
      if (!allowed) {
        expect(await codeOf(() => splitKey(key, split))).toBe('bad_split');
        continue;
      }
      const shares = (await splitKey(key, split)).map(readShare);
      expect(shares).toHaveLength(holders);
      expect(await joinShares(shares.slice(holders - threshold))).toEqual(new Uint8Array(key));
      expect(await codeOf(() => joinShares(shares.slice(0, threshold - 1)))).toBe('too_few');
    }
  }
});

test('what is no private key and a window with a wrong name are refused', async () => {
  await expect(splitKey(new Uint8Array(32), SPLIT)).rejects.toThrow(RangeError);
  await expect(splitKey(randomBytes(31), SPLIT)).rejects.toThrow(RangeError);
  for (const window of ['', 'A', '评议', 'a/b', '-a', 'a--b']) expect(await codeOf(() => splitKey(privateKey('w'), { ...SPLIT, window }))).toBe('bad_split');
});

test('one share alone has the distribution of random bytes: the first byte of the key does not show', async () => {
  const key = privateKey('uniform');
  const seen = new Set<number>();
  for (let round = 0; round < 2000; round++) seen.add(readShare((await splitKey(key, SPLIT))[0] ?? '').bytes[0] ?? -1);
  expect(seen.size).toBeGreaterThan(250);
});

/** The characters somebody may type, and some that nobody should. */
const TYPED = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz-/ .,·、／ＧilouILOU中\u0000'];

/** Whether a text reads as the very same share. */
function readsAs(text: string, share: Share): boolean | 'refused' {
  try {
    return JSON.stringify(readShare(text)) === JSON.stringify(share);
  } catch (error) {
    if (error instanceof ShareFault) return 'refused';
    throw error;
  }
}

test('10,000 single wrong characters and swapped neighbours: refused, or the same share in another spelling', async () => {
  const texts = (await Promise.all(['x', 'y', 'z'].map((seed) => splitKey(privateKey(seed), { ...SPLIT, window: `w-${seed}-2026` })))).flat();
  const wrong = { characters: 0, swaps: 0 };
  fc.assert(
    fc.property(fc.nat(texts.length - 1), fc.nat(200), fc.constantFrom(...TYPED), fc.boolean(), (which, place, typed, swap) => {
      const text = texts[which] ?? '';
      const share = readShare(text);
      const at = place % (text.length - 1);
      const other = swap ? text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2) : text.slice(0, at) + typed + text.slice(at + 1);
      const verdict = readsAs(other, share);
      expect(verdict).not.toBe(false);
      if (verdict === 'refused') wrong[swap ? 'swaps' : 'characters'] += 1;
    }),
    { numRuns: 10_000, seed: 20_261_121 },
  );
  expect(wrong.characters).toBeGreaterThan(3500);
  expect(wrong.swaps).toBeGreaterThan(3500);
});

test('every single wrong character of one share is found, at every place, with every character of the alphabet', async () => {
  const [text = ''] = await splitKey(privateKey('each'), SPLIT);
  for (let at = 0; at < text.length; at++) {
    for (const other of '0123456789ABCDEFGHJKMNPQRSTVWXYZ') {
      if (other === text[at] || other.toLowerCase() === text[at]) continue;
      expect(readsAs(text.slice(0, at) + other + text.slice(at + 1), readShare(text))).toBe('refused');
    }
  }
});

test('spaces, line breaks, small letters, full-width characters and lookalikes read as the same share', async () => {
  const [text = ''] = await splitKey(privateKey('spelling'), SPLIT);
  const share = readShare(text);
  const wide = [...text].map((character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)).join('');
  const lookalike = text.replace(/[^/]*$/, (body) => body.replaceAll('0', 'o').replaceAll('1', 'l'));
  for (const other of [text.toLowerCase(), wide, lookalike, `  ${text.replaceAll('-', ' - ')}\n`, text.replace(/[^/]*$/, (body) => body.replaceAll('-', '\n'))])
    expect(readShare(other)).toEqual(share);
});

test('hostile text is told apart from a share, in one sentence that does not repeat it', () => {
  for (const text of ['', 'GP/', 'x'.repeat(1_000_000), 'GP/w/1-3-2/', 'GP/w/9-3-2/AAAAA', '{"share":1}', '\u0000', 'GP/../1-3-2/AAAAA']) {
    try {
      readShare(text);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ShareFault);
      expect((error as ShareFault).sentence.zh).toMatch(/份额/);
      if (text.length > 3) expect((error as Error).message).not.toContain(text);
    }
  }
});

test('each way in which shares do not go together is its own fault', async () => {
  const read = async (seed: string, window = '2026-annual') => (await splitKey(privateKey(seed), { ...SPLIT, window })).map(readShare) as [Share, Share, Share];
  const [a, b, c] = await read('one');
  const [, otherKey] = await read('two');
  const [, otherWindow] = await read('one', '2025-annual');
  const [, again] = await read('one');
  expect(await codeOf(() => joinShares([]))).toBe('too_few');
  expect(await codeOf(() => joinShares([a, a]))).toBe('same_share');
  expect(await codeOf(() => joinShares([a, otherKey]))).toBe('other_key');
  expect(await codeOf(() => joinShares([a, otherWindow]))).toBe('other_window');
  const forged = { ...b, bytes: Uint8Array.from(b.bytes, (byte, i) => (i === 4 ? byte ^ 1 : byte)) };
  expect(await codeOf(() => joinShares([a, forged]))).toBe('not_the_key');
  expect(await codeOf(() => joinShares([a, again]))).toMatch(/not_the_key|same_share/);
  expect(await joinShares([a, c])).toEqual(new Uint8Array(privateKey('one')));
});
