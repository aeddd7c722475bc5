import type { EntryRow, PeriodRow, ReportRow } from '../../db/queries/progress.ts';
import type { UnitGoal } from '../../db/queries/progress-import.ts';
import { type Written, writeCsvFile, writeWorkbook } from '../spreadsheets/write.ts';
import type { EntryRead } from './import.cells.ts';
import { CLAIM_NAMES, type Column, headingOf } from './import.columns.ts';
import type { FILES } from './import.shapes.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const OWN: readonly Column[] = ['reported', 'doneOn', 'share', 'claim', 'comparable', 'narrativeZh', 'narrativeEn', 'reason'];
const OF_UNIT: readonly Column[] = ['code', 'title', 'target', 'earlier', ...OWN];
const OF_MANY: readonly Column[] = ['unit', 'period', ...OF_UNIT];

/** A goal in a period, with what was reported of it so far. */
export interface Reported {
  readonly goal: UnitGoal;
  readonly period: PeriodRow;
  readonly entry: EntryRead | null;
  /** The newest figure of an earlier period. */
  readonly earlier: Pick<EntryRow, 'reported' | 'doneOn' | 'share'> | null;
}

/** The table as it goes out and comes in again: template and export in one, every goal with a line of its own. */
export async function progressFile(
  rows: readonly Reported[],
  { file, lang, ofMany }: { readonly file: (typeof FILES)[number]; readonly lang: 'zh' | 'en'; readonly ofMany: boolean },
): Promise<{ readonly body: string | Uint8Array; readonly type: string }> {
  const columns = ofMany ? OF_MANY : OF_UNIT;
  const table: Written = {
    name: lang === 'zh' ? '进展' : 'Progress',
    headings: columns.map((column) => headingOf(column, lang)),
    rows: rows.map((row) => {
      const cells = cellsOf(row, lang);
      return columns.map((column) => cells[column] ?? '');
    }),
  };
  return file.endsWith('csv') ? { body: writeCsvFile(table), type: 'text/csv; charset=utf-8' } : { body: await writeWorkbook(table), type: XLSX };
}

type Cells = Readonly<Partial<Record<Column, string | number>>>;

const cellsOf = ({ goal, period, entry, earlier }: Reported, lang: 'zh' | 'en'): Cells => ({
  unit: lang === 'zh' ? goal.unitZh : goal.unitEn,
  period: lang === 'zh' ? period.labelZh : period.labelEn,
  code: goal.code,
  title: quoted(lang === 'zh' ? goal.titleZh : goal.titleEn),
  target: goal.target === null ? '' : `${levelIn(goal, goal.target)} ${lang === 'zh' ? goal.measureZh : goal.measureEn}`.trim(),
  earlier: earlier ? (earlier.doneOn ?? (earlier.share === null ? figure(goal, earlier.reported) : `${earlier.share}%`)) : '',
  ...(entry && {
    reported: entry.approximate && entry.reported !== null ? `约${levelIn(goal, entry.reported)}` : figure(goal, entry.reported),
    doneOn: entry.doneOn ?? '',
    share: entry.share ?? '',
    claim: entry.claim ? CLAIM_NAMES[entry.claim][lang] : '',
    comparable: entry.comparable ? '' : lang === 'zh' ? '否' : 'no',
    narrativeZh: quoted(entry.narrativeZh),
    narrativeEn: quoted(entry.narrativeEn),
    reason: quoted(entry.reason ?? ''),
  }),
});

/** A level's name for its place; other figures as they are. */
export const levelIn = ({ kind, levels }: UnitGoal, figure: string): string => (kind === 'level' ? (levels?.[Number(figure)] ?? figure) : figure);

/** A number where a spreadsheet program keeps every digit of it, else text. */
function figure(goal: UnitGoal, value: string | null): string | number {
  if (value === null) return '';
  if (goal.kind === 'level') return levelIn(goal, value);
  const number = Number(value);
  return value.replace(/\D/g, '').length <= 15 && String(number) === value ? number : value;
}

/** A text that itself begins with the mark against formulas gets a second one, so that reading takes only ours away. */
const quoted = (text: string): string => (/^'+[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text);

/** Every goal in every one of the periods. */
export function tableOf(
  goals: readonly UnitGoal[],
  periods: readonly PeriodRow[],
  all: readonly PeriodRow[],
  stored: readonly { readonly report: ReportRow; readonly entry: EntryRow }[],
  mayShow: (report: ReportRow) => boolean,
): Reported[] {
  const said = new Map(stored.map(({ report, entry }) => [`${report.periodId} ${entry.goalId}`, { report, entry }]));
  return goals.flatMap((goal) =>
    periods.map((period): Reported => {
      const own = said.get(`${period.id} ${goal.id}`);
      const before = all
        .filter(({ position }) => position < period.position)
        .map(({ id }) => said.get(`${id} ${goal.id}`))
        .filter((one) => one && mayShow(one.report) && (one.entry.reported ?? one.entry.doneOn ?? one.entry.share) !== null);
      return { goal, period, entry: own && mayShow(own.report) ? own.entry : null, earlier: before.at(-1)?.entry ?? null };
    }),
  );
}
