import type { Band, UnitResult } from '../../scoring/result.ts';
import { type Axis, axisOf } from './axis.ts';

export interface Dot {
  readonly id: string;
  readonly band: Band | null;
  readonly total: string;
  /** Per cent of the width. */
  readonly x: number;
  /** Layer from 0 at the bottom. */
  readonly layer: number;
}

export interface Strip {
  readonly axis: Axis;
  readonly dots: readonly Dot[];
  readonly layers: number;
  readonly low: string;
  readonly high: string;
}

/** Share of the width that one dot takes, in per cent. */
const DOT = 1.35;

/** Totals as dots on an axis; dots that would cover each other are stacked. Null below two totals. */
export function stripOf(units: readonly UnitResult[]): Strip | null {
  const scored = units.flatMap((unit) => (unit.total === null ? [] : [{ id: unit.id, band: unit.band, total: unit.total.rounded }]));
  if (scored.length < 2) return null;
  const sorted = scored.toSorted((a, b) => Number(a.total) - Number(b.total) || (a.id < b.id ? -1 : 1));
  const axis = axisOf(sorted.map(({ total }) => total));
  const ends: number[] = [];
  const dots = sorted.map((unit): Dot => {
    const x = axis.at(unit.total);
    const free = ends.findIndex((end) => end <= x);
    const layer = free === -1 ? ends.length : free;
    ends[layer] = x + DOT;
    return { ...unit, x, layer };
  });
  return { axis, dots, layers: ends.length, low: sorted[0]?.total ?? '', high: sorted.at(-1)?.total ?? '' };
}
