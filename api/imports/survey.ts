import type { ManifestQuestionnaire } from '../../proof/manifest.ts';
import type { Fault } from '../errors.ts';
import type { Table } from '../spreadsheets/csv.ts';

/** How a survey firm's wide table becomes ballots: one row a respondent, one column a unit. */
export interface SurveyMapping {
  /** Column that holds the respondent's number. */
  readonly respondent: string;
  /** Column → unit. Other columns are left alone. */
  readonly columns: Readonly<Record<string, string>>;
  /** The one question that all columns answer. */
  readonly question: string;
  /** Code → level, or don't know. An empty cell is no answer. */
  readonly answers: Readonly<Record<string, string>>;
  readonly group: string;
  readonly channel: string;
}

export interface SurveyAnswer {
  readonly respondent: string;
  readonly unit: string;
  readonly level: string;
}

export interface Survey {
  readonly people: number;
  readonly answers: readonly SurveyAnswer[];
}

/** Faults told at once; the number of the others is said in one more. */
const MOST = 200;

/** Each answer becomes a sealed ballot, all in one transaction: beyond this a file is to be divided. */
const MOST_ANSWERS = 200_000;

const told = (path: string, zh: string, en: string): Fault => ({ path, message: { zh, en } });
const cell = (line: number, column: string): string => `line ${line}, column ${column}`;

/** What the mapping names and the window does not know. */
export function mappingFaults(mapping: SurveyMapping, form: ManifestQuestionnaire, known: readonly string[]): Fault[] {
  const units = new Set(known);
  const levels = [...form.levels.map(({ id }) => id), form.dontKnow];
  const targets = Object.values(mapping.columns);
  const first = new Map(targets.map((unit, i) => [unit, i] as const).reverse());
  return [
    ...(targets.length === 0 ? [told('mapping.columns', '至少要对应一列。', 'At least one column must be mapped.')] : []),
    ...(form.questions.some(({ id }) => id === mapping.question)
      ? []
      : [told('mapping.question', `问卷中没有题目“${mapping.question}”。`, `The questionnaire has no question "${mapping.question}".`)]),
    ...Object.entries(mapping.columns).flatMap(([column, unit], i) => [
      ...(units.has(unit) ? [] : [told(`mapping.columns.${column}`, `没有单位“${unit}”。`, `There is no unit "${unit}".`)]),
      ...(first.get(unit) === i ? [] : [told(`mapping.columns.${column}`, `单位“${unit}”已由另一列给出。`, `The unit "${unit}" already has a column.`)]),
    ]),
    ...Object.entries(mapping.answers).flatMap(([code, level]) =>
      levels.includes(level) ? [] : [told(`mapping.answers.${code}`, `问卷中没有档次“${level}”。`, `The questionnaire has no level "${level}".`)],
    ),
  ];
}

/** Reads every mapped cell. All faults of all lines are told; with one of them nothing is imported. */
export function readSurvey(table: Table, mapping: SurveyMapping): { readonly survey: Survey; readonly faults: readonly Fault[] } {
  const missing = columnFaults(table.header, [mapping.respondent, ...Object.keys(mapping.columns)]);
  if (missing.length > 0) return { survey: { people: 0, answers: [] }, faults: shortened(missing) };
  const read = { answers: [] as SurveyAnswer[], faults: [] as Fault[], lineOf: new Map<string, number>() };
  const respondentAt = table.header.indexOf(mapping.respondent);
  const columns = Object.entries(mapping.columns).map(([column, unit]) => ({ column, unit, at: table.header.indexOf(column) }));
  for (const row of table.rows) readRow(row, { table, mapping, columns, respondentAt }, read);
  const size = read.answers.length > MOST_ANSWERS ? [tooManyAnswers(read.answers.length)] : [];
  return { survey: { people: table.rows.length, answers: read.answers }, faults: shortened([...size, ...read.faults]) };
}

function columnFaults(header: readonly string[], wanted: readonly string[]): Fault[] {
  const counts = new Map<string, number>();
  for (const name of header) counts.set(name, (counts.get(name) ?? 0) + 1);
  return wanted.flatMap((column) => {
    const times = counts.get(column) ?? 0;
    if (times === 1) return [];
    return [
      times === 0
        ? told(`line 1, column ${column}`, `表头没有列“${column}”。`, `The header has no column "${column}".`)
        : told(`line 1, column ${column}`, `列“${column}”出现了 ${times} 次。`, `The column "${column}" stands ${times} times.`),
    ];
  });
}

interface Reading {
  readonly answers: SurveyAnswer[];
  readonly faults: Fault[];
  readonly lineOf: Map<string, number>;
}

type Column = { readonly column: string; readonly unit: string; readonly at: number };

/** Where in the table the mapping's columns stand. */
interface Places {
  readonly table: Table;
  readonly mapping: SurveyMapping;
  readonly columns: readonly Column[];
  readonly respondentAt: number;
}

function readRow(row: Table['rows'][number], { table: { header }, mapping, columns, respondentAt }: Places, read: Reading): void {
  const { line, cells } = row;
  const respondent = cells[respondentAt] ?? '';
  const wrong = rowFault(row, header, mapping, respondent, read.lineOf.get(respondent));
  if (wrong !== null) {
    read.faults.push(wrong);
    return;
  }
  read.lineOf.set(respondent, line);
  for (const { column, unit, at } of columns) {
    const code = cells[at] ?? '';
    const level = Object.hasOwn(mapping.answers, code) ? mapping.answers[code] : undefined;
    if (level !== undefined) read.answers.push({ respondent, unit, level });
    else if (code !== '') read.faults.push(unknownCode(line, column, code));
  }
}

/** What makes a whole row unreadable. `before` is the line in which its respondent already stood. */
function rowFault(
  { line, cells }: Table['rows'][number],
  header: readonly string[],
  { respondent: column }: SurveyMapping,
  respondent: string,
  before: number | undefined,
): Fault | null {
  if (cells.length !== header.length)
    return told(
      `line ${line}`,
      `第 ${line} 行有 ${cells.length} 列，表头有 ${header.length} 列。`,
      `Line ${line} has ${cells.length} columns, the header ${header.length}.`,
    );
  if (respondent === '') return told(cell(line, column), `第 ${line} 行没有受访者编号。`, `Line ${line} has no respondent number.`);
  if (before !== undefined)
    return told(cell(line, column), `受访者“${respondent}”已在第 ${before} 行出现。`, `The respondent "${respondent}" already stands in line ${before}.`);
  return null;
}

const unknownCode = (line: number, column: string, code: string): Fault =>
  told(
    cell(line, column),
    `第 ${line} 行“${column}”列的代码“${shown(code)}”没有对应的答案。`,
    `Line ${line}, column "${column}": the code "${shown(code)}" has no answer in the mapping.`,
  );

const tooManyAnswers = (found: number): Fault =>
  told(
    'file',
    `文件有 ${found} 个答案，一次最多 ${MOST_ANSWERS} 个，请分成几个文件。`,
    `The file has ${found} answers; at most ${MOST_ANSWERS} go in at once. Divide it.`,
  );

const shown = (code: string): string => (code.length > 40 ? `${code.slice(0, 40)}…` : code);

export function shortened(faults: readonly Fault[]): readonly Fault[] {
  const more = faults.length - MOST;
  return more <= 0 ? faults : [...faults.slice(0, MOST), told('', `另有 ${more} 处。`, `And ${more} more.`)];
}
