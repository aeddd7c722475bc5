import path from 'node:path';
import { loadCity } from '../../content/load.ts';
import { DEMO_SEED, type Demo, generateDemo } from '../../db/seed/demo/index.ts';

export const ROOT = path.resolve(import.meta.dirname, '../..');
export const INSTALLED = new Date('2026-03-02T09:30:00Z');
export const city = loadCity(ROOT, 'demo');
export const generate = (): Demo => generateDemo(city, DEMO_SEED, INSTALLED);
export const demo = generate();
export const ballots = [...demo.ballots('demo-2025')];

/** How often each value of a key occurs. */
export function countBy<T>(list: Iterable<T>, keyOf: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of list) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}
