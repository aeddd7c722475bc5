import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import { isFromPage } from './address.ts';
import type { Dependencies } from './context.ts';
import { hourOf, isRatingAddress, type Logger } from './log.ts';

/**
 * One line a request, without query, address of the reader or names. What a page asks of the API while it is made is no
 * request of its own: those lines would give the moment of the page. On the rating way there is no line per request
 * either, for its place among the others, and the time that a log's collector puts beside it, would give the minute:
 * answers are counted, and told in one line when their hour is over.
 */
export function accessLog({ log, clock }: Pick<Dependencies, 'log' | 'clock'>): MiddlewareHandler {
  const rating = createHourly(log);
  return async (c, next) => {
    if (isFromPage(c)) return next();
    const began = performance.now();
    await next();
    const [now, { method, path }, status] = [clock(), c.req, statusOf(c)];
    rating.turnTo(hourOf(now));
    if (isRatingAddress(path)) rating.count(`${method} ${status}`);
    else log.info({ time: now.toISOString(), method, path, status, ms: Math.round(performance.now() - began) });
  };
}

/** Pages write their answer to the connection themselves; the framework knows nothing of its status. */
function statusOf(c: Context): number {
  const { outgoing } = (c.env ?? {}) as Partial<HttpBindings>;
  return outgoing?.headersSent ? outgoing.statusCode : c.res.status;
}

/** Counts of the rating way in the running hour. A stop in between forgets them: nothing is lost that anybody needs. */
function createHourly(log: Pick<Logger, 'info'>) {
  let hour = '';
  const answers = new Map<string, number>();
  return {
    turnTo: (now: string): void => {
      if (now === hour) return;
      const counted = Object.fromEntries([...answers].sort(([a], [b]) => (a < b ? -1 : 1)));
      if (answers.size > 0) log.info({ time: hour, path: '/rate', answers: counted });
      hour = now;
      answers.clear();
    },
    count: (answer: string): void => {
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
    },
  };
}
