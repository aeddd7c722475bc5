import { sql } from 'drizzle-orm';
import { Hono } from 'hono';
import type { Dependencies } from '../context.ts';

/** `/healthz`: the process answers. `/readyz`: its database answers too. Neither tells anything else. */
export const healthRoutes = ({ db }: Dependencies) =>
  new Hono()
    .get('/healthz', (c) => c.json({ ok: true }))
    .get('/readyz', async (c) => {
      const ready = await db.execute(sql`select 1`).then(
        () => true,
        () => false,
      );
      return c.json({ ready }, ready ? 200 : 503);
    });
