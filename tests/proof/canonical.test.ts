import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBase64url, fromHex, toBase64url, toHex } from '../../proof/bytes.ts';
import { canonicalJson, type Json } from '../../proof/canonical.ts';

test.each<[string, Json, string]>([
  ['keys are sorted by code units, at every depth', { b: 1, a: { d: [], c: null } }, '{"a":{"c":null,"d":[]},"b":1}'],
  ['capital letters come before small ones, both before Chinese', { 水: 1, a: 2, B: 3 }, '{"B":3,"a":2,"水":1}'],
  ['numbers that look like names do not jump forward', { 10: 1, 9: 2, a: 3 }, '{"10":1,"9":2,"a":3}'],
  ['control characters are escaped, others stand as they are', { t: '\u0001\n"\\é水😀' }, '{"t":"\\u0001\\n\\"\\\\é水😀"}'],
  ['a half of a pair of surrogates is escaped', ['\ud800'], '["\\ud800"]'],
  ['minus zero is zero', [-0, 0, -1], '[0,0,-1]'],
])('%s', (_, value, text) => {
  expect(canonicalJson(value)).toBe(text);
});

test('fractions, huge numbers, nothing and functions are refused', () => {
  for (const value of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, undefined, () => 1, 1n]) expect(() => canonicalJson(value as never)).toThrow();
});

const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string({ unit: 'binary' }),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value')),
    fc.dictionary(fc.string({ unit: 'binary' }), tie('value')),
  ),
})).value;

test('reading back and writing again gives the same text; the order of keys does not matter', () => {
  fc.assert(
    fc.property(json, (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
      expect(canonicalJson(reversed(value))).toBe(text);
    }),
  );
});

const reversed = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
};

test('base64url and hexadecimal come back as they went', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      expect(toBase64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
      expect([...fromBase64url(toBase64url(bytes))]).toEqual([...bytes]);
      expect([...fromHex(toHex(bytes))]).toEqual([...bytes]);
    }),
  );
});

test.each(['AA==', 'A', 'AB', 'A+A', 'A A', '水', 'AAA='])('base64url has one spelling: %s is refused', (text) => {
  expect(() => fromBase64url(text)).toThrow();
});
