import { GOAL_DIRECTIONS, GOAL_KINDS } from '../../db/schema/plans.ts';
import type { Sentence } from '../errors.ts';
import { readDay } from './days.ts';
import { readFigure } from './figures.ts';
import type { GoalTyped } from './plans.shapes.ts';

export type GoalField = keyof GoalTyped;

/** What a goal is read against. */
export interface GoalFrame {
  /** The plan's year: deadlines without one are in it. */
  readonly year: number;
  /** Parts of the scheme that goals feed, by id and by name. The first is taken where none is given. */
  readonly parts: readonly { readonly id: string; readonly label: Sentence }[];
}

export type GoalKind = (typeof GOAL_KINDS)[number];
export type GoalDirection = (typeof GOAL_DIRECTIONS)[number];

/** A goal that was read: figures exact, days ISO. What is still missing is '' or null: a draft may be unfinished. */
export interface GoalRead {
  readonly part: string;
  readonly kind: GoalKind;
  readonly direction: GoalDirection | null;
  /** Of a goal of levels: what they are called, the lowest first. Its target is a place in this list, from 0. */
  readonly levels: readonly string[] | null;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly promiseZh: string;
  readonly promiseEn: string;
  readonly measureZh: string;
  readonly measureEn: string;
  readonly start: string | null;
  readonly lastYear: string | null;
  readonly target: string | null;
  readonly weight: string | null;
  readonly due: string;
  readonly responsible: string;
  readonly veto: boolean;
}

export interface Told {
  readonly field: GoalField;
  readonly message: Sentence;
}

export interface GoalReading {
  readonly goal: GoalRead;
  readonly faults: readonly Told[];
  /** Conversions, told so that nobody is surprised. */
  readonly notes: readonly Told[];
}

export const KIND_NAMES: Readonly<Record<GoalKind, Sentence>> = {
  numeric: { zh: '数值', en: 'numeric' },
  milestone: { zh: '节点', en: 'milestone' },
  level: { zh: '等级', en: 'level' },
  composite: { zh: '综合', en: 'composite' },
};

export const DIRECTION_NAMES: Readonly<Record<GoalDirection, Sentence>> = {
  increase: { zh: '增加到', en: 'increase' },
  decrease: { zh: '减少到', en: 'decrease' },
  'at-least': { zh: '不低于', en: 'at least' },
  'at-most': { zh: '不高于', en: 'at most' },
};

const MORE_KINDS: Readonly<Record<string, GoalKind>> = {
  数值型: 'numeric',
  定量: 'numeric',
  节点型: 'milestone',
  里程碑: 'milestone',
  定性: 'milestone',
  等级型: 'level',
  档次: 'level',
  达级: 'level',
  综合型: 'composite',
};
const MORE_DIRECTIONS: Readonly<Record<string, GoalDirection>> = {
  增加: 'increase',
  上升: 'increase',
  减少: 'decrease',
  下降: 'decrease',
  '≥': 'at-least',
  '>=': 'at-least',
  '≤': 'at-most',
  '<=': 'at-most',
  不超过: 'at-most',
};

