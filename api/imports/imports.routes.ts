import { z } from '@hono/zod-openapi';
import { type ImportRow, listImports } from '../../db/queries/imports.ts';
import type { AppEnv, Dependencies } from '../context.ts';
import { guarded, router } from '../guard.ts';
import { body, json, problems } from '../openapi.ts';
import { windowParams } from '../windows/windows.shapes.ts';
import { Imported, ImportLine, name, Origin, Preview, Progress, Staged } from './imports.shapes.ts';
import { importSurvey, previewSurvey } from './imports.usecases.ts';
import { Mapping } from './mapping.ts';
import { commitStaged, dropStaged, lookAgain, previewStaged, stagedProgress, stageFile } from './staged.usecases.ts';

const OFFICE = ['office-staff', 'office-approver'] as const;

const content = z.base64().openapi({ description: 'The file in base64: XLSX, or CSV in UTF-8, UTF-16 or GB 18030, separated by comma, semicolon or tab' });
const file = { fileName: name, content, mapping: Mapping };
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const fileParams = windowParams.extend({ file: z.uuid() });

const preview = guarded(OFFICE, {
  method: 'post',
  path: '/windows/{window}/imports/preview',
  summary: 'What a survey file would bring: answers per unit and level; nothing is written',
  request: { params: windowParams, body: body(z.strictObject(file)) },
  responses: { 200: json(Preview, 'What would be imported'), ...problems(401, 403, 404, 409, 413, 422) },
});

const commit = guarded(OFFICE, {
  method: 'post',
  path: '/windows/{window}/imports',
  summary: 'Import a survey file: each respondent’s answers about a unit become one sealed ballot, all or none',
  description:
    'Only into an open window, only into a channel that the city lists as imported; the same file once. `digest` of the preview makes sure that what was seen is what is imported.',
  request: { params: windowParams, body: body(z.strictObject({ ...file, digest: digest.optional(), origin: Origin.optional() })) },
  responses: { 201: json(Imported, 'Imported and sealed'), ...problems(401, 403, 404, 409, 413, 422) },
});

const list = guarded([...OFFICE, 'auditor'], {
  method: 'get',
  path: '/windows/{window}/imports',
  summary: 'What was brought into a window: files, batches of partners, clippings',
  request: { params: windowParams },
  responses: { 200: json(z.object({ imports: z.array(ImportLine) }), 'The imports'), ...problems(401, 403) },
});

const upload = guarded(OFFICE, {
  method: 'post',
  path: '/windows/{window}/imports/files',
  summary: 'Upload a survey file and see what it looks like: encoding, sheets, headings, first rows, codes',
  description: 'The file is kept for a day at most, sealed with a secret of the window. A file that was imported before is refused.',
  request: { params: windowParams, body: body(z.strictObject({ fileName: name, content })) },
  responses: { 201: json(Staged, 'The file'), ...problems(401, 403, 404, 409, 413, 422) },
});

const look = guarded(OFFICE, {
  method: 'get',
  path: '/windows/{window}/imports/files/{file}',
  summary: 'An uploaded file again, with the mapping remembered of its source',
  request: { params: fileParams, query: z.object({ source: name.optional(), headerLine: z.coerce.number().int().min(1).max(1000).optional() }) },
  responses: { 200: json(Staged, 'The file'), ...problems(401, 403, 404, 422) },
});

const previewOf = guarded(OFFICE, {
  method: 'post',
  path: '/windows/{window}/imports/files/{file}/preview',
  summary: 'What an uploaded file would bring with this mapping; nothing is written',
  request: { params: fileParams, body: body(z.strictObject({ mapping: Mapping })) },
  responses: { 200: json(Preview, 'What would be imported'), ...problems(401, 403, 404, 409, 422) },
});

const commitOf = guarded(OFFICE, {
  method: 'post',
  path: '/windows/{window}/imports/files/{file}/commit',
  summary: 'Begin to import an uploaded file: all or nothing',
  description: 'Answers at once; `…/progress` tells how far it is.',
  request: { params: fileParams, body: body(z.strictObject({ mapping: Mapping, origin: Origin, digest })) },
  responses: { 202: json(z.object({ begun: z.literal(true) }), 'Begun'), ...problems(401, 403, 404, 409, 422) },
});

const progress = guarded(OFFICE, {
  method: 'get',
  path: '/windows/{window}/imports/files/{file}/progress',
  summary: 'How far the import of a file is',
  request: { params: fileParams, query: z.object({ fileSha256: digest }) },
  responses: { 200: json(Progress, 'How far it is'), ...problems(401, 403, 404, 422) },
});

const drop = guarded(OFFICE, {
  method: 'delete',
  path: '/windows/{window}/imports/files/{file}',
  summary: 'Forget an uploaded file',
  request: { params: fileParams },
  responses: { 200: json(z.object({ dropped: z.literal(true) }), 'Forgotten'), ...problems(401, 403, 404, 422) },
});

const userOf = ({ staff }: AppEnv['Variables']): string => (staff as NonNullable<typeof staff>).userId;
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

const toLine = ({ id, kind, fileName, fileSha256, group, channel, people, ballots, origin, createdAt }: ImportRow) => ({
  ...{ id, kind, fileName, fileSha256, group, channel, people, ballots, origin },
  importedAt: createdAt.toISOString(),
});

export const importRoutes = (deps: Dependencies) =>
  router()
    .openapi(preview, async (c) => {
      const given = c.req.valid('json');
      return c.json(await previewSurvey(deps, c.req.valid('param').window, bytesOf(given.content), given.mapping), 200);
    })
    .openapi(commit, async (c) => {
      const { fileName, content: text, mapping, digest: previewed, origin } = c.req.valid('json');
      const options = { fileName, ...(previewed !== undefined && { previewed }), ...(origin && { origin }) };
      return c.json(await importSurvey(deps, c.req.valid('param').window, bytesOf(text), mapping, userOf(c.var), options), 201);
    })
    .openapi(list, async (c) => c.json({ imports: (await listImports(deps.db, c.req.valid('param').window)).map(toLine) }, 200))
    .openapi(upload, async (c) => {
      const { fileName, content: text } = c.req.valid('json');
      return c.json(await stageFile(deps, c.req.valid('param').window, fileName, bytesOf(text), userOf(c.var)), 201);
    })
    .openapi(look, async (c) => {
      const { window, file: id } = c.req.valid('param');
      const { source, headerLine } = c.req.valid('query');
      return c.json(await lookAgain(deps, window, id, source ?? null, headerLine), 200);
    })
    .openapi(previewOf, async (c) => {
      const { window, file: id } = c.req.valid('param');
      return c.json(await previewStaged(deps, window, id, c.req.valid('json').mapping), 200);
    })
    .openapi(commitOf, async (c) => {
      const { window, file: id } = c.req.valid('param');
      await commitStaged(deps, window, id, c.req.valid('json'), userOf(c.var));
      return c.json({ begun: true as const }, 202);
    })
    .openapi(progress, async (c) => {
      const { window, file: id } = c.req.valid('param');
      return c.json(await stagedProgress(deps, window, id, c.req.valid('query').fileSha256), 200);
    })
    .openapi(drop, async (c) => {
      const { window, file: id } = c.req.valid('param');
      await dropStaged(deps, window, id);
      return c.json({ dropped: true as const }, 200);
    });
