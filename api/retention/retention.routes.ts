import { z } from '@hono/zod-openapi';
import { searchAudit } from '../../db/queries/audit.ts';
import type { Dependencies } from '../context.ts';
import { guarded, router } from '../guard.ts';
import { json, problems } from '../openapi.ts';
import { dueNow } from './retention.usecases.ts';
import { RETENTION } from './rules.ts';

const Words = z.object({ zh: z.string(), en: z.string() });
const Rule = z.object({
  id: z.string(),
  what: Words,
  age: Words,
  because: Words,
  due: z.number().int().nullable().openapi({ description: 'Rows that the next run would remove; null where the number is not told' }),
  last: z.object({ at: z.string(), removed: z.number().int() }).nullable(),
});

const list = guarded(['administrator', 'auditor'], {
  method: 'get',
  path: '/retention',
  summary: 'What is kept how long, how much has passed its age, and when something was last removed',
  responses: { 200: json(z.object({ rules: z.array(Rule) }), 'The rules'), ...problems(401, 403) },
});

export const retentionRoutes = (deps: Dependencies) =>
  router().openapi(list, async (c) => {
    const rules = [];
    for (const rule of RETENTION) {
      const [row] = await searchAudit(deps.db, { subject: `retention:${rule.id}`, action: 'retention.removed' }, { order: 'newest', after: 0, limit: 1 });
      const last = row ? { at: row.at.toISOString(), removed: Number((row.detail as { removed?: number }).removed ?? 0) } : null;
      const { id, what, age, because } = rule;
      rules.push({ id, what: { ...what }, age: { ...age }, because: { ...because }, due: await dueNow(rule, deps), last });
    }
    return c.json({ rules }, 200);
  });