/** Reads a goal as it was typed into the form or stands in a line of a spreadsheet. */
export function readGoal(typed: GoalTyped, frame: GoalFrame): GoalReading {
  const faults: Told[] = [];
  const notes: Told[] = [];
  const say = (field: GoalField, message: Sentence): null => {
    faults.push({ field, message });
    return null;
  };
  let measure = typed.measureZh.trim();
  const figure = (field: 'target' | 'start' | 'lastYear' | 'weight', unit: string): string | null => {
    if (isNothing(typed[field])) return null;
    const read = readFigure(typed[field], unit);
    if (read.fault) return say(field, read.fault);
    if (read.figure.note) notes.push({ field, message: read.figure.note });
    if (field === 'target') measure = read.figure.unit;
    return read.figure.value;
  };
  const kind = kindOf(typed) ?? say('kind', CHOICE.kind(typed.kind)) ?? 'numeric';
  const direction = isNothing(typed.direction) ? null : (directionOf(typed.direction) ?? say('direction', CHOICE.direction(typed.direction)));
  const part = isNothing(typed.part) ? frame.parts[0]?.id : (partOf(typed.part, frame) ?? say('part', CHOICE.part(typed.part, frame)));
  const day = isNothing(typed.due) ? null : readDay(typed.due, frame.year);
  if (day?.fault) say('due', day.fault);
  const veto = vetoOf(typed.veto) ?? say('veto', CHOICE.veto);
  const levels = kind === 'level' ? readLevels(typed.levels) : null;
  if (kind === 'level' && levels === null) say('levels', CHOICE.levels);
  if (kind !== 'level' && !isNothing(typed.levels)) say('levels', CHOICE.noLevels);
  const value = (field: 'target' | 'lastYear'): string | null =>
    kind === 'level' ? placeOf(typed[field], levels, (message) => say(field, message)) : figure(field, measure);
  const target = value('target');
  const [start, lastYear, weight] = [figure('start', measure), value('lastYear'), figure('weight', '分')];
  if (weight !== null && (weight.startsWith('-') || /^[0.]+$/.test(weight))) say('weight', CHOICE.weight);
  for (const field of UNWANTED[kind]) if (!isNothing(typed[field])) say(field, CHOICE.noFigure);
  if (typed.titleZh === '') say('titleZh', CHOICE.title);
  const goal: GoalRead = {
    part: part ?? '',
    kind,
    // A level is reached or it is not: more than the target is no more than reached.
    direction: kind === 'level' ? 'at-least' : direction,
    levels,
    titleZh: typed.titleZh,
    titleEn: typed.titleEn || typed.titleZh,
    promiseZh: typed.promiseZh,
    promiseEn: typed.promiseEn,
    measureZh: measure,
    measureEn: typed.measureEn || measure,
    start,
    lastYear,
    target,
    weight,
    due: day?.day ?? '',
    responsible: typed.responsible,
    veto: veto ?? false,
  };
  return { goal, faults, notes };
}

/** Fields that a goal of this kind does not have. */
const UNWANTED: Readonly<Record<GoalKind, readonly ('target' | 'start' | 'direction')[]>> = {
  numeric: [],
  level: ['start'],
  milestone: ['target', 'start', 'direction'],
  composite: ['target', 'start', 'direction'],
};

