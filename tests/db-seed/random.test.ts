import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameUuid } from '../../db/seed/demo/ids.ts';
import { random } from '../../db/seed/demo/random.ts';

describe('the seeded generator', () => {
  test('draws the same numbers on each machine', () => {
    const draw = random('chujiang', 1);
    expect([draw.int(0, 999_999), draw.int(0, 999_999), draw.int(0, 999_999)]).toEqual([50157, 776390, 296825]);
  });

  test('a name of its own gives a stream of its own', () => {
    expect(random('a', 1).next()).not.toBe(random('a', 2).next());
    expect(random('a', 1).next()).toBe(random('a', 1).next());
  });

  test('whole numbers stay in their range and reach both ends', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: -50, max: 50 }), fc.integer({ min: 0, max: 5 }), (name, low, width) => {
        const draw = random(name);
        const drawn = new Set(Array.from({ length: 200 }, () => draw.int(low, low + width)));
        expect([Math.min(...drawn), Math.max(...drawn)]).toEqual([low, low + width]);
      }),
    );
  });

  test('the bell has mean 0 and deviation 1', () => {
    const draw = random('bell');
    const values = Array.from({ length: 20_000 }, () => draw.bell());
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(spread - 1)).toBeLessThan(0.03);
  });

  test('a sample has no repeats and keeps the order of the list', () => {
    const list = ['a', 'b', 'c', 'd', 'e'];
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 7 }), (name, count) => {
        const sample = random(name).sample(list, count);
        expect(sample).toEqual(list.filter((item) => sample.includes(item)));
        expect(sample.length).toBe(Math.min(count, 5));
      }),
    );
  });
});

test('a UUID from names is a UUID, and the same for the same names', () => {
  expect(nameUuid('goal', 'water-2025-1')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(nameUuid('goal', 'water-2025-1')).toBe(nameUuid('goal', 'water-2025-1'));
  expect(nameUuid('goal', 'water-2025-1')).not.toBe(nameUuid('goal', 'water-2025-2'));
});
