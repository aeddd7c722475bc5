import { z } from '@hono/zod-openapi';
import { findUnit, listUnits, type UnitRow } from '../../db/queries/units.ts';
import type { Dependencies } from '../context.ts';
import { guarded, router } from '../guard.ts';
import { json, problems } from '../openapi.ts';
import { unknownUnit } from './units.errors.ts';

const Unit = z
  .object({
    id: z.string().openapi({ example: 'water' }),
    category: z.string().openapi({ description: 'Units are ranked inside their category, never across' }),
    name: z.object({ zh: z.string(), en: z.string() }),
    about: z.object({ zh: z.string(), en: z.string() }),
  })
  .openapi('Unit');

const list = guarded('public', {
  method: 'get',
  path: '/units',
  summary: 'All assessed units, in the city’s order',
  responses: { 200: json(z.object({ units: z.array(Unit) }), 'The units') },
});

const one = guarded('public', {
  method: 'get',
  path: '/units/{unit}',
  summary: 'One assessed unit',
  request: { params: z.object({ unit: z.string().max(80) }) },
  responses: { 200: json(Unit, 'The unit'), ...problems(404) },
});

const toUnit = (row: UnitRow) => ({
  id: row.id,
  category: row.category,
  name: { zh: row.nameZh, en: row.nameEn },
  about: { zh: row.aboutZh, en: row.aboutEn },
});

export const unitRoutes = ({ db }: Dependencies) =>
  router()
    .openapi(list, async (c) => c.json({ units: (await listUnits(db)).map(toUnit) }, 200))
    .openapi(one, async (c) => {
      const row = await findUnit(db, c.req.valid('param').unit);
      if (!row) throw unknownUnit();
      return c.json(toUnit(row), 200);
    });
