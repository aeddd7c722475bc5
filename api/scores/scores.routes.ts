import { z } from '@hono/zod-openapi';
import { latestRun } from '../../db/queries/scores.ts';
import { listUnits } from '../../db/queries/units.ts';
import type { Result } from '../../scoring/index.ts';
import type { Dependencies } from '../context.ts';
import { guarded, router } from '../guard.ts';
import { json, problems } from '../openapi.ts';
import { publishedResult } from '../releases/published.ts';
import { type PublicScore, publicScores, toCsv, toXlsx } from './export.ts';
import { notComputed } from './scores.errors.ts';
import { type Computed, computeScores, readRun } from './scores.usecases.ts';
import { summarise } from './summary.ts';

const Text = z.object({ zh: z.string(), en: z.string() });
const Line = z.object({
  unit: z.string(),
  name: Text,
  total: z.string().nullable(),
  rank: z.number().int().nullable(),
  band: z.enum(['clearly-above', 'not-separable', 'clearly-below']).nullable(),
  grade: z.string().nullable(),
  image: z.string().nullable().openapi({ description: 'Public-image part, 0–100, printed with the scheme’s decimals' }),
  previousTotal: z.string().nullable().openapi({ description: 'In the newest published release of this cycle' }),
  previousRank: z.number().int().nullable(),
  reasons: z.array(Text).openapi({ description: 'Vetoes, overrides, unproved claims, missing parts' }),
});
const Summary = z
  .object({
    run: z.uuid(),
    cycle: z.string(),
    scheme: z.string().openapi({ example: 'demo-flagship@3:sha256-…' }),
    inputSha256: z.string(),
    categories: z.array(z.object({ category: z.string(), label: Text, ranked: z.boolean(), mean: z.string().nullable(), lines: z.array(Line) })),
  })
  .openapi('ScoreSummary');
const Cycle = z.object({ cycle: z.string().max(80) });
const OFFICE = ['office-staff', 'office-approver'] as const;

const compute = guarded(OFFICE, {
  method: 'post',
  path: '/cycles/{cycle}/scores',
  summary: 'Compute the cycle’s scores from what is stored',
  description: 'Keeps input and result as they would be published. Publishes nothing.',
  request: {
    params: Cycle,
    query: z.object({
      repliesAsOf: z.iso.date().optional().openapi({
        description: 'Day up to and with which a scheme that counts reply records looks; the end of the cycle where absent, or yesterday while it runs',
      }),
    }),
  },
  responses: { 200: json(Summary, 'The table to look at before publishing'), ...problems(401, 403, 404, 409, 422) },
});

const preview = guarded([...OFFICE, 'auditor'], {
  method: 'get',
  path: '/cycles/{cycle}/scores',
  summary: 'The newest computation of the cycle',
  request: { params: Cycle },
  responses: { 200: json(Summary, 'The table to look at before publishing'), ...problems(401, 403, 404) },
});

const Score = z
  .object({
    unit: z.string(),
    nameZh: z.string(),
    nameEn: z.string(),
    category: z.string(),
    publicImage: z.string().nullable().openapi({ description: 'Public-image part, 0–100; null: no group with enough answers' }),
    intervalLow: z.string().nullable(),
    intervalHigh: z.string().nullable(),
    validAnswers: z.number().int(),
    total: z.string().nullable(),
    rank: z.number().int().nullable(),
    grade: z.string().nullable(),
  })
  .openapi('PublicScore');

const download = guarded('public', {
  method: 'get',
  path: '/cycles/{cycle}/exports/{file}',
  summary: 'Published public scores of all units, for import into an assessment office’s own system',
  description: 'CSV (UTF-8 with byte order mark), XLSX or JSON. Only what a release has published.',
  request: { params: Cycle.extend({ file: z.enum(['public-scores.csv', 'public-scores.xlsx', 'public-scores.json']) }) },
  responses: {
    200: {
      description: 'The table',
      content: {
        'application/json': { schema: z.object({ cycle: z.string(), scheme: z.string(), release: z.number().int(), scores: z.array(Score) }) },
        'text/csv': { schema: z.string() },
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { schema: z.string().openapi({ format: 'binary' }) },
      },
    },
    ...problems(404, 422),
  },
});

export const scoreRoutes = (deps: Dependencies) => {
  const { db } = deps;

  const toSummary = async (run: Computed): Promise<z.infer<typeof Summary>> => {
    const names = await unitNames();
    const published = await publishedResult(db, run.cycle);
    return {
      run: run.id,
      cycle: run.cycle,
      scheme: run.scheme,
      inputSha256: run.inputSha256,
      categories: summarise(run.result, published?.result ?? null, names).map((category) => ({
        ...category,
        lines: category.lines.map((line) => ({ ...line, reasons: [...line.reasons] })),
      })),
    };
  };

  const unitNames = async (): Promise<(unit: string) => { zh: string; en: string }> => {
    const known = new Map((await listUnits(db)).map((unit) => [unit.id, { zh: unit.nameZh, en: unit.nameEn }]));
    return (unit) => known.get(unit) ?? { zh: unit, en: unit };
  };

  const scoresOf = async (result: Result): Promise<PublicScore[]> => publicScores(result, await unitNames());

  return router()
    .openapi(compute, async (c) => {
      const { repliesAsOf = null } = c.req.valid('query');
      return c.json(await toSummary(await computeScores(deps, c.req.valid('param').cycle, c.var.staff, repliesAsOf)), 200);
    })
    .openapi(preview, async (c) => {
      const run = await latestRun(db, c.req.valid('param').cycle);
      if (!run) throw notComputed();
      return c.json(await toSummary(readRun(run)), 200);
    })
    .openapi(download, async (c) => {
      const { cycle, file } = c.req.valid('param');
      const published = await publishedResult(db, cycle);
      if (!published) throw notComputed();
      const scores = await scoresOf(published.result);
      if (file === 'public-scores.json') return c.json({ cycle, scheme: published.result.scheme, release: published.release, scores }, 200);
      c.header('content-disposition', `attachment; filename="${cycle}-${file}"`);
      if (file === 'public-scores.csv') return c.text(toCsv(scores), 200, { 'content-type': 'text/csv; charset=utf-8' });
      return c.body(await xlsxBody(scores), 200, { 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' });
    });
};

const xlsxBody = async (scores: readonly PublicScore[]): Promise<ArrayBuffer> => {
  const sheet = await toXlsx(scores);
  return sheet.buffer.slice(sheet.byteOffset, sheet.byteOffset + sheet.byteLength) as ArrayBuffer;
};
