import { z } from '@hono/zod-openapi';
import type { Dependencies } from '../context.ts';
import { guarded, router } from '../guard.ts';
import { page } from '../lists/lists.shapes.ts';
import { json, problems } from '../openapi.ts';
import { READING_STAFF, signedIn } from '../progress/people.ts';
import { fileBody, TABLE_FILE, TABLE_FORMATS } from '../spreadsheets/table-file.ts';
import { CaseLine, CaseQuery } from './waiting.shapes.ts';
import { caseTable } from './waiting.table.ts';
import { waitingCases } from './waiting.usecases.ts';

const cases = guarded(READING_STAFF, {
  method: 'get',
  path: '/lists/cases',
  summary: 'Comments that wait for an answer, at first or again, overdue ones first, filtered and page by page; unit staff get their own',
  request: { query: CaseQuery },
  responses: { 200: json(page(CaseLine), 'A page of cases'), ...problems(401, 403, 422) },
});

const casesFile = guarded(READING_STAFF, {
  method: 'get',
  path: '/lists/cases/files/{format}',
  summary: 'The same list, all its pages, as CSV or XLSX',
  request: { params: z.object({ format: z.enum(TABLE_FORMATS) }), query: CaseQuery },
  responses: { 200: TABLE_FILE, ...problems(401, 403, 422) },
});

export const waitingRoutes = (deps: Dependencies) =>
  router()
    .openapi(cases, async (c) => c.json(await waitingCases(deps, signedIn(c.var), c.req.valid('query')), 200))
    .openapi(casesFile, async (c) => {
      const { format } = c.req.valid('param');
      return fileBody(c, `cases.${format}`, format, await caseTable(deps, signedIn(c.var), c.req.valid('query')));
    });
