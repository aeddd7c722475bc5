import type { Text } from '../../../../content/load.ts';

/** How a generated goal looks before it has figures. */
export interface Template {
  readonly kind: 'numeric' | 'milestone' | 'composite';
  readonly title: Text;
  readonly measure: Text;
  readonly direction?: 'increase' | 'decrease' | 'at-least' | 'at-most';
  /** Range the year's target is drawn from; for falling goals the second is the start. */
  readonly range?: readonly [number, number];
  /** Decimals of the figures. */
  readonly decimals?: number;
  readonly components?: readonly Template[];
}

const NOTHING: Text = { zh: '', en: '' };

/** Counted up through the year from 0: schools, kilometres, 万元. */
export function count(zh: string, en: string, unitZh: string, unitEn: string, low: number, high: number, decimals = 0): Template {
  return { kind: 'numeric', title: { zh, en }, measure: { zh: unitZh, en: unitEn }, direction: 'increase', range: [low, high], decimals };
}

/** A sum of money in 万元 (10,000 yuan). */
export const money = (zh: string, en: string, low: number, high: number): Template => count(zh, en, '万元', '10,000 yuan', low, high);

/** A rate in per cent that must be reached. */
export function rate(zh: string, en: string, low: number, high: number, decimals = 1): Template {
  return { kind: 'numeric', title: { zh, en }, measure: { zh: '%', en: '%' }, direction: 'at-least', range: [low, high], decimals };
}

/** A figure to be brought down from a start. */
export function fall(zh: string, en: string, unitZh: string, unitEn: string, target: number, start: number, decimals = 1): Template {
  return { kind: 'numeric', title: { zh, en }, measure: { zh: unitZh, en: unitEn }, direction: 'decrease', range: [target, start], decimals };
}

/** Something that is there by a day, or not. */
export const milestone = (zh: string, en: string): Template => ({ kind: 'milestone', title: { zh, en }, measure: NOTHING });

/** A matter of several parts, each counting equally. */
export const composite = (zh: string, en: string, components: readonly Template[]): Template => ({
  kind: 'composite',
  title: { zh, en },
  measure: NOTHING,
  components,
});
