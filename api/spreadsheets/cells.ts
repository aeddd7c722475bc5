import type { CellValue } from 'hucre';
import { plainCell } from './encoding.ts';

/** Digits that a spreadsheet program itself shows and keeps of a number; what lies beyond is noise of binary fractions. */
const DIGITS = 15;

/**
 * What a reader of the sheet sees in a cell, as text: numbers in full without exponent, a percentage with its sign
 * (`0.85` under the format `0%` is `85%`), days as `2026-12-31`, truth as `TRUE`. An empty cell is ''.
 */
export function cellText(value: CellValue | undefined, format: string | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return plainCell(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : dayOf(value);
  return isPercent(format) ? `${plainNumber(value * 100)}%` : plainNumber(value);
}

/** A format with a percent sign outside quotation marks. */
const isPercent = (format: string | undefined): boolean => format?.replaceAll(/"[^"]*"|\\./g, '').includes('%') ?? false;

/** A number as decimal text: 15 significant digits, no exponent, no trailing noise (`0.1 + 0.2` is `0.3`). */
export function plainNumber(value: number): string {
  if (!Number.isFinite(value)) return '';
  const rounded = Number(value.toPrecision(DIGITS));
  const text = String(rounded);
  if (!text.includes('e')) return text;
  return Math.abs(rounded) >= 1 ? BigInt(rounded).toString() : rounded.toFixed(20).replace(/0+$/, '');
}

/** A spreadsheet's moment has no zone; the library gives it as UTC. */
const dayOf = (value: Date): string => {
  const text = value.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 16)}`;
};
