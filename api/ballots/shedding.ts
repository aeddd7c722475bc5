import { tooBusy } from './ballots.errors.ts';

/** How much this process takes on before it asks raters to come back. Each process knows its own load only. */
export interface LoadRules {
  /** Casts that may be on their way at once: at some hundred a second, what one second takes away. */
  readonly mostCasts: number;
  /** Milliseconds by which the event loop is behind, beyond which no cast is begun. */
  readonly mostDelay: number;
  readonly delay: () => number;
}

export const MOST_CASTS = 512;
export const MOST_DELAY = 1000;

/** Does a piece of work, or @throws AppError `ballot.too_busy` before any of it is done. */
export type Admit = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Refuses a cast before it is begun, so that what was accepted is never dropped later. Counted is the work alone, from
 * whoever has shown a right and sent a whole ballot: requests that dribble in keep nobody's place.
 */
export function shedding({ mostCasts, mostDelay, delay }: LoadRules): Admit {
  let underWay = 0;
  return async (work) => {
    if (underWay >= mostCasts || delay() > mostDelay) throw tooBusy();
    underWay += 1;
    try {
      return await work();
    } finally {
      underWay -= 1;
    }
  };
}

const TICK = 100;

/** By how much the event loop is behind, smoothed so that one long step alone turns nobody away. */
export function eventLoopDelay(): () => number {
  let smoothed = 0;
  let due = performance.now() + TICK;
  const timer = setInterval(() => {
    const now = performance.now();
    smoothed = (smoothed + Math.max(0, now - due)) / 2;
    due = now + TICK;
  }, TICK);
  timer.unref();
  return () => smoothed;
}
