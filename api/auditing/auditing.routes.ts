import { z } from '@hono/zod-openapi';
import type { Dependencies } from '../context.ts';
import { guarded, router } from '../guard.ts';
import { json, problems } from '../openapi.ts';
import { fileBody, TABLE_FILE, type TableFormat } from '../spreadsheets/table-file.ts';
import { AuditRecord, Search, Sought } from './auditing.shapes.ts';
import { auditTable, readAudit } from './auditing.usecases.ts';

const READERS = ['auditor', 'administrator'] as const;

const read = guarded(READERS, {
  method: 'get',
  path: '/audit',
  summary: 'The audit log of staff and unit writes, or what answers a search in it; casts and proofs are not in it',
  request: { query: Search },
  responses: {
    200: json(
      z.object({
        rows: z.array(AuditRecord),
        next: z.number().int().nullable().openapi({ description: 'Ask for `after` this number for what follows' }),
        chain: z
          .object({ holds: z.boolean(), brokenAt: z.number().int().nullable() })
          .openapi({ description: 'Whether the hashes of these rows fit; from `after=0` and without a search this covers the log from its beginning' }),
        released: z
          .object({ release: z.number().int(), rows: z.number().int(), lastHash: z.string(), holds: z.boolean() })
          .nullable()
          .openapi({ description: 'How far the log reached at the live release, as signed there, and whether it still has that row' }),
      }),
      'Rows',
    ),
    ...problems(401, 403, 422),
  },
});

const download = guarded(READERS, {
  method: 'get',
  path: '/audit/files/{file}',
  summary: 'What answers a search in the audit log, as a table; at most 50,000 rows, the newest first',
  request: { params: z.object({ file: z.enum(['audit.csv', 'audit.xlsx']) }), query: Sought },
  responses: { 200: TABLE_FILE, ...problems(401, 403, 422) },
});

export const auditRoutes = (deps: Dependencies) =>
  router()
    .openapi(read, async (c) => c.json(await readAudit(deps, c.req.valid('query')), 200))
    .openapi(download, async (c) => {
      const { lang, ...search } = c.req.valid('query');
      const { file } = c.req.valid('param');
      return fileBody(c, file, file.slice('audit.'.length) as TableFormat, await auditTable(deps, search, lang));
    });
