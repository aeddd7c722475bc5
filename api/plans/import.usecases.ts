import { randomUUID } from 'node:crypto';
import type { GoalRow, NewGoal, PlanKey } from '../../db/queries/plans.ts';
import * as queries from '../../db/queries/plans.ts';
import type { Staff } from '../context.ts';
import { type Fault, invalidInput, type Sentence } from '../errors.ts';
import { requireOwnUnit } from '../progress/people.ts';
import { plainText } from '../progress/plain-text.ts';
import type { Row } from '../spreadsheets/csv.ts';
import { cellFault, shortened } from '../spreadsheets/faults.ts';
import { findHeader, type Headed } from '../spreadsheets/header.ts';
import { readWorkbook } from '../spreadsheets/workbook.ts';
import { COLUMNS, type Column } from './columns.ts';
import { type Needs, type PlanFrame, readFrame } from './frame.ts';
import { type GoalRead, readGoal } from './goal-input.ts';
import { codesSoFar } from './goals.usecases.ts';
import * as errors from './plans.errors.ts';
import { type DraftPlanView, GoalTyped, type ImportedView, MOST_GOALS } from './plans.shapes.ts';
import { changeDraft } from './plans.usecases.ts';

interface Line {
  readonly line: number;
  readonly label: string;
  readonly parentLabel: string;
  readonly goal: GoalRead;
}

interface Sheet {
  /** Parents before their components. */
  readonly lines: readonly Line[];
  readonly notes: readonly { line: number; message: Sentence }[];
}

interface Matched extends Line {
  readonly code: string;
  readonly parent: string | null;
  readonly was: GoalRow | null;
}

/** What a file would make of the plan. Nothing is written. @throws AppError request.invalid with every fault by line and column. */
export async function previewImport(needs: Needs, staff: Staff, key: PlanKey, file: Uint8Array): Promise<ImportedView> {
  requireOwnUnit(staff, key.unit);
  const { db } = needs;
  const sheet = await readPlanFile(file, await readFrame(needs, db, key));
  const plan = await queries.findNewestPlan(db, key);
  const stored = plan ? await queries.listPlanGoals(db, plan.id) : [];
  const matched = matchCodes(key, sheet.lines, stored, plan ? await codesSoFar(db, plan, stored) : new Set());
  const kept = new Set(matched.map(({ code }) => code));
  return {
    goals: matched.map(({ line, code, parent, goal, was }) => ({ line, code, parent, change: changeOf(goal, was), ...shown(goal) })),
    removed: stored.filter(({ code }) => !kept.has(code)).map(({ code, titleZh, titleEn }) => ({ code, title: { zh: titleZh, en: titleEn } })),
    notes: sheet.notes.map((note) => ({ ...note, message: { ...note.message } })),
  };
}

/** Puts the goals of a file in place of the plan's, all or none. */
export async function importPlan(needs: Needs, staff: Staff, key: PlanKey, revision: number, file: Uint8Array): Promise<DraftPlanView> {
  requireOwnUnit(staff, key.unit);
  const { lines } = await readPlanFile(file, await readFrame(needs, needs.db, key));
  return changeDraft(needs, staff, key, 'plan.imported', async (tx, plan) => {
    const stored = await queries.listPlanGoals(tx, plan.id);
    if (plan.revision !== revision && !(revision === 0 && stored.length === 0)) throw errors.staleRevision();
    const matched = matchCodes(key, lines, stored, await codesSoFar(tx, plan, stored));
    await queries.deleteAllGoals(tx, plan.id);
    await queries.insertGoals(tx, toRows(matched, plan.id));
    return { goals: matched.length, before: stored.length };
  });
}

async function readPlanFile(file: Uint8Array, frame: PlanFrame): Promise<Sheet> {
  const { sheets, fault } = await readWorkbook(file);
  if (fault) throw invalidInput([fault]);
  const table = sheets.map((sheet) => findHeader<Column>(sheet, COLUMNS)).find((found) => found?.columns.titleZh !== undefined);
  if (!table)
    throw invalidInput([
      {
        path: 'file',
        message: {
          zh: '找不到表头；请下载模板，表头中至少要有“目标名称”和“目标值”。',
          en: 'No header was found; use the template: a title and a target at least.',
        },
      },
    ]);
  if (table.rows.length > MOST_GOALS) throw errors.tooMany(MOST_GOALS);
  const read = table.rows.map((row) => readLine(table, row, frame));
  const faults = [
    ...read.flatMap((one) => one.faults),
    ...treeFaults(
      read.map(({ line }) => line),
      table,
    ),
  ];
  if (faults.length > 0) throw invalidInput(shortened(faults));
  if (read.length === 0) throw errors.emptyPlan();
  return { lines: parentsFirst(read.map(({ line }) => line)), notes: read.flatMap(({ notes }) => notes) };
}

/** Sentences keep the characters they were written with. */
const SENTENCES: ReadonlySet<Column> = new Set(['titleZh', 'titleEn', 'promiseZh', 'promiseEn', 'responsible']);

