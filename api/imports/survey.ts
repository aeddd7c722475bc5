import type { Fault } from '../errors.ts';
import type { Row, Table } from '../spreadsheets/csv.ts';
import { columnsOf, type SurveyMapping } from './mapping.ts';

/** One respondent's answers about one unit. */
export interface SurveyBallot {
  readonly line: number;
  readonly respondent: string;
  readonly unit: string;
  /** Question → level. */
  readonly answers: Readonly<Record<string, string>>;
}

export interface Survey {
  readonly people: number;
  readonly ballots: readonly SurveyBallot[];
}

/** Faults told at once; the number of the others is said in one more. */
const MOST = 1000;

/** Each ballot is sealed, all in one transaction: beyond this a file is to be divided. */
const MOST_BALLOTS = 200_000;

const told = (path: string, zh: string, en: string): Fault => ({ path, message: { zh, en } });

/** A fault of one cell: `第12行“窗口服务”：…`. */
export const ofCell = (line: number, column: string, zh: string, en: string): Fault =>
  told(`line ${line}, column ${column}`, `第${line}行“${column}”：${zh}`, `Line ${line}, "${column}": ${en}`);

/** Reads every mapped cell. `units` gives the id for an id or a name. All faults of all lines are told; with one of them nothing is imported. */
export function readSurvey(
  table: Table,
  headerLine: number,
  mapping: SurveyMapping,
  units: ReadonlyMap<string, string>,
): { readonly survey: Survey; readonly faults: readonly Fault[] } {
  const missing = columnFaults(table.header, headerLine, columnsOf(mapping));
  if (missing.length > 0) return { survey: { people: 0, ballots: [] }, faults: shortened(missing) };
  const read: Reading = { ballots: [], faults: [], lineOf: new Map(), people: new Set() };
  const at = (column: string): number => table.header.indexOf(column);
  const readOne = mapping.unit === undefined ? wideRow(mapping, at) : longRow(mapping, mapping.unit, at, units);
  for (const row of table.rows) {
    const wrong = lengthFault(row, table.header.length) ?? respondentFault(row, mapping.respondent, at(mapping.respondent));
    if (wrong) read.faults.push(wrong);
    else {
      const respondent = row.cells[at(mapping.respondent)] ?? '';
      read.people.add(respondent);
      readOne(row, respondent, read);
    }
  }
  const size = read.ballots.length > MOST_BALLOTS ? [tooManyBallots(read.ballots.length)] : [];
  return { survey: { people: read.people.size, ballots: read.ballots }, faults: shortened([...size, ...read.faults]) };
}

interface Reading {
  readonly ballots: SurveyBallot[];
  readonly faults: Fault[];
  /** Line in which a respondent (of a wide table) or a respondent's unit (of a long one) stood first. */
  readonly lineOf: Map<string, number>;
  readonly people: Set<string>;
}

type ReadRow = (row: Row, respondent: string, read: Reading) => void;

function wideRow({ columns = {}, question = '', respondent: heading, answers }: SurveyMapping, at: (column: string) => number): ReadRow {
  const places = Object.entries(columns).map(([column, unit]) => ({ column, unit, at: at(column) }));
  return ({ line, cells }, respondent, read) => {
    if (!isFirst(read, respondent, line, heading, `受访者“${respondent}”`, `the respondent "${respondent}"`)) return;
    for (const { column, unit, at: place } of places) {
      const level = levelOf(cells[place] ?? '', answers, line, column, read);
      if (level !== null) read.ballots.push({ line, respondent, unit, answers: { [question]: level } });
    }
  };
}

function longRow({ questions = {}, answers }: SurveyMapping, unitColumn: string, at: (column: string) => number, units: ReadonlyMap<string, string>): ReadRow {
  const places = Object.entries(questions).map(([column, question]) => ({ column, question, at: at(column) }));
  return ({ line, cells }, respondent, read) => {
    const name = cells[at(unitColumn)] ?? '';
    const unit = units.get(name) ?? units.get(name.toLowerCase());
    if (unit === undefined) {
      read.faults.push(ofCell(line, unitColumn, `没有单位“${shown(name)}”。`, `there is no unit "${shown(name)}".`));
      return;
    }
    const both = `${respondent}\n${unit}`;
    if (!isFirst(read, both, line, unitColumn, `受访者“${respondent}”对“${name}”的答案`, `the answers of "${respondent}" about "${name}"`)) return;
    const given: Record<string, string> = {};
    for (const { column, question, at: place } of places) {
      const level = levelOf(cells[place] ?? '', answers, line, column, read);
      if (level !== null) given[question] = level;
    }
    if (Object.keys(given).length > 0) read.ballots.push({ line, respondent, unit, answers: given });
  };
}

function isFirst({ lineOf, faults }: Reading, key: string, line: number, column: string, zh: string, en: string): boolean {
  const before = lineOf.get(key);
  if (before !== undefined) faults.push(ofCell(line, column, `${zh}已在第${before}行出现。`, `${en} already stands in line ${before}.`));
  else lineOf.set(key, line);
  return before === undefined;
}

/** The level that a code stands for; null for silence and for codes that have none, which are told. */
function levelOf(code: string, answers: SurveyMapping['answers'], line: number, column: string, { faults }: Reading): string | null {
  if (code === '') return null;
  const level = Object.hasOwn(answers, code) ? answers[code] : undefined;
  if (level === undefined) faults.push(ofCell(line, column, `代码“${shown(code)}”没有对应的答案。`, `the code "${shown(code)}" has no answer in the mapping.`));
  return level ?? null;
}

export function columnFaults(header: readonly string[], line: number, wanted: readonly string[]): Fault[] {
  const counts = new Map<string, number>();
  for (const name of header) counts.set(name, (counts.get(name) ?? 0) + 1);
  return wanted.flatMap((column) => {
    const times = counts.get(column) ?? 0;
    if (times === 1) return [];
    return [
      times === 0
        ? told(`line ${line}, column ${column}`, `表头没有列“${column}”。`, `The header has no column "${column}".`)
        : told(`line ${line}, column ${column}`, `列“${column}”出现了 ${times} 次。`, `The column "${column}" stands ${times} times.`),
    ];
  });
}

/** A row of another length has lost or gained a separator: which answer belongs where is not known any more. */
export const lengthFault = ({ line, cells }: Row, columns: number): Fault | null =>
  cells.length === columns
    ? null
    : told(`line ${line}`, `第${line}行有 ${cells.length} 列，表头有 ${columns} 列。`, `Line ${line} has ${cells.length} columns, the header ${columns}.`);

const respondentFault = ({ line, cells }: Row, column: string, at: number): Fault | null =>
  (cells[at] ?? '') === '' ? ofCell(line, column, '没有受访者编号。', 'there is no respondent number.') : null;

const tooManyBallots = (found: number): Fault =>
  told(
    'file',
    `文件有 ${found} 张票，一次最多 ${MOST_BALLOTS} 张，请分成几个文件。`,
    `The file has ${found} ballots; at most ${MOST_BALLOTS} go in at once. Divide it.`,
  );

export const shown = (code: string): string => (code.length > 40 ? `${code.slice(0, 40)}…` : code);

export function shortened(faults: readonly Fault[]): readonly Fault[] {
  const more = faults.length - MOST;
  return more <= 0 ? faults : [...faults.slice(0, MOST), told('', `另有 ${more} 处。`, `And ${more} more.`)];
}
