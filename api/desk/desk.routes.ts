import { z } from '@hono/zod-openapi';
import { dayOf } from '../../content/load.ts';
import { listCycles, listPeriods } from '../../db/queries/cycles.ts';
import { countWaiting, listArrivals } from '../../db/queries/desk.ts';
import { findUnit } from '../../db/queries/units.ts';
import { listWindows } from '../../db/queries/windows.ts';
import type { Dependencies } from '../context.ts';
import { guarded, router } from '../guard.ts';
import { json, problems } from '../openapi.ts';
import { submitBy } from '../plans/frame.ts';
import { READING_STAFF, requireOwnUnit, signedIn, writesForUnit } from '../progress/people.ts';
import { idParam } from '../progress/plain-text.ts';
import { unknownUnit } from '../units/units.errors.ts';
import { lateReports } from './late.ts';
import { STAGES, stagesOf } from './stages.ts';

const Words = z.object({ zh: z.string(), en: z.string() });
const Stage = z.object({ kind: z.enum(STAGES), on: z.string(), label: Words.nullable(), over: z.boolean() });
const Late = z.object({ period: z.string(), label: Words, due: z.string(), received: z.string().nullable() });

/** What waits with the office is not a unit's to see. */
const NOTHING = { objections: 0, moderation: 0, verification: 0 };

const desk = guarded(READING_STAFF, {
  method: 'get',
  path: '/desk',
  summary: 'The calendar of the running year, and how much waits that no list counts',
  responses: {
    200: json(
      z.object({
        cycle: z.string().nullable(),
        today: z.string(),
        stages: z.array(Stage),
        waiting: z.object({ objections: z.number().int(), moderation: z.number().int(), verification: z.number().int() }),
      }),
      'The desk',
    ),
    ...problems(401, 403),
  },
});

const late = guarded(READING_STAFF, {
  method: 'get',
  path: '/units/{unit}/late-reports/{cycle}',
  summary: 'Reports of a unit that were late in a cycle, each with the day it was due and the day it came',
  request: { params: z.object({ unit: idParam, cycle: idParam }) },
  responses: { 200: json(z.object({ asOf: z.string(), late: z.array(Late) }), 'Late reports'), ...problems(401, 403, 404, 422) },
});

export const deskRoutes = (deps: Dependencies) => {
  const { db, city, clock } = deps;
  return router()
    .openapi(desk, async (c) => {
      const now = clock();
      const cycle = (await listCycles(db)).at(-1)?.id ?? null;
      const today = dayOf(now, city.timezone);
      const waiting = writesForUnit(signedIn(c.var)) ? NOTHING : await countWaiting(db);
      if (cycle === null) return c.json({ cycle, today, stages: [], waiting }, 200);
      const window = (await listWindows(db)).findLast(({ cycleId }) => cycleId === cycle) ?? null;
      const stages = stagesOf(cycle, { city, periods: await listPeriods(db), window, planDue: submitBy(deps, cycle), now });
      return c.json({ cycle, today, stages, waiting }, 200);
    })
    .openapi(late, async (c) => {
      const { unit, cycle } = c.req.valid('param');
      requireOwnUnit(signedIn(c.var), unit);
      if (!(await findUnit(db, unit))) throw unknownUnit();
      return c.json({ asOf: dayOf(clock(), city.timezone), late: lateReports(await listArrivals(db, unit, cycle), clock(), city.timezone) }, 200);
    });
};