function readLine({ columns, headings }: Headed<Column>, { line, cells, written }: Row, frame: PlanFrame) {
  const cell = (column: Column): string => plainText((SENTENCES.has(column) ? written : cells)[columns[column] ?? -1] ?? '');
  const fields = Object.keys(GoalTyped.shape) as (keyof GoalTyped)[];
  const parsed = GoalTyped.safeParse(Object.fromEntries(fields.map((field) => [field, cell(field)])));
  const faults: Fault[] = [];
  const say = (column: Column, { zh, en }: Sentence): void => {
    faults.push(cellFault(line, headings[column] ?? COLUMNS[column][0], { zh, en }));
  };
  if (!parsed.success) for (const { path } of parsed.error.issues) say(path[0] as Column, { zh: '内容过长。', en: 'too long.' });
  const reading = readGoal(parsed.data ?? GoalTyped.parse({ titleZh: '—' }), frame);
  for (const { field, message } of reading.faults) say(field, message);
  const notes = reading.notes.map(({ field, message }) => {
    const heading = headings[field] ?? COLUMNS[field][0];
    return { line, message: { zh: `第 ${line} 行“${heading}”：${message.zh}`, en: `Line ${line}, "${heading}": ${message.en}` } };
  });
  return { line: { line, label: cell('label'), parentLabel: cell('parent'), goal: reading.goal }, faults, notes };
}

/** Labels stand once, parents exist, are composite, and nobody is under itself. */
function treeFaults(lines: readonly Line[], { headings }: Headed<Column>): Fault[] {
  const [label, parent] = [headings.label ?? COLUMNS.label[0], headings.parent ?? COLUMNS.parent[0]];
  const byLabel = new Map<string, Line>();
  const faults: Fault[] = [];
  for (const one of lines) {
    const first = byLabel.get(one.label);
    if (one.label !== '' && first)
      faults.push(
        cellFault(one.line, label, {
          zh: `编号“${one.label}”已在第 ${first.line} 行出现。`,
          en: `the number "${one.label}" stands in line ${first.line} already.`,
        }),
      );
    else if (one.label !== '') byLabel.set(one.label, one);
  }
  for (const one of lines) {
    if (one.parentLabel === '') continue;
    const above = byLabel.get(one.parentLabel);
    if (!above)
      faults.push(
        cellFault(one.line, parent, { zh: `表中没有编号为“${one.parentLabel}”的目标。`, en: `no goal of the sheet has the number "${one.parentLabel}".` }),
      );
    else if (above.goal.kind !== 'composite')
      faults.push(
        cellFault(one.line, parent, {
          zh: `第 ${above.line} 行不是综合目标，不能有分项。`,
          en: `line ${above.line} is not a composite goal and has no components.`,
        }),
      );
    else if (isUnderItself(one, byLabel))
      faults.push(cellFault(one.line, parent, { zh: '上级目标不能是自己或自己的分项。', en: 'a goal cannot be under itself.' }));
  }
  return faults;
}

function isUnderItself(line: Line, byLabel: ReadonlyMap<string, Line>): boolean {
  const passed = new Set<Line>();
  for (let at: Line | undefined = line; at; at = byLabel.get(at.parentLabel)) {
    if (passed.has(at)) return true;
    passed.add(at);
    if (at.parentLabel === '') return false;
  }
  return false;
}

function parentsFirst(lines: readonly Line[]): Line[] {
  const below = Map.groupBy(lines, ({ parentLabel }) => parentLabel);
  const under = (label: string): Line[] => (below.get(label) ?? []).flatMap((one) => [one, ...(one.label === '' ? [] : under(one.label))]);
  return under('');
}

/** A goal keeps its code: by the number in the file, else by its title. Others get the next free one. */
function matchCodes({ unit, cycle }: PlanKey, lines: readonly Line[], stored: readonly GoalRow[], taken: ReadonlySet<string>): Matched[] {
  const byCode = new Map(stored.map((goal) => [goal.code, goal]));
  const byTitle = Map.groupBy(stored, ({ titleZh }) => titleZh);
  const used = new Set<string>();
  const codes = new Map<string, string>();
  let number = 0;
  const fresh = (): string => {
    do number += 1;
    while (taken.has(`${unit}-${cycle}-${number}`));
    return `${unit}-${cycle}-${number}`;
  };
  const labels = new Set(lines.map(({ label }) => label));
  return lines.map((one) => {
    const sameTitle = byTitle.get(one.goal.titleZh) ?? [];
    const was = byCode.get(one.label) ?? (sameTitle.length === 1 && !labels.has(sameTitle[0]?.code ?? '') ? sameTitle[0] : undefined) ?? null;
    const code = was && !used.has(was.code) ? was.code : taken.has(one.label) && !used.has(one.label) ? one.label : fresh();
    used.add(code);
    if (one.label !== '') codes.set(one.label, code);
    return { ...one, code, parent: codes.get(one.parentLabel) ?? null, was: was?.code === code ? was : null };
  });
}

function toRows(matched: readonly Matched[], planId: string): NewGoal[] {
  const ids = new Map(matched.map(({ code }) => [code, randomUUID()]));
  return matched.map(({ code, parent, goal, was }, position) => ({
    ...goal,
    id: ids.get(code) as string,
    planId,
    code,
    parentId: parent === null ? null : (ids.get(parent) ?? null),
    borrowedZh: was?.borrowedZh ?? '',
    borrowedEn: was?.borrowedEn ?? '',
    returnReason: was?.returnReason ?? null,
    revision: (was?.revision ?? 0) + 1,
    position,
  }));
}

const changeOf = (goal: GoalRead, was: GoalRow | null): 'added' | 'changed' | 'same' => {
  if (!was) return 'added';
  return (Object.keys(goal) as (keyof GoalRead)[]).every((field) => goal[field] === was[field]) ? 'same' : 'changed';
};

const shown = ({ titleZh, titleEn, promiseZh, promiseEn, measureZh, measureEn, levels, ...goal }: GoalRead) => ({
  ...goal,
  levels: levels && [...levels],
  title: { zh: titleZh, en: titleEn },
  promise: { zh: promiseZh, en: promiseEn },
  measure: { zh: measureZh, en: measureEn },
});