/** Names of levels, the lowest first, as one types a list; null when they are no scale of two to twelve different levels. */
function readLevels(typed: string): readonly string[] | null {
  const names = typed
    .split(/[、,，;；/|\n<＜]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const enough = names.length >= 2 && names.length <= MOST_LEVELS && new Set(names).size === names.length;
  return enough && names.every((name) => name.length <= 40) ? names : null;
}

const MOST_LEVELS = 12;

/** The place of a level by its name, as exact text. */
function placeOf(typed: string, levels: readonly string[] | null, say: (message: Sentence) => null): string | null {
  if (isNothing(typed) || levels === null) return null;
  const at = levels.indexOf(typed.trim());
  return at < 0 ? say(CHOICE.level(levels)) : String(at);
}

/**
 * What a goal still lacks before its plan can be submitted.
 * @param targets `optional`: a figure without target or direction is only followed, and that is enough.
 */
export function missingIn(
  goal: Pick<GoalRead, 'kind' | 'direction' | 'target' | 'due'>,
  components: number,
  targets: 'required' | 'optional',
): readonly Told[] {
  const lacks: Told[] = [];
  const measured = targets === 'required' && goal.kind === 'numeric';
  if (goal.due === '') lacks.push({ field: 'due', message: { zh: '没有完成时限。', en: 'The deadline is missing.' } });
  if ((measured || goal.kind === 'level') && goal.target === null)
    lacks.push({ field: 'target', message: { zh: '没有目标值。', en: 'The target is missing.' } });
  if (measured && goal.direction === null) lacks.push({ field: 'direction', message: { zh: '没有说明指标方向。', en: 'The direction is missing.' } });
  if (goal.kind === 'composite' && components === 0)
    lacks.push({ field: 'kind', message: { zh: '综合目标至少要有一个分项目标。', en: 'A composite goal needs at least one component.' } });
  return lacks;
}

/** Cells that say "nothing here". */
export const isNothing = (text: string): boolean => /^[\s\-—–/无]*$/.test(text.normalize('NFKC'));

function kindOf({ kind, target, levels }: GoalTyped): GoalKind | null {
  const word = kind.trim().toLowerCase();
  if (word === '' && !isNothing(levels)) return 'level';
  if (word === '') return isNothing(target) ? 'milestone' : 'numeric';
  return GOAL_KINDS.find((id) => id === word || KIND_NAMES[id].zh === word) ?? MORE_KINDS[word] ?? null;
}

function directionOf(text: string): GoalDirection | null {
  const word = text.trim().toLowerCase();
  return GOAL_DIRECTIONS.find((id) => id === word || Object.values(DIRECTION_NAMES[id]).includes(word)) ?? MORE_DIRECTIONS[word] ?? null;
}

const partOf = (text: string, { parts }: GoalFrame): string | null =>
  parts.find(({ id, label }) => [id, label.zh, label.en.toLowerCase()].includes(text.trim().toLowerCase()))?.id ?? null;

const vetoOf = (text: string): boolean | null => {
  if (isNothing(text) || /^(否|no|false|0)$/i.test(text.trim())) return false;
  return /^(是|yes|true|1|√|✓)$/i.test(text.trim()) ? true : null;
};

const listed = (names: Readonly<Record<string, Sentence>>, lang: 'zh' | 'en'): string =>
  Object.values(names)
    .map((name) => name[lang])
    .join(lang === 'zh' ? '、' : ', ');

const CHOICE = {
  kind: (typed: string): Sentence => ({
    zh: `没有类型“${typed.slice(0, 20)}”；可以是：${listed(KIND_NAMES, 'zh')}。`,
    en: `There is no kind "${typed.slice(0, 20)}"; it can be: ${listed(KIND_NAMES, 'en')}.`,
  }),
  direction: (typed: string): Sentence => ({
    zh: `没有方向“${typed.slice(0, 20)}”；可以是：${listed(DIRECTION_NAMES, 'zh')}。`,
    en: `There is no direction "${typed.slice(0, 20)}"; it can be: ${listed(DIRECTION_NAMES, 'en')}.`,
  }),
  part: (typed: string, { parts }: GoalFrame): Sentence => ({
    zh: `考核办法中没有“${typed.slice(0, 20)}”这一部分；可以是：${parts.map(({ label }) => label.zh).join('、')}。`,
    en: `The scheme has no part "${typed.slice(0, 20)}"; it can be: ${parts.map(({ label }) => label.en).join(', ')}.`,
  }),
  veto: { zh: '请填写“是”或“否”。', en: 'Say yes or no.' },
  weight: { zh: '权重（分值）必须大于 0。', en: 'A weight is above 0.' },
  levels: {
    zh: '请从低到高写出 2 到 12 个不同的档次，用顿号隔开，例如“合格、良好、优秀”。',
    en: 'List 2 to 12 different levels, the lowest first, as in "fair, good, excellent".',
  },
  noLevels: { zh: '只有等级目标才填档次。', en: 'Only a goal of levels has levels.' },
  level: (levels: readonly string[]): Sentence => ({
    zh: `目标要写成其中一个档次：${levels.join('、')}。`,
    en: `The target is one of the levels: ${levels.join(', ')}.`,
  }),
  noFigure: { zh: '只有数值目标才填这一项。', en: 'Only a numeric goal has this.' },
  title: { zh: '目标要有名称。', en: 'A goal needs a title.' },
} as const;
