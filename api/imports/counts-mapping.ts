import { z } from '@hono/zod-openapi';
import type { ManifestQuestionnaire } from '../../proof/manifest.ts';
import type { Fault } from '../errors.ts';
import { line } from '../windows/windows.shapes.ts';

const name = line(200);

/** How a hotline's table becomes counts: one row a unit, each column the number of answers of one level to one question. */
export const CountsMapping = z
  .strictObject({
    sheet: name.optional().openapi({ description: 'Sheet of a workbook; the first one where nothing is said' }),
    headerLine: z.int().min(1).max(1000).optional().openapi({ description: 'Line of the header; found by its headings where nothing is said' }),
    unit: name.openapi({ description: 'Column with the unit’s id or name' }),
    counts: z
      .record(name, z.strictObject({ question: name, level: name }))
      .openapi({ description: 'Column → what it counts. Headings that repeat under merged cells are told apart as `办事效率·满意`' }),
    group: name,
    channel: name,
  })
  .openapi('CountsMapping');

export interface CountsMapping {
  readonly sheet?: string | undefined;
  readonly headerLine?: number | undefined;
  readonly unit: string;
  readonly counts: Readonly<Record<string, { readonly question: string; readonly level: string }>>;
  readonly group: string;
  readonly channel: string;
}

const told = (path: string, zh: string, en: string): Fault => ({ path, message: { zh, en } });

/** What the mapping names and the window does not know, and columns that count the same. */
export function countsMappingFaults({ counts }: CountsMapping, { questions, levels, dontKnow }: ManifestQuestionnaire): Fault[] {
  const columns = Object.entries(counts);
  const known = new Set([...levels.map(({ id }) => id), dontKnow]);
  const first = new Map(columns.map(([column, { question, level }]) => [`${question}/${level}`, column] as const).reverse());
  return [
    ...(columns.length === 0 ? [told('mapping.counts', '至少要有一列对应题目和档次。', 'At least one column must count a level of a question.')] : []),
    ...columns.flatMap(([column, { question, level }]) => {
      const path = `mapping.counts.${column}`;
      if (!questions.some(({ id }) => id === question))
        return [told(path, `问卷中没有题目“${question}”。`, `The questionnaire has no question "${question}".`)];
      if (!known.has(level)) return [told(path, `问卷中没有档次“${level}”。`, `The questionnaire has no level "${level}".`)];
      return first.get(`${question}/${level}`) === column
        ? []
        : [told(path, `另一列已经给出“${question}”的“${level}”。`, `Another column already counts "${level}" of "${question}".`)];
    }),
  ];
}
