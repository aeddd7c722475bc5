import { z } from '@hono/zod-openapi';
import { type ImportRow, listImports } from '../../db/queries/imports.ts';
import type { AppEnv, Dependencies } from '../context.ts';
import { guarded, router } from '../guard.ts';
import { body, json, problems } from '../openapi.ts';
import { Pending, windowParams } from '../windows/windows.shapes.ts';
import { commitStaged, stagedProgress } from './committing.usecases.ts';
import { ImportLine, name, Origin, Preview, Progress, Staged, WaitingFile, ways } from './imports.shapes.ts';
import type { FileMapping } from './imports.usecases.ts';
import { pendingIn } from './pending.ts';
import { dropStaged, lookAgain, previewStaged, proposeStaged, stagedFiles, stageFile, withdrawStaged } from './staged.usecases.ts';

const OFFICE = ['office-staff', 'office-approver'] as const;

const content = z.base64().openapi({ description: 'The file in base64: XLSX, or CSV in UTF-8, UTF-16 or GB 18030, separated by comma, semicolon or tab' });
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const fileParams = windowParams.extend({ file: z.uuid() });

const list = guarded([...OFFICE, 'auditor'], {
  method: 'get',
  path: '/windows/{window}/imports',
  summary: 'What was brought into a window: files, batches of partners, clippings',
  request: { params: windowParams },
  responses: { 200: json(z.object({ imports: z.array(ImportLine) }), 'The imports'), ...problems(401, 403) },
});

const waiting = guarded([...OFFICE, 'auditor'], {
  method: 'get',
  path: '/windows/{window}/imports/files',
  summary: 'What waits to be imported: uploaded files and batches of partners; no answers',
  request: { params: windowParams },
  responses: { 200: json(z.object({ files: z.array(WaitingFile) }), 'The files'), ...problems(401, 403) },
});

const pending = guarded([...OFFICE, 'auditor'], {
  method: 'get',
  path: '/windows/{window}/imports/pending',
  summary: 'How much waits by other channels: closing the window would leave it out',
  request: { params: windowParams },
  responses: { 200: json(Pending, 'What waits'), ...problems(401, 403) },
});

const upload = guarded(OFFICE, {
  method: 'post',
  path: '/windows/{window}/imports/files',
  summary: 'Upload a table and see what it looks like: encoding, sheets, headings, first rows, codes',
  description:
    'Answers of a survey, or counts of a hotline. The file is kept for a day at most, sealed with a secret of the window. A file that was imported before is refused.',
  request: { params: windowParams, body: body(z.strictObject({ fileName: name, content, kind: z.enum(['survey', 'hotline']).default('survey') })) },
  responses: { 201: json(Staged, 'The file'), ...problems(401, 403, 404, 409, 413, 422) },
});

const look = guarded(OFFICE, {
  method: 'get',
  path: '/windows/{window}/imports/files/{file}',
  summary: 'An uploaded file again, with the mapping remembered of its source',
  request: { params: fileParams, query: z.object({ source: name.optional(), headerLine: z.coerce.number().int().min(1).max(1000).optional() }) },
  responses: { 200: json(Staged, 'The file'), ...problems(401, 403, 404, 422) },
});

const preview = guarded(OFFICE, {
  method: 'post',
  path: '/windows/{window}/imports/files/{file}/preview',
  summary: 'What a file would bring: answers per unit and level; nothing is written',
  description: 'By the mapping given here, else by the one that its sender or proposer gave.',
  request: { params: fileParams, body: body(z.strictObject(ways)) },
  responses: { 200: json(Preview, 'What would be imported'), ...problems(401, 403, 404, 409, 422) },
});

const propose = guarded(OFFICE, {
  method: 'post',
  path: '/windows/{window}/imports/files/{file}/proposal',
  summary: 'Propose, as the first person, to import a file as it was previewed',
  description: '`digest` of the preview makes sure that what was seen is what is imported. A partner’s batch has its mapping and origin already.',
  request: { params: fileParams, body: body(z.strictObject({ ...ways, origin: Origin.optional(), digest })) },
  responses: { 200: json(z.object({ proposed: z.literal(true) }), 'Proposed; another person must confirm'), ...problems(401, 403, 404, 409, 422) },
});

