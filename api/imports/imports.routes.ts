import { z } from '@hono/zod-openapi';
import { listImports } from '../../db/queries/imports.ts';
import type { AppEnv, Dependencies } from '../context.ts';
import { guarded, router } from '../guard.ts';
import { body, json, problems } from '../openapi.ts';
import { line, windowParams } from '../windows/windows.shapes.ts';
import { importSurvey, previewSurvey } from './imports.usecases.ts';

const OFFICE = ['office-staff', 'office-approver'] as const;
const name = line(200);

const Mapping = z
  .strictObject({
    respondent: name.openapi({ description: 'Column with the respondent’s number' }),
    columns: z.record(name, name).openapi({ description: 'Column → unit' }),
    question: name,
    answers: z.record(name, name).openapi({ description: 'Code → level, or don’t know; an empty cell is no answer' }),
    group: name,
    channel: name,
  })
  .openapi('SurveyMapping');

const file = {
  fileName: name,
  content: z.base64().openapi({ description: 'The file in base64: CSV in UTF-8 or GB 18030, separated by comma, semicolon or tab' }),
  mapping: Mapping,
};

const Counts = z.record(z.string(), z.record(z.string(), z.number().int()));

const preview = guarded(OFFICE, {
  method: 'post',
  path: '/windows/{window}/imports/preview',
  summary: 'What a survey file would bring: answers per unit and level; nothing is written',
  request: { params: windowParams, body: body(z.strictObject(file)) },
  responses: {
    200: json(
      z.object({ digest: z.string(), fileSha256: z.string(), people: z.number().int(), ballots: z.number().int(), counts: Counts }),
      'What would be imported',
    ),
    ...problems(401, 403, 404, 409, 413, 422),
  },
});

const commit = guarded(OFFICE, {
  method: 'post',
  path: '/windows/{window}/imports',
  summary: 'Import a survey file: each answered cell becomes one sealed ballot, all or none',
  description:
    'Only into an open window, only into a channel that the city lists as imported; the same file once. `digest` of the preview makes sure that what was seen is what is imported.',
  request: { params: windowParams, body: body(z.strictObject({ ...file, digest: z.string().length(64).optional() })) },
  responses: {
    201: json(z.object({ id: z.string(), fileSha256: z.string(), people: z.number().int(), ballots: z.number().int() }), 'Imported and sealed'),
    ...problems(401, 403, 404, 409, 413, 422),
  },
});

const list = guarded([...OFFICE, 'auditor'], {
  method: 'get',
  path: '/windows/{window}/imports',
  summary: 'Files imported into a window',
  request: { params: windowParams },
  responses: {
    200: json(
      z.object({
        imports: z.array(
          z.object({
            id: z.string(),
            fileName: z.string(),
            fileSha256: z.string(),
            group: z.string(),
            people: z.number().int(),
            ballots: z.number().int(),
            importedAt: z.string(),
          }),
        ),
      }),
      'The files',
    ),
    ...problems(401, 403),
  },
});

const userOf = ({ staff }: AppEnv['Variables']): string => (staff as NonNullable<typeof staff>).userId;
const bytesOf = (content: string): Uint8Array => new Uint8Array(Buffer.from(content, 'base64'));

export const importRoutes = (deps: Dependencies) =>
  router()
    .openapi(preview, async (c) => {
      const { content, mapping } = c.req.valid('json');
      return c.json(await previewSurvey(deps, c.req.valid('param').window, bytesOf(content), mapping), 200);
    })
    .openapi(commit, async (c) => {
      const { fileName, content, mapping, digest } = c.req.valid('json');
      const options = { fileName, ...(digest !== undefined && { previewed: digest }) };
      return c.json(await importSurvey(deps, c.req.valid('param').window, bytesOf(content), mapping, userOf(c.var), options), 201);
    })
    .openapi(list, async (c) => {
      const rows = await listImports(deps.db, c.req.valid('param').window);
      return c.json(
        {
          imports: rows.map(({ id, fileName, fileSha256, group, people, ballots, createdAt }) => ({
            id,
            fileName,
            fileSha256,
            group,
            people,
            ballots,
            importedAt: createdAt.toISOString(),
          })),
        },
        200,
      );
    });
