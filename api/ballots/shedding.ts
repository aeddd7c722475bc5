import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../context.ts';
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

/**
 * Refuses a cast before anything of it is read, so that what was accepted is never dropped later. Asking for a blank
 * ballot is not refused: the page that says why stays whole.
 */
export function shedding({ mostCasts, mostDelay, delay }: LoadRules): MiddlewareHandler<AppEnv> {
  let underWay = 0;
  return async (c, next) => {
    if (c.req.method === 'GET') return next();
    if (underWay >= mostCasts || delay() > mostDelay) throw tooBusy();
    underWay += 1;
    try {
      await next();
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
