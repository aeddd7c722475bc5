import { z } from '@hono/zod-openapi';
import { line } from '../windows/windows.shapes.ts';
import { CountsMapping } from './counts-mapping.ts';
import { Mapping } from './mapping.ts';

export const name = line(200);

const day = z.iso.date();

export const Origin = z
  .strictObject({
    source: line(120).openapi({
      description: 'Who asked: the firm or office. The mapping of its next file is suggested by it',
      example: '楚江市统计局社情民意调查中心',
    }),
    method: line(200).openapi({ description: 'How, in one sentence', example: '电话访问，随机拨号' }),
    from: day,
    to: day,
    sample: z.int().min(1).max(10_000_000).optional().openapi({ description: 'How many people were to be asked; more than that raise an alarm' }),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: '结束日期不能早于开始日期。 / The last day cannot lie before the first.' })
  .openapi('ImportOrigin');

export const Counts = z.record(z.string(), z.record(z.string(), z.number().int()));

export const Preview = z
  .object({ digest: z.string(), fileSha256: z.string(), people: z.number().int(), ballots: z.number().int(), counts: Counts })
  .openapi('ImportPreview');

/** How a file is read: answers of people, or counts of a hotline. */
export const ways = { mapping: Mapping.optional(), counting: CountsMapping.optional() };

const FILE_KINDS = ['survey', 'partner', 'hotline'] as const;

const OriginShown = z.object({ source: z.string(), method: z.string(), from: z.string(), to: z.string() }).nullable();

export const ImportLine = z
  .object({
    id: z.string(),
    kind: z.enum(['survey', 'clippings', 'partner', 'hotline']),
    fileName: z.string(),
    fileSha256: z.string(),
    group: z.string(),
    channel: z.string().nullable(),
    people: z.number().int(),
    ballots: z.number().int(),
    origin: OriginShown,
    importedAt: z.string(),
  })
  .openapi('Import');

const Column = z.object({
  heading: z.string(),
  first: z.array(z.string()).readonly(),
  codes: z.array(z.string()).readonly().nullable().openapi({ description: 'Different values; null where there are too many to be codes' }),
});

const Sheet = z.object({
  name: z.string(),
  headerLine: z.number().int(),
  rows: z.number().int().openapi({ description: 'Rows under the header' }),
  columns: z.array(Column).readonly(),
});

export const Staged = z
  .object({
    id: z.string(),
    kind: z.enum(FILE_KINDS),
    fileName: z.string(),
    fileSha256: z.string(),
    encoding: z.string().openapi({ description: 'XLSX, UTF-8, UTF-16 or GB18030' }),
    sheets: z.array(Sheet).readonly(),
    mapping: Mapping.nullable().openapi({
      description: 'Of answers: what its sender or proposer gave, else that of the last file of the same source; null where there is none',
    }),
    counting: CountsMapping.nullable().openapi({ description: 'The same of counts' }),
    origin: OriginShown,
    proposed: z.boolean(),
  })
  .openapi('StagedFile');

export const WaitingFile = z
  .object({
    id: z.string(),
    kind: z.enum(FILE_KINDS),
    fileName: z.string(),
    fileSha256: z.string(),
    origin: OriginShown,
    proposed: z.boolean().openapi({ description: 'One person has proposed it; another may commit it' }),
    proposedByYou: z.boolean(),
    running: z.boolean(),
    failure: z.object({ code: z.string(), zh: z.string(), en: z.string() }).nullable(),
    receivedAt: z.string(),
  })
  .openapi('WaitingFile');

export const Progress = z
  .object({
    state: z.enum(['waiting', 'running', 'done', 'failed']),
    done: z.number().int(),
    total: z.number().int(),
    failure: z.object({ code: z.string(), zh: z.string(), en: z.string() }).nullable(),
  })
  .openapi('ImportProgress');
