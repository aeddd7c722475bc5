import { timingSafeEqual } from 'node:crypto';
import { Hono, type MiddlewareHandler } from 'hono';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { isFromPage } from '../address.ts';
import type { Dependencies } from '../context.ts';
import { notFound } from '../errors.ts';
import { isRatingAddress } from '../log.ts';

/** Figures for whoever runs the installation, in the Prometheus text format. */
export interface Metrics {
  /** Counts every answer, except on the rating way: how often it is asked there says when somebody rates. */
  readonly count: MiddlewareHandler;
  readonly routes: Hono;
}

/** `/metrics` answers to `Authorization: Bearer <METRICS_TOKEN>`; without a token set there is no such address. */
export function createMetrics({ config }: Pick<Dependencies, 'config'>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const answers = new Counter({
    name: 'gongping_answers_total',
    help: 'Answers by method and status, without the rating way',
    labelNames: ['method', 'status'],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'gongping_answer_seconds',
    help: 'Time to answer, without the rating way',
    labelNames: ['method'],
    registers: [registry],
  });
  return {
    count: async (c, next) => {
      if (isRatingAddress(c.req.path) || isFromPage(c)) return next();
      const began = performance.now();
      await next();
      answers.inc({ method: c.req.method, status: c.res.status });
      seconds.observe({ method: c.req.method }, (performance.now() - began) / 1000);
    },
    routes: new Hono().get('/metrics', async (c) => {
      if (!isBearer(c.req.header('authorization'), config.metricsToken)) throw notFound();
      return c.body(await registry.metrics(), 200, { 'content-type': registry.contentType });
    }),
  };
}

function isBearer(given: string | undefined, token: string | undefined): boolean {
  if (token === undefined || given === undefined) return false;
  const [a, b] = [Buffer.from(given), Buffer.from(`Bearer ${token}`)];
  return a.length === b.length && timingSafeEqual(a, b);
}
