import { exact } from '../../exact.ts';
import { type Fault, fault } from '../../faults.ts';
import type { Limits } from '../../limits.ts';
import { inProcess } from '../../sentences.ts';
import type { Path } from '../walk.ts';

const low = ({ from, above }: Limits): string | undefined => from ?? above;
const high = ({ below, up_to: upTo }: Limits): string | undefined => below ?? upTo;

/** From the band without a lower limit upward. */
const upward = (bands: readonly Limits[]): Limits[] =>
  [...bands].sort((a, b) => {
    const [x, y] = [low(a), low(b)];
    if (x === undefined || y === undefined) return (x === undefined ? 0 : 1) - (y === undefined ? 0 : 1);
    return exact(x).compare(exact(y));
  });

/** Whether one band ends exactly where the next begins, the limit itself belonging to one of them only. */
function meets(lower: Limits, upper: Limits): boolean {
  const [end, start] = [high(lower), low(upper)];
  if (end === undefined || start === undefined || exact(end).compare(exact(start)) !== 0) return false;
  return (lower.below !== undefined) === (upper.from !== undefined);
}

/** Bands cover every number once: one open below, one open above, no gap, no overlap. */
export function checkBands(bands: readonly Limits[], path: Path): Fault[] {
  const order = upward(bands);
  const open = (end: typeof low): number => order.filter((one) => end(one) === undefined).length;
  if (open(low) !== 1 || open(high) !== 1 || high(order.at(-1) ?? {}) !== undefined) return [fault(path, inProcess.bandEnds())];
  return order.slice(1).flatMap((upper, index) => {
    const lower = order[index] ?? upper;
    return meets(lower, upper) ? [] : [fault(path, inProcess.bandBreak(low(upper) ?? ''))];
  });
}
