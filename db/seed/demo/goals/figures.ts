import type { Random } from '../random.ts';
import type { Template } from './template.ts';

/** How a numeric goal will go: plan and final result, in its own measure. */
export interface NumericCourse {
  readonly kind: 'numeric';
  readonly direction: 'increase' | 'decrease' | 'at-least' | 'at-most';
  readonly start: number;
  readonly target: number;
  readonly final: number;
  readonly decimals: number;
}

/** How a milestone will go. `doneOn` null: not reached in the year; `share` is then its state at the end, in per cent. */
export interface MilestoneCourse {
  readonly kind: 'milestone';
  readonly due: string;
  readonly doneOn: string | null;
  readonly share: number;
}

/**
 * Plan and result of a numeric goal. `level` places the plan in its range and is the same in each year, `draw` is the
 * luck of the year; `growth` raises the plan over the first year's, `diligence` is about 1, `spread` scales the luck.
 */
export function numericCourse(
  template: Template,
  level: Random,
  draw: Random,
  year: { readonly growth: number; readonly diligence: number; readonly spread: number },
): NumericCourse {
  const [low = 0, high = 0] = template.range ?? [];
  const direction = template.direction ?? 'increase';
  const decimals = template.decimals ?? 0;
  const result = year.diligence + 0.04 * year.spread * draw.bell();
  const missed = draw.chance(0.1) ? 1 - year.spread * (0.06 + 0.32 * draw.next()) : 1;
  if (direction === 'at-least') {
    const target = round(low + (high - low) * level.next(), decimals);
    return { kind: 'numeric', direction, start: 0, target, final: round(rateReached(target, draw, missed), decimals), decimals };
  }
  if (direction === 'decrease') {
    const target = round(low * (2 - year.growth), decimals);
    const way = (high - target) * (missed < 1 ? missed - 0.1 : result);
    return { kind: 'numeric', direction, start: high, target, final: round(high - way, decimals), decimals };
  }
  const target = round((low + (high - low) * level.next()) * year.growth, tidy(low, decimals));
  return { kind: 'numeric', direction, start: 0, target, final: round(target * result * missed, decimals), decimals };
}

/** Most rates are reached closely; a missed one lies a few points below. Never above 100 %. */
function rateReached(target: number, draw: Random, missed: number): number {
  const over = missed < 1 ? -(1 - missed) * 20 : 0.2 + 1.6 * draw.next();
  return Math.min(100, target + over);
}

/** Large plans are round figures: tens above 100, hundreds above 2,000. */
const tidy = (low: number, decimals: number): number => (decimals > 0 ? decimals : low > 2000 ? -2 : low > 100 ? -1 : 0);

/** Rounds to decimals; negative ones to tens and hundreds. */
export function round(value: number, decimals: number): number {
  const factor = 10 ** Math.abs(decimals);
  return decimals < 0 ? Math.round(value / factor) * factor : Math.round(value * factor) / factor;
}

/** Draws day and fate of a milestone in a year: mostly in time, sometimes late, sometimes unfinished. */
export function milestoneCourse(draw: Random, year: string): MilestoneCourse {
  const month = draw.int(5, 12);
  const due = isoDay(year, month, month === 12 ? 31 : 30);
  const fate = draw.next();
  if (fate < 0.78) return { kind: 'milestone', due, doneOn: isoDay(year, month - draw.int(0, 1), draw.int(5, 28)), share: 100 };
  if (fate < 0.87 && month < 12) return { kind: 'milestone', due, doneOn: isoDay(year, month + 1, draw.int(3, 28)), share: 100 };
  return { kind: 'milestone', due, doneOn: null, share: draw.int(55, 95) };
}

export const isoDay = (year: string, month: number, day: number): string => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** Exact decimal text of a figure. */
export const figureText = (value: number, decimals: number): string => {
  const text = value.toFixed(Math.max(0, decimals));
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
};
