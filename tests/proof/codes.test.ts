import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CODE_RANDOM_BYTES, makeCode, readCode } from '../../proof/codes.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const random = fc.uint8Array({ minLength: CODE_RANDOM_BYTES, maxLength: CODE_RANDOM_BYTES });
const plain = (code: string): string => code.replaceAll('-', '');

test('a code is 90 random bits and two check characters in four groups', () => {
  fc.assert(
    fc.property(random, (bytes) => {
      const code = makeCode(bytes);
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/);
      expect(readCode(code)).toBe(code);
    }),
  );
});

test('every single wrong character is caught, at every place', () => {
  fc.assert(
    fc.property(random, (bytes) => {
      const code = plain(makeCode(bytes));
      for (let at = 0; at < code.length; at++) {
        for (const other of ALPHABET) if (other !== code[at]) expect(readCode(code.slice(0, at) + other + code.slice(at + 1))).toBeNull();
      }
    }),
    { numRuns: 30 },
  );
});

test('every swap of two characters is caught, neighbours or not', () => {
  fc.assert(
    fc.property(random, (bytes) => {
      const code = plain(makeCode(bytes));
      for (let i = 0; i < code.length; i++) {
        for (let j = i + 1; j < code.length; j++) {
          if (code[i] === code[j]) continue;
          const swapped = [...code];
          [swapped[i], swapped[j]] = [code[j] ?? '', code[i] ?? ''];
          expect(readCode(swapped.join(''))).toBeNull();
        }
      }
    }),
    { numRuns: 50 },
  );
});

test('two wrong characters are caught', () => {
  const place = fc.nat({ max: 19 });
  const letter = fc.constantFrom(...ALPHABET);
  fc.assert(
    fc.property(random, place, place, letter, letter, (bytes, i, j, a, b) => {
      const code = plain(makeCode(bytes));
      const typed = [...code];
      typed[i] = a;
      typed[j] = b;
      if (typed.join('') !== code) expect(readCode(typed.join(''))).toBeNull();
    }),
    { numRuns: 2000 },
  );
});

test('people may type it their own way', () => {
  const code = makeCode(new Uint8Array(CODE_RANDOM_BYTES).map((_, i) => i * 7));
  const fullWidth = code.replaceAll(/[0-9A-Z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
  for (const typed of [
    code.toLowerCase(),
    plain(code),
    ` ${code.replaceAll('-', ' ')}\n`,
    code.replaceAll('-', '—'),
    fullWidth,
    code.replaceAll('0', 'O').replaceAll('1', 'l'),
  ])
    expect(readCode(typed)).toBe(code);
  for (const typed of ['', code.slice(1), `${code}0`, code.replace(/.$/, 'U'), '水'.repeat(20), 'x'.repeat(1000)]) expect(readCode(typed)).toBeNull();
});
