import type { EntryRow, GoalRow } from '../../db/queries/progress.ts';
import { CLAIMS } from '../../db/schema/plans.ts';
import type { Sentence } from '../errors.ts';
import { readDay } from '../plans/days.ts';
import { readFigure } from '../plans/figures.ts';
import { isNothing } from '../plans/goal-input.ts';
import { CLAIM_NAMES, type ContentColumn } from './import.columns.ts';
import { plainText } from './plain-text.ts';

/** What a line says of a goal: the unit's own word, and nothing of what a verifier found. */
export type EntryRead = Pick<EntryRow, 'reported' | 'approximate' | 'comparable' | 'doneOn' | 'share' | 'claim' | 'narrativeZh' | 'narrativeEn' | 'reason'>;

export const NOTHING: EntryRead = {
  reported: null,
  approximate: false,
  comparable: true,
  doneOn: null,
  share: null,
  claim: null,
  narrativeZh: '',
  narrativeEn: '',
  reason: null,
};

export const sameEntry = (a: EntryRead, b: EntryRead): boolean => (Object.keys(NOTHING) as (keyof EntryRead)[]).every((field) => a[field] === b[field]);

export interface CellTold {
  readonly column: ContentColumn;
  readonly message: Sentence;
}

export interface EntryReading {
  readonly entry: EntryRead;
  readonly faults: readonly CellTold[];
  /** Conversions, told so that nobody is surprised. */
  readonly notes: readonly CellTold[];
}

const LONGEST: Readonly<Partial<Record<ContentColumn, number>>> = { narrativeZh: 4000, narrativeEn: 4000, reason: 2000 };

type Cells = (column: ContentColumn) => string;

/** Reads the cells of one goal. @param year of days without one: that of the period. */
export function readEntry(cell: Cells, goal: Pick<GoalRow, 'kind' | 'measureZh' | 'measureEn' | 'levels'>, year: number): EntryReading {
  const faults: CellTold[] = [];
  const notes: CellTold[] = [];
  const say = (column: ContentColumn, message: Sentence): null => {
    faults.push({ column, message });
    return null;
  };
  const sentence = (column: 'narrativeZh' | 'narrativeEn' | 'reason'): string => {
    const text = plainText(unquoted(cell(column)));
    if (text.length > (LONGEST[column] ?? 0)) say(column, tooLong(LONGEST[column] ?? 0));
    return text;
  };
  const [figure, approximate] = readResult(unquoted(cell('reported')), goal, say, (message) => notes.push({ column: 'reported', message }));
  const day = isNothing(cell('doneOn')) ? null : readDay(cell('doneOn'), year);
  if (day?.fault) say('doneOn', day.fault);
  const entry: EntryRead = {
    reported: figure,
    approximate,
    comparable: readYes(cell('comparable')) ?? say('comparable', { zh: '请填写“是”或“否”。', en: 'Say yes or no.' }) ?? true,
    doneOn: day?.day ?? null,
    share: readShare(cell('share'), say),
    claim: readClaim(cell('claim'), say),
    narrativeZh: sentence('narrativeZh'),
    narrativeEn: sentence('narrativeEn'),
    reason: sentence('reason') || null,
  };
  return { entry, faults, notes };
}

type Say = (column: ContentColumn, message: Sentence) => null;
type ReadGoal = Pick<GoalRow, 'kind' | 'measureZh' | 'measureEn' | 'levels'>;

/** A figure in the goal's measure, or the name of a level. "约" before it is kept as such. */
function readResult(typed: string, goal: ReadGoal, say: Say, tell: (message: Sentence) => void): readonly [string | null, boolean] {
  if (isNothing(typed)) return [null, false];
  const [, about = '', rest = ''] = /^\s*(大约|约|about\s|~|≈)?\s*([\s\S]*)$/i.exec(typed) ?? [];
  const approximate = about !== '';
  if (goal.kind === 'level') return [levelOf(rest, goal.levels ?? [], say), approximate];
  if (goal.kind !== 'numeric') return [say('reported', otherKind(goal.kind)), false];
  const { measureZh, measureEn } = goal;
  const plain = rest.normalize('NFKC').trim();
  const text = measureEn !== '' && plain.toLowerCase().endsWith(measureEn.toLowerCase()) ? plain.slice(0, -measureEn.length) : plain;
  const read = readFigure(text, measureZh);
  if (read.fault) return [say('reported', read.fault), approximate];
  if (measureZh === '' && read.figure.unit !== '') return [say('reported', noMeasure(read.figure.unit)), approximate];
  if (read.figure.note) tell(read.figure.note);
  return [read.figure.value, approximate];
}

/** A level by its name; its figure is its place, the lowest being 0. */
function levelOf(typed: string, levels: readonly string[], say: Say): string | null {
  const place = levels.findIndex((level) => level.normalize('NFKC') === typed.normalize('NFKC').trim());
  if (place >= 0) return String(place);
  return say('reported', { zh: `没有这个档次；可以是：${levels.join('、')}。`, en: `There is no such level; it can be: ${levels.join(', ')}.` });
}

/** Per cent with or without its sign. The range is checked with the other rules of an entry. */
function readShare(typed: string, say: Say): string | null {
  if (isNothing(typed)) return null;
  const read = readFigure(typed, '%');
  return read.fault ? say('share', read.fault) : read.figure.value;
}

function readClaim(typed: string, say: Say): EntryRead['claim'] {
  if (isNothing(typed)) return null;
  const word = typed.trim().toLowerCase();
  const found = CLAIMS.find((claim) => claim === word || CLAIM_NAMES[claim].zh === word || CLAIM_NAMES[claim].en === word);
  return found ?? say('claim', CLAIM_CHOICE);
}

function readYes(typed: string): boolean | null {
  if (isNothing(typed) || /^(是|yes|true|1|√|✓)$/i.test(typed.trim())) return true;
  return /^(否|no|false|0|×)$/i.test(typed.trim()) ? false : null;
}

/** The mark with which a file that was written here keeps a cell from running as a formula. */
const QUOTED = /^'(?='*[=+\-@＝＋－＠])/;
const unquoted = (cell: string): string => cell.replace(QUOTED, '');

const tooLong = (most: number): Sentence => ({ zh: `最多 ${most} 字。`, en: `at most ${most} characters.` });

const otherKind = (kind: 'milestone' | 'composite'): Sentence =>
  kind === 'milestone'
    ? { zh: '节点目标不填数值，请填完成日期或完成进度。', en: 'A milestone takes a day or a share, not a figure.' }
    : { zh: '综合目标不填数值，请填它的分项。', en: 'A composite goal takes no figure; fill in its components.' };

const noMeasure = (unit: string): Sentence => ({
  zh: `这个目标没有计量单位，“${unit.slice(0, 20)}”无法换算；请只填数字。`,
  en: `This goal has no measure and "${unit.slice(0, 20)}" cannot be converted; give the number alone.`,
});

const names = (lang: 'zh' | 'en'): string => CLAIMS.map((claim) => CLAIM_NAMES[claim][lang]).join(lang === 'zh' ? '、' : ', ');
const CLAIM_CHOICE: Sentence = { zh: `自评可以是：${names('zh')}。`, en: `A claim can be: ${names('en')}.` };
