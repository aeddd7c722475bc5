import { z } from '@hono/zod-openapi';
import { Mapping } from '../imports/mapping.ts';
import { line } from '../windows/windows.shapes.ts';

const name = line(80);
const day = z.iso.date();

/** Records of one batch; more are divided. */
export const MOST_RECORDS = 20_000;

const Record = z
  .strictObject({
    respondent: z
      .string()
      .regex(/^[A-Za-z0-9._:-]{1,64}$/)
      .openapi({ description: 'Your number of the person; the same in all your batches', example: 'r-000123' }),
    unit: name.openapi({ description: 'Id of the unit, see GET /units', example: 'water' }),
    answers: z
      .record(name, name)
      .openapi({ description: 'Question → level, or don’t know; see the manifest of the window', example: { service: 'good5', speed: 'dk' } }),
  })
  .openapi('PartnerRecord');

const File = z
  .strictObject({
    fileName: line(200),
    content: z.base64().openapi({ description: 'XLSX, or CSV in UTF-8, UTF-16 or GB 18030, in base64' }),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    mapping: Mapping.omit({ group: true, channel: true }),
  })
  .openapi('PartnerFile');

export const Batch = z
  .strictObject({
    window: name.openapi({ description: 'The window your key is for; another one is refused', example: '2026' }),
    group: name.optional(),
    channel: name.optional(),
    origin: z
      .strictObject({
        method: line(200).openapi({ description: 'How you asked, in one sentence; published', example: '电话访问，随机拨号' }),
        from: day,
        to: day,
      })
      .refine(({ from, to }) => from <= to, { path: ['to'], error: '结束日期不能早于开始日期。 / The last day cannot lie before the first.' }),
    answers: z.array(Record).min(1).max(MOST_RECORDS).optional(),
    file: File.optional(),
  })
  .refine(({ answers, file }) => (answers === undefined) !== (file === undefined), {
    path: ['answers'],
    error: 'answers 与 file 只能并且必须给出一个。 / Give either answers or file.',
  })
  .openapi('PartnerBatch');

export type GivenBatch = z.infer<typeof Batch>;

const batch = {
  batch: z.uuid(),
  idempotencyKey: z.string(),
  window: z.string(),
  fileSha256: z
    .string()
    .openapi({ description: 'Of the file you sent, or of the table that your answers make; it names the batch in public from 100 people on' }),
  people: z.number().int(),
  ballots: z.number().int().openapi({ description: 'Answers of one person about one unit' }),
  receivedAt: z.string(),
};

export const Received = z.object({ ...batch, state: z.literal('received') }).openapi('PartnerBatchReceived');

export const BatchState = z
  .object({
    ...batch,
    state: z
      .enum(['received', 'previewed', 'committed', 'refused'])
      .openapi({ description: 'previewed: the office has looked at it; committed: sealed into the box by two people; refused: see the reason' }),
    reason: z.string().nullable(),
  })
  .openapi('PartnerBatchState');

export const KeyLine = z
  .object({
    id: z.uuid(),
    window: z.string(),
    partner: z.string(),
    group: z.string(),
    channel: z.string(),
    prefix: z.string().nullable().openapi({ description: 'First letters of the key; null until it is issued' }),
    state: z.enum(['requested', 'active', 'expired', 'revoked']),
    requestedByYou: z.boolean(),
    expiresAt: z.string(),
    requestedAt: z.string(),
    issuedAt: z.string().nullable(),
    revokedAt: z.string().nullable(),
  })
  .openapi('PartnerKey');

export const KeyRequest = z.strictObject({ window: name, partner: line(120), group: name, channel: name, expiresAt: z.iso.datetime({ offset: true }) });
