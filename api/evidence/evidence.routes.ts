import { z } from '@hono/zod-openapi';
import type { Sessions } from '../auth/sessions.ts';
import type { Dependencies } from '../context.ts';
import { guarded, router } from '../guard.ts';
import { body, json, problems } from '../openapi.ts';
import { signedIn, UNIT_STAFF } from '../progress/people.ts';
import { words } from '../progress/plain-text.ts';
import { EvidenceFile, reportParams } from '../progress/progress.shapes.ts';
import { evidenceView } from '../progress/views.ts';
import { unknownFile } from './evidence.errors.ts';
import { arrangeEvidence, attachEvidence, detachEvidence, findReadable } from './evidence.usecases.ts';
import { createEvidenceStore } from './store.ts';

/** ISO day of the document itself. */
const day = z.string().max(10).nullable().default(null);

const attach = guarded(UNIT_STAFF, {
  method: 'post',
  path: '/units/{unit}/progress/{cycle}/{period}/evidence',
  summary: 'Attach a file (PDF, PNG, JPEG, DOCX, XLSX, PPTX; at most 10 MB) to a draft; the content decides its type, and pictures are written anew',
  request: {
    params: reportParams,
    body: body(
      z.strictObject({
        goal: z.string().max(120).nullable().default(null),
        fileName: z.string().min(1).max(255),
        content: z.string().openapi({ format: 'byte', description: 'base64' }),
        title: words(200).default('').openapi({ description: 'What the dossier calls it; empty: by its file name' }),
        documentOn: day,
      }),
    ),
  },
  responses: { 201: json(EvidenceFile, 'Attached'), ...problems(401, 403, 404, 409, 413, 422) },
});

const arrange = guarded(UNIT_STAFF, {
  method: 'put',
  path: '/units/{unit}/progress/{cycle}/{period}/evidence',
  summary: 'Name, date and order the files of a draft’s dossiers, all of the named ones or none',
  request: {
    params: reportParams,
    body: body(
      z.strictObject({
        files: z
          .array(z.strictObject({ id: z.uuid(), title: words(200).default(''), documentOn: day, position: z.number().int().min(0).max(999) }))
          .min(1)
          .max(50),
      }),
    ),
  },
  responses: { 200: json(z.object({ arranged: z.number().int() }), 'Arranged'), ...problems(401, 403, 404, 409, 422) },
});

const detach = guarded(UNIT_STAFF, {
  method: 'delete',
  path: '/units/{unit}/progress/{cycle}/{period}/evidence/{id}',
  summary: 'Take a file off a draft',
  request: { params: reportParams.extend({ id: z.uuid() }) },
  responses: { 200: json(z.object({ detached: z.literal(true) }), 'Taken off'), ...problems(401, 403, 404, 409, 422) },
});

export const evidenceRoutes = (dependencies: Dependencies) => {
  const needs = { ...dependencies, store: createEvidenceStore(dependencies.config.dataDir) };
  return router()
    .openapi(attach, async (c) => {
      const upload = c.req.valid('json');
      const file = await attachEvidence(needs, signedIn(c.var), c.req.valid('param'), upload);
      return c.json(evidenceView(file, upload.goal), 201);
    })
    .openapi(arrange, async (c) => {
      const { files } = c.req.valid('json');
      await arrangeEvidence(needs, signedIn(c.var), c.req.valid('param'), files);
      return c.json({ arranged: files.length }, 200);
    })
    .openapi(detach, async (c) => {
      const { id, ...key } = c.req.valid('param');
      await detachEvidence(needs, signedIn(c.var), key, id);
      return c.json({ detached: true as const }, 200);
    });
};

const download = guarded('public', {
  method: 'get',
  path: '/{sha256}',
  summary: 'An evidence file: public once its report is accepted, before that for its unit and the office',
  request: { params: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }) },
  responses: {
    200: { content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } }, description: 'The file, as an attachment' },
    ...problems(404, 422),
  },
});

/** Files are never shown inside the site: they come as attachments under a policy that lets them do nothing. */
const POLICY = "default-src 'none'; sandbox";

/** Mounted at `/evidence`, outside the API: whoever has a file's SHA-256 and may read it gets its bytes. */
export const evidenceFileRoutes = ({ db, clock, config }: Dependencies, sessions: Sessions) => {
  const store = createEvidenceStore(config.dataDir);
  return router().openapi(download, async (c) => {
    const { sha256 } = c.req.valid('param');
    const whoAsks = async () => (await sessions.read(c.req.header('cookie') ?? '', clock())).staff;
    const { file, isPublic } = await findReadable({ db }, sha256, whoAsks);
    const found = await store.read(sha256);
    if (!found) throw unknownFile();
    return c.body(found.stream, 200, {
      'content-type': file.mediaType,
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'content-length': String(found.length),
      'content-disposition': `attachment; filename="evidence-${sha256.slice(0, 12)}"; filename*=UTF-8''${encode(file.fileName)}`,
      'cache-control': isPublic ? 'public, max-age=600' : 'private, no-store',
    });
  });
};

/** RFC 8187: what encodeURIComponent leaves alone but the header's grammar does not. */
const encode = (name: string): string => encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