const withdraw = guarded(OFFICE, {
  method: 'delete',
  path: '/windows/{window}/imports/files/{file}/proposal',
  summary: 'Take the proposal to import a file back',
  request: { params: fileParams },
  responses: { 200: json(z.object({ withdrawn: z.literal(true) }), 'Taken back'), ...problems(401, 403, 404, 409, 422) },
});

const commit = guarded(OFFICE, {
  method: 'post',
  path: '/windows/{window}/imports/files/{file}/commit',
  summary: 'Import a proposed file as the second person: each respondent’s answers about a unit one sealed ballot, all or none',
  description:
    'Only into an open window, only into a channel that the city lists as imported; the same file once. Answers at once; `…/progress` tells how far it is.',
  request: { params: fileParams },
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
  summary: 'Forget a file; a partner’s batch is refused with a reason that the partner reads',
  request: { params: fileParams, query: z.object({ reason: name.optional() }) },
  responses: { 200: json(z.object({ dropped: z.literal(true) }), 'Forgotten'), ...problems(401, 403, 404, 409, 422) },
});

const userOf = ({ staff }: AppEnv['Variables']): string => (staff as NonNullable<typeof staff>).userId;
const wayOf = ({ mapping, counting }: { readonly mapping?: FileMapping | undefined; readonly counting?: FileMapping | undefined }): FileMapping | undefined =>
  mapping ?? counting;
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

const toLine = ({ id, kind, fileName, fileSha256, group, channel, people, ballots, origin, createdAt }: ImportRow) => ({
  ...{ id, kind, fileName, fileSha256, group, channel, people, ballots, origin },
  importedAt: createdAt.toISOString(),
});

const toWaiting = (me: string) => (row: Awaited<ReturnType<typeof stagedFiles>>[number]) => ({
  ...{ id: row.id, kind: row.kind, fileName: row.fileName, fileSha256: row.fileSha256, origin: row.origin, failure: row.failure },
  proposed: row.proposedBy !== null,
  proposedByYou: row.proposedBy === me,
  running: row.done !== null,
  receivedAt: row.createdAt.toISOString(),
});

export const importRoutes = (deps: Dependencies) =>
  router()
    .openapi(list, async (c) => c.json({ imports: (await listImports(deps.db, c.req.valid('param').window)).map(toLine) }, 200))
    .openapi(waiting, async (c) => c.json({ files: (await stagedFiles(deps, c.req.valid('param').window)).map(toWaiting(userOf(c.var))) }, 200))
    .openapi(pending, async (c) => c.json(await pendingIn(deps.db, c.req.valid('param').window), 200))
    .openapi(upload, async (c) => {
      const { fileName, content: text, kind } = c.req.valid('json');
      return c.json(await stageFile(deps, c.req.valid('param').window, { kind, fileName }, bytesOf(text), userOf(c.var)), 201);
    })
    .openapi(look, async (c) => {
      const { window, file: id } = c.req.valid('param');
      const { source, headerLine } = c.req.valid('query');
      return c.json(await lookAgain(deps, window, id, source ?? null, headerLine), 200);
    })
    .openapi(preview, async (c) => {
      const { window, file: id } = c.req.valid('param');
      return c.json(await previewStaged(deps, window, id, wayOf(c.req.valid('json'))), 200);
    })
    .openapi(propose, async (c) => {
      const { window, file: id } = c.req.valid('param');
      const given = c.req.valid('json');
      await proposeStaged(deps, window, id, { ...given, mapping: wayOf(given) }, userOf(c.var));
      return c.json({ proposed: true as const }, 200);
    })
    .openapi(withdraw, async (c) => {
      const { window, file: id } = c.req.valid('param');
      await withdrawStaged(deps, window, id, userOf(c.var));
      return c.json({ withdrawn: true as const }, 200);
    })
    .openapi(commit, async (c) => {
      const { window, file: id } = c.req.valid('param');
      await commitStaged(deps, window, id, userOf(c.var));
      return c.json({ begun: true as const }, 202);
    })
    .openapi(progress, async (c) => {
      const { window, file: id } = c.req.valid('param');
      return c.json(await stagedProgress(deps, window, id, c.req.valid('query').fileSha256), 200);
    })
    .openapi(drop, async (c) => {
      const { window, file: id } = c.req.valid('param');
      await dropStaged(deps, window, id, c.req.valid('query').reason ?? null, userOf(c.var));
      return c.json({ dropped: true as const }, 200);
    });
