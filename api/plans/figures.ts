import type { Sentence } from '../errors.ts';

/** A figure read from a cell: exact decimal text, the unit it is in, and what was done to it, if anything. */
export interface Figure {
  readonly value: string;
  readonly unit: string;
  /** Told to the person: `3.2亿元` was read as `32000 万元`. */
  readonly note: Sentence | null;
}

export type FigureResult = { readonly figure: Figure; readonly fault?: never } | { readonly fault: Sentence; readonly figure?: never };

/** Powers of ten that a Chinese unit may carry in front. */
const SCALES: Readonly<Record<string, number>> = { '': 0, 百: 2, 千: 3, 万: 4, 十万: 5, 百万: 6, 千万: 7, 亿: 8, 十亿: 9, 百亿: 10, 千亿: 11, 万亿: 12 };
const LONGEST = 40;
const SHAPE = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d{1,3}(?:,\d{4})+|\d*)(?:\.(\d+))?(.*)$/;

/**
 * Reads a figure as people write it: full-width digits, thousands separators, a unit behind the digits. Where the goal
 * has a measure and the cell another scale of the same unit (万元 / 亿元, 人 / 万人), it is converted exactly by moving the
 * decimal point. No binary fraction is ever made of it.
 */
export function readFigure(typed: string, measure: string): FigureResult {
  const text = typed.normalize('NFKC').replace(/\s/g, '').replace(/^[−–]/, '-');
  const [, sign = '', whole = '', fraction = '', rest = ''] = SHAPE.exec(text) ?? [];
  if (text.length > LONGEST || (whole === '' && fraction === '')) return { fault: notAFigure(typed) };
  if (/^[\d.,eE+-]/.test(rest)) return { fault: notAFigure(typed) };
  const value = plain(sign === '-' ? '-' : '', whole.replaceAll(',', ''), fraction);
  return inMeasure(value, rest, measure.normalize('NFKC').replace(/\s/g, ''), typed);
}

function inMeasure(value: string, unit: string, measure: string, typed: string): FigureResult {
  const asIs = (inUnit: string): FigureResult => ({ figure: { value, unit: inUnit, note: null } });
  if (unit === '' || unit === measure) return asIs(measure);
  if (measure === '') return asIs(unit);
  const [from, to] = [scaleOf(unit, measure), scaleOf(measure, unit)];
  if (from === null || to === null || from.base !== to.base) return { fault: otherUnit(unit, measure) };
  const moved = movePoint(value, from.power - to.power);
  return {
    figure: {
      value: moved,
      unit: measure,
      note: { zh: `“${typed.trim()}”换算为 ${moved} ${measure}`, en: `"${typed.trim()}" was converted to ${moved} ${measure}` },
    },
  };
}

/** `万元` is 元 with four powers of ten. A bare scale (`3.2万`) is in the unit of the other side, without its scale. */
function scaleOf(unit: string, other: string): { readonly base: string; readonly power: number } | null {
  const [, prefix = '', base = ''] = /^(万亿|[十百千]?[万亿]|[百千](?=元|人|吨|户|个|米|$))?(.*)$/.exec(unit) ?? [];
  const power = SCALES[prefix];
  if (power === undefined) return null;
  if (base === '') return { base: /^(?:万亿|[十百千]?[万亿])?(.*)$/.exec(other)?.[1] ?? '', power };
  return { base, power };
}

/** The value times ten to the power, exactly. */
export function movePoint(value: string, power: number): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value) ?? [];
  if (power >= 0) {
    const padded = fraction.padEnd(power, '0');
    return plain(sign, whole + padded.slice(0, power), padded.slice(power));
  }
  const padded = whole.padStart(1 - power, '0');
  return plain(sign, padded.slice(0, power), padded.slice(power) + fraction)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}

/** Decimal text without idle zeros in front; zero has no sign. */
function plain(sign: string, whole: string, fraction: string): string {
  const digits = whole.replace(/^0+(?=\d)/, '') || '0';
  const text = fraction === '' ? digits : `${digits}.${fraction}`;
  return /^[0.]*$/.test(text) ? text : sign + text;
}

const notAFigure = (typed: string): Sentence => ({
  zh: `“${typed.trim().slice(0, 40)}”不是数字，请填写如 1500、12.5 或 85%。`,
  en: `"${typed.trim().slice(0, 40)}" is not a figure; give one such as 1500, 12.5 or 85%.`,
});

const otherUnit = (unit: string, measure: string): Sentence => ({
  zh: `单位“${unit.slice(0, 20)}”与计量单位“${measure}”不一致，无法换算。`,
  en: `The unit "${unit.slice(0, 20)}" is not the measure "${measure}" and cannot be converted.`,
});
