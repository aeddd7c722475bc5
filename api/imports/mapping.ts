import { z } from '@hono/zod-openapi';
import type { ManifestQuestionnaire } from '../../proof/manifest.ts';
import type { Fault } from '../errors.ts';
import { line } from '../windows/windows.shapes.ts';

const name = line(200);

/**
 * How a survey firm's table becomes ballots. Wide: one row a respondent, one column a unit, all columns answering one
 * question. Long: one row a respondent's answers about one unit, one column a question.
 */
export const Mapping = z
  .strictObject({
    sheet: name.optional().openapi({ description: 'Sheet of a workbook; the first one where nothing is said' }),
    headerLine: z.int().min(1).max(1000).optional().openapi({ description: 'Line of the header; found by its headings where nothing is said' }),
    respondent: name.openapi({ description: 'Column with the respondent’s number' }),
    columns: z.record(name, name).optional().openapi({ description: 'Wide tables: column → unit' }),
    question: name.optional().openapi({ description: 'Wide tables: the question that all columns answer' }),
    unit: name.optional().openapi({ description: 'Long tables: column with the unit’s id or name' }),
    questions: z.record(name, name).optional().openapi({ description: 'Long tables: column → question' }),
    answers: z.record(name, name).openapi({ description: 'Code → level, or don’t know; an empty cell is no answer' }),
    group: name,
    channel: name,
  })
  .openapi('SurveyMapping');

export interface SurveyMapping {
  readonly sheet?: string | undefined;
  readonly headerLine?: number | undefined;
  readonly respondent: string;
  readonly columns?: Readonly<Record<string, string>> | undefined;
  readonly question?: string | undefined;
  readonly unit?: string | undefined;
  readonly questions?: Readonly<Record<string, string>> | undefined;
  /** Code → level, or don't know. An empty cell is no answer. */
  readonly answers: Readonly<Record<string, string>>;
  readonly group: string;
  readonly channel: string;
}

/** The mapping without what else its object may hold, and without fields that say nothing: the same mapping, the same digest. */
export const onlyMapping = ({ sheet, headerLine, respondent, columns, question, unit, questions, answers, group, channel }: SurveyMapping): SurveyMapping => ({
  ...(sheet !== undefined && { sheet }),
  ...(headerLine !== undefined && { headerLine }),
  respondent,
  ...(columns && Object.keys(columns).length > 0 && { columns }),
  ...(question !== undefined && { question }),
  ...(unit !== undefined && { unit }),
  ...(questions && Object.keys(questions).length > 0 && { questions }),
  answers,
  group,
  channel,
});

/** Every column that the mapping reads. */
export const columnsOf = ({ respondent, columns = {}, unit, questions = {} }: SurveyMapping): string[] => [
  respondent,
  ...(unit === undefined ? Object.keys(columns) : [unit, ...Object.keys(questions)]),
];

const told = (path: string, zh: string, en: string): Fault => ({ path, message: { zh, en } });

const unknownQuestion = (path: string, id: string): Fault => told(path, `问卷中没有题目“${id}”。`, `The questionnaire has no question "${id}".`);

/** What the mapping names and the window does not know. */
export function mappingFaults(mapping: SurveyMapping, form: ManifestQuestionnaire, known: readonly string[]): Fault[] {
  const levels = new Set([...form.levels.map(({ id }) => id), form.dontKnow]);
  return [
    ...(mapping.unit === undefined ? wideFaults(mapping, form, new Set(known)) : longFaults(mapping, form)),
    ...Object.entries(mapping.answers).flatMap(([code, level]) =>
      levels.has(level) ? [] : [told(`mapping.answers.${code}`, `问卷中没有档次“${level}”。`, `The questionnaire has no level "${level}".`)],
    ),
  ];
}

function wideFaults({ columns = {}, question }: SurveyMapping, form: ManifestQuestionnaire, units: ReadonlySet<string>): Fault[] {
  const targets = Object.values(columns);
  const first = new Map(targets.map((unit, i) => [unit, i] as const).reverse());
  return [
    ...(targets.length === 0 ? [told('mapping.columns', '至少要对应一列。', 'At least one column must be mapped.')] : []),
    ...(form.questions.some(({ id }) => id === question) ? [] : [unknownQuestion('mapping.question', question ?? '')]),
    ...Object.entries(columns).flatMap(([column, unit], i) => [
      ...(units.has(unit) ? [] : [told(`mapping.columns.${column}`, `没有单位“${unit}”。`, `There is no unit "${unit}".`)]),
      ...(first.get(unit) === i ? [] : [told(`mapping.columns.${column}`, `单位“${unit}”已由另一列给出。`, `The unit "${unit}" already has a column.`)]),
    ]),
  ];
}

function longFaults({ questions = {} }: SurveyMapping, form: ManifestQuestionnaire): Fault[] {
  const asked = Object.entries(questions);
  const first = new Map(asked.map(([column, id]) => [id, column] as const).reverse());
  return [
    ...(asked.length === 0 ? [told('mapping.questions', '至少要有一列对应题目。', 'At least one column must answer a question.')] : []),
    ...asked.flatMap(([column, id]) => [
      ...(form.questions.some((question) => question.id === id) ? [] : [unknownQuestion(`mapping.questions.${column}`, id)]),
      ...(first.get(id) === column ? [] : [told(`mapping.questions.${column}`, `题目“${id}”已由另一列给出。`, `The question "${id}" already has a column.`)]),
    ]),
  ];
}
