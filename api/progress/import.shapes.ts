import { z } from '@hono/zod-openapi';
import { CLAIMS, REPORT_STATES } from '../../db/schema/plans.ts';
import { idParam } from './plain-text.ts';

/** More lines than any city has goals and periods in one table; what lies beyond is a mistake of the file. */
export const MOST_LINES = 10_000;
/** Changed lines that a preview lists; the others are counted. */
export const MOST_LISTED = 500;

const Words = z.object({ zh: z.string(), en: z.string() });
const text = z.string().nullable();

const Entry = z.object({
  reported: text,
  approximate: z.boolean(),
  comparable: z.boolean(),
  doneOn: text,
  share: text,
  claim: z.enum(CLAIMS).nullable(),
  narrativeZh: z.string(),
  narrativeEn: z.string(),
  reason: text,
});

const ReportKey = z.strictObject({ unit: idParam, period: idParam, revision: z.number().int().min(0) });

export const ImportPreview = z
  .object({
    lines: z.number().int().openapi({ description: 'Lines of the table' }),
    counts: z.object({
      added: z.number().int(),
      changed: z.number().int(),
      same: z.number().int(),
      empty: z.number().int().openapi({ description: 'Lines that say nothing; what is stored stays' }),
    }),
    changes: z
      .array(
        z.object({
          line: z.number().int(),
          unit: z.string(),
          period: z.string(),
          goal: z.string(),
          title: Words,
          kind: z.enum(['added', 'changed']),
          was: Entry.nullable(),
          now: Entry,
        }),
      )
      .openapi({ description: `The first ${MOST_LISTED} lines that change something` }),
    notes: z.array(z.object({ line: z.number().int(), message: Words })).openapi({ description: 'Conversions of units' }),
    reports: z
      .array(ReportKey.extend({ state: z.enum(REPORT_STATES) }))
      .openapi({ description: 'Reports that would change, at the revision that was compared; hand them in with the import' }),
  })
  .openapi('ProgressImportPreview');

export const Imported = z
  .object({ goals: z.number().int().openapi({ description: 'Goals that were written' }), reports: z.array(ReportKey) })
  .openapi('ImportedProgress');

const content = z.base64().openapi({ description: 'The file in base64: XLSX, or CSV in UTF-8, UTF-16 or GB 18030' });
export const Preview = z.strictObject({ content });
export const Import = z.strictObject({ revision: z.number().int().min(0), content });
export const BulkImport = z.strictObject({ content, reports: z.array(ReportKey).max(MOST_LINES) });
export const FILES = ['progress.csv', 'progress.xlsx'] as const;

export type PreviewView = z.output<typeof ImportPreview>;
export type ImportedView = z.output<typeof Imported>;
export type ReportAt = z.output<typeof ReportKey>;
