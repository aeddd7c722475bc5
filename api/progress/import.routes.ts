import { z } from '@hono/zod-openapi';
import { listCycleReports, listEntriesOf } from '../../db/queries/progress-import.ts';
import type { Dependencies, Staff } from '../context.ts';
import { guarded, router } from '../guard.ts';
import { body, json, problems } from '../openapi.ts';
import { progressFile, tableOf } from './import.export.ts';
import * as shapes from './import.shapes.ts';
import { importProgress, type Needs, previewImport, readImportFrame, type Scope } from './import.usecases.ts';
import { READING_STAFF, requireOwnUnit, signedIn, UNIT_STAFF, writesForUnit } from './people.ts';
import { idParam } from './plain-text.ts';
import { reportParams } from './progress.shapes.ts';

const OFFICE = ['office-staff', 'office-approver'] as const;
const REPORT = '/units/{unit}/progress/{cycle}/{period}';
const MANY = '/progress/{cycle}';
const cycleParams = z.object({ cycle: idParam });
const file = z.enum(shapes.FILES);
const lang = z.enum(['zh', 'en']).default('zh');
const table = {
  200: {
    description: 'The file',
    content: {
      'text/csv': { schema: z.string() },
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { schema: z.string().openapi({ format: 'binary' }) },
    },
  },
  ...problems(401, 403, 404, 422),
};
const previewed = { 200: json(shapes.ImportPreview, 'What it would change'), ...problems(401, 403, 404, 409, 413, 422) };
const imported = { 200: json(shapes.Imported, 'What was written'), ...problems(401, 403, 404, 409, 413, 422) };

const download = guarded(READING_STAFF, {
  method: 'get',
  path: `${REPORT}/files/{file}`,
  summary: 'A report as CSV or XLSX, every goal with a line of its own and its earlier figure: template and export in one',
  request: { params: reportParams.extend({ file }), query: z.object({ lang }) },
  responses: table,
});

const preview = guarded(UNIT_STAFF, {
  method: 'post',
  path: `${REPORT}/import/preview`,
  summary: 'What a spreadsheet would change in the draft of a report; nothing is written',
  request: { params: reportParams, body: body(shapes.Preview) },
  responses: previewed,
});

const commit = guarded(UNIT_STAFF, {
  method: 'post',
  path: `${REPORT}/import`,
  summary: 'Write what a spreadsheet says into the draft of a report, all or nothing; goals without a filled line stay as they are',
  request: { params: reportParams, body: body(shapes.Import) },
  responses: imported,
});

const downloadMany = guarded([...OFFICE, 'auditor'], {
  method: 'get',
  path: `${MANY}/files/{file}`,
  summary: 'All units’ goals with what was submitted, for one period or all of a cycle, as CSV or XLSX',
  request: { params: cycleParams.extend({ file }), query: z.object({ lang, period: idParam.optional() }) },
  responses: table,
});

const previewMany = guarded(OFFICE, {
  method: 'post',
  path: `${MANY}/import/preview`,
  summary: 'What one table of many units and periods would change in their draft reports; nothing is written',
  request: { params: cycleParams, body: body(shapes.Preview) },
  responses: previewed,
});

const commitMany = guarded(OFFICE, {
  method: 'post',
  path: `${MANY}/import`,
  summary: 'Write one table into the draft reports of many units and periods, all or nothing; each stays a draft until its unit hands it in',
  request: { params: cycleParams, body: body(shapes.BulkImport) },
  responses: imported,
});

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
const oneReport = ({ unit, cycle, period }: z.output<typeof reportParams>): Scope => ({ cycle, only: { unit, period } });
const manyReports = (cycle: string): Scope => ({ cycle, only: null });

export const progressImportRoutes = (deps: Dependencies) =>
  router()
    .openapi(download, async (c) => {
      const staff = signedIn(c.var);
      const { file: name, ...key } = c.req.valid('param');
      requireOwnUnit(staff, key.unit);
      const { body: bytes, type } = await fileOf(deps, staff, oneReport(key), key.period, name, c.req.valid('query').lang);
      return c.body(bytes, 200, attached(type, `${key.unit}-${key.cycle}-${key.period}-${name}`));
    })
    .openapi(preview, async (c) =>
      c.json(await previewImport(deps, signedIn(c.var), oneReport(c.req.valid('param')), bytesOf(c.req.valid('json').content)), 200),
    )
    .openapi(commit, async (c) => {
      const key = c.req.valid('param');
      const { revision, content } = c.req.valid('json');
      const looked = [{ unit: key.unit, period: key.period, revision }];
      return c.json(await importProgress(deps, signedIn(c.var), oneReport(key), looked, bytesOf(content)), 200);
    })
    .openapi(downloadMany, async (c) => {
      const { cycle, file: name } = c.req.valid('param');
      const { lang: language, period } = c.req.valid('query');
      const { body: bytes, type } = await fileOf(deps, signedIn(c.var), manyReports(cycle), period ?? null, name, language);
      return c.body(bytes, 200, attached(type, `${cycle}-${period ?? 'all'}-${name}`));
    })
    .openapi(previewMany, async (c) =>
      c.json(await previewImport(deps, signedIn(c.var), manyReports(c.req.valid('param').cycle), bytesOf(c.req.valid('json').content)), 200),
    )
    .openapi(commitMany, async (c) => {
      const { reports, content } = c.req.valid('json');
      return c.json(await importProgress(deps, signedIn(c.var), manyReports(c.req.valid('param').cycle), reports, bytesOf(content)), 200);
    });

const attached = (type: string, name: string): Record<string, string> => ({
  'content-type': type,
  'content-disposition': `attachment; filename="${name}"`,
});

/** The unit sees its own drafts, everybody else what was submitted. */
async function fileOf(deps: Needs, staff: Staff, scope: Scope, period: string | null, name: (typeof shapes.FILES)[number], language: 'zh' | 'en') {
  const { goals, periods } = await readImportFrame(deps, deps.db, scope);
  const reports = new Map((await listCycleReports(deps.db, scope.cycle, scope.only?.unit ?? null)).map((report) => [report.id, report]));
  const entries = await listEntriesOf(deps.db, [...reports.keys()]);
  const stored = entries.flatMap((entry) => {
    const report = reports.get(entry.reportId);
    return report ? [{ report, entry }] : [];
  });
  const asked = periods.filter(({ id }) => period === null || id === period);
  const rows = tableOf(goals, asked, periods, stored, ({ state }) => writesForUnit(staff) || state === 'submitted' || state === 'accepted');
  const { body: bytes, type } = await progressFile(rows, { file: name, lang: language, ofMany: scope.only === null });
  return { body: typeof bytes === 'string' ? bytes : new Uint8Array(bytes).buffer, type };
}
