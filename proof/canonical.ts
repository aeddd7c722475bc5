import { type Bytes, compareText, utf8 } from './bytes.ts';

/** What may be written canonically: no fractions (exact figures are text), no `undefined`. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * One spelling per value: JSON without spaces, keys sorted by UTF-16 code units, strings escaped as `JSON.stringify`
 * does, numbers only as whole numbers within ±(2⁵³−1). This is RFC 8785 (JCS) without fractions.
 * @throws RangeError for a number that is not such a whole number, TypeError for anything that is not JSON.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return wholeNumber(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`not JSON: ${typeof value}`);
  const entries = Object.entries(value as Record<string, Json>).sort(([a], [b]) => compareText(a, b));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`;
}

export const canonicalBytes = (value: Json): Bytes => utf8(canonicalJson(value));

function wholeNumber(value: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number: ${value}`);
  return String(value === 0 ? 0 : value);
}
