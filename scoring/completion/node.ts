import { exact, HUNDRED, isZero, least, ONE, type Rational, sumOf, toText } from '../exact.ts';
import type { Goal, NumericGoal } from '../input.ts';
import { type Context, type Draft, finish, having, lacking, note, PERCENT, type Scored, shown } from '../nodes/draft.ts';
import { absenceOf, missingNote } from '../nodes/missing.ts';
import { findingsOf, fromFinding, goalsOf } from '../nodes/read.ts';
import { withWeight } from '../nodes/weighted.ts';
import type { Note, Provenance, ResultNode, Text } from '../result.ts';
import type { CompletionNode } from '../scheme/nodes.ts';
import { sourceOf } from '../scheme/walk.ts';
import { givenFigure } from './ratio.ts';
import { progressOf, type Status } from './status.ts';
import { summedGoals } from './sums.ts';

export const labelOf = (goal: Goal): Text => goal.label ?? { zh: goal.goal, en: goal.goal };

export const STATUS: Readonly<Record<Status, Text>> = {
  done: { zh: '完成', en: 'done' },
  partly: { zh: '部分完成', en: 'partly done' },
  'not-done': { zh: '未完成', en: 'not done' },
  'not-comparable': { zh: '不可比较', en: 'not comparable' },
  'not-reported': { zh: '未报告', en: 'not reported' },
};

const about = (goal: NumericGoal): Text => (goal.approximate === true ? { zh: '约 ', en: 'about ' } : { zh: '', en: '' });

function numericRule(goal: NumericGoal, node: CompletionNode): Text {
  const result = givenFigure(goal, node) ?? '—';
  const [plan, start] = [goal.target ?? '—', goal.start ?? '—'];
  const { zh, en } = about(goal);
  if (node.ratio === 'from-start') {
    return {
      zh: `（结果 ${zh}${result} − 起点 ${start}）÷（计划 ${plan} − 起点 ${start}）`,
      en: `(result ${en}${result} − start ${start}) ÷ (plan ${plan} − start ${start})`,
    };
  }
  const falls = goal.direction === 'decrease' || goal.direction === 'at-most';
  const lead = falls ? '2 − ' : '';
  return { zh: `${lead}结果 ${zh}${result} ÷ 计划 ${plan}`, en: `${lead}result ${en}${result} ÷ plan ${plan}` };
}

function ruleOf(goal: Goal, node: CompletionNode): Text {
  if (goal.kind === 'milestone') {
    return { zh: `${goal.due} 前完成为 100%，否则按已完成的百分比`, en: `100 % when reached (due ${goal.due}), otherwise the share done` };
  }
  if (goal.kind === 'composite') {
    return { zh: '各组成部分最高按 100% 计，取平均数', en: 'Plain mean of the components, each counting at most 100 %' };
  }
  return numericRule(goal, node);
}

function inputsOf(goal: Goal, path: string): Provenance[] {
  const from = (zh: string, en: string, value: string | null | undefined): Provenance[] =>
    value === undefined || value === null
      ? []
      : [{ kind: 'goal', path, label: { zh, en }, value, ...('source' in goal && goal.source !== undefined && { source: goal.source }) }];
  if (goal.kind === 'composite') return [];
  if (goal.kind === 'milestone') {
    return [...from('期限', 'due', goal.due), ...from('完成日期', 'reached', goal.done), ...from('已完成百分比', 'share done', goal.share)];
  }
  return [
    ...from('计划', 'plan', goal.target),
    ...from('起点', 'start', goal.start),
    ...from('上报数', 'reported', goal.actual),
    ...from('核实数', 'verified', goal.verified),
  ];
}

function isLate(goal: Goal): boolean {
  return goal.kind === 'milestone' && goal.done !== null && goal.done > goal.due;
}

interface Site {
  readonly node: CompletionNode;
  readonly context: Context;
  /** Path of the list that holds the goal. */
  readonly path: string;
  /** Where the figures of a goal come from that is summed over periods. */
  readonly summed?: ReadonlyMap<string, readonly Provenance[]>;
}

/** The office's own figure for a goal that cannot be computed, where the scheme allows one. */
function settled(goal: Goal, { node, context }: Site): { value: Rational; inputs: Provenance[]; notes: Note[] } | null {
  const rule = node.office_finding;
  const placed = findingsOf(context.unit, sourceOf(node), ['level']).find(({ finding }) => finding.goal === goal.goal && finding.criterion === rule?.id);
  if (rule === undefined || placed?.finding.points === undefined) return null;
  const text = toText(exact(placed.finding.points));
  const zh = `结果无法与计划比较，考核办认定为 ${text}%。`;
  return {
    value: exact(text),
    inputs: [fromFinding(context.unit, placed, rule.label, text)],
    notes: [note('override', zh, `Result and plan cannot be compared; the office settled it at ${text} %.`)],
  };
}

function goalNode(goal: Goal, site: Site, cap: Rational | null): Scored {
  const { node, context } = site;
  const path = `${site.path}.${goal.goal}`;
  const { status, ratio } = progressOf(goal, node);
  const finding = ratio === null ? settled(goal, site) : null;
  const raw = ratio ?? finding?.value ?? null;
  const children = goal.kind === 'composite' ? goal.components.map((one) => goalNode(one, { ...site, path }, HUNDRED).node) : [];
  const notes = [...(finding?.notes ?? []), ...(isLate(goal) ? [note('late', '超过期限后完成。', 'Reached after its day.')] : [])];
  const more = { inputs: [...(site.summed?.get(goal.goal) ?? inputsOf(goal, path)), ...(finding?.inputs ?? [])], children };
  const rule = ruleOf(goal, node);
  const scale: ResultNode['scale'] = { ...PERCENT, ...(cap && { max: toText(cap) }) };
  const named = { id: goal.goal, label: labelOf(goal) };
  const operation = `goal-${goal.kind ?? 'numeric'}`;
  if (raw === null) {
    const why = note('missing', `没有可计算的完成率：${STATUS[status].zh}。`, `No completion can be computed: ${STATUS[status].en}.`);
    return finish(named, operation, lacking('incomplete', scale, rule, { ...more, notes: [...notes, why] }), context);
  }
  const value = cap === null ? raw : least(raw, cap);
  const cut = value.compare(raw) < 0 ? [cappedNote(raw, value, context)] : [];
  return finish(named, operation, having(value, scale, rule, { ...more, notes: [...notes, ...cut] }), context);
}

const cappedNote = (raw: Rational, cap: Rational, context: Context): Note => {
  const [was, is] = [shown(raw, context), toText(cap)];
  return note('capped', `完成率 ${was}%，按上限 ${is}% 计。`, `Completion of ${was} % counts ${is} %, the limit.`);
};

const weightOf = (goal: Goal, node: CompletionNode): Rational => (node.weights === 'given' && goal.weight !== undefined ? exact(goal.weight) : ONE);

function sitesOf(node: CompletionNode, context: Context): { goals: readonly Goal[]; site: Site } {
  const part = sourceOf(node);
  const site = { node, context, path: `units.${context.unit.id}.values.${part}` };
  if (node.sums === undefined) return { goals: goalsOf(context.unit, part), site };
  const summed = summedGoals(context.unit, part, node.sums);
  return { goals: summed.map(({ goal }) => goal), site: { ...site, summed: new Map(summed.map(({ goal, inputs }) => [goal.goal, inputs])) } };
}

type Weighed = { readonly entry: Scored; readonly weight: Rational };

function combined(node: CompletionNode, active: readonly Weighed[]): Rational {
  const values = active.map(({ entry }) => entry.value ?? ONE);
  const [first = ONE] = values;
  if (node.combine === 'least') return values.reduce(least, first);
  return sumOf(active.map(({ entry, weight }) => (entry.value ?? ONE).mul(weight))).div(sumOf(active.map(({ weight }) => weight)));
}

function kindOf(node: CompletionNode): Text {
  const over = node.sums === undefined ? { zh: '', en: '' } : { zh: `${node.sums.length} 期合计`, en: ` summed over ${node.sums.length} periods` };
  if (node.combine === 'least') return { zh: `${over.zh}最低的一项`, en: `Lowest${over.en}` };
  return node.weights === 'equal' ? { zh: `${over.zh}平均数`, en: `Plain mean${over.en}` } : { zh: `${over.zh}加权平均数`, en: `Weighted mean${over.en}` };
}

/**
 * Weighted mean of the goals' completion, in per cent: Σ weight × completion ÷ Σ weight, each goal counting at most `cap`;
 * or, with `combine: least`, the completion of the worst goal. With `sums` plans and results are first summed over periods.
 * A goal whose completion cannot be computed leaves the part without a figure until the office enters a finding.
 */
export function completion(node: CompletionNode, context: Context): Draft {
  const { goals, site } = sitesOf(node, context);
  const cap = node.cap === undefined ? null : exact(node.cap);
  const scored = goals.map((goal) => ({ entry: goalNode(goal, site, cap), weight: weightOf(goal, node) }));
  const active = scored.filter(({ weight }) => !isZero(weight));
  const limit = node.cap === undefined ? { zh: '', en: '' } : { zh: `，每项最高 ${node.cap}%`, en: `, each at most ${node.cap} %` };
  const kind = kindOf(node);
  const rule = { zh: `${active.length} 项目标完成率的${kind.zh}${limit.zh}`, en: `${kind.en} of the completion of ${active.length} goals${limit.en}` };
  const children = scored.map(({ entry, weight }) => withWeight(entry.node, weight, weight));
  const lost = active.filter(({ entry }) => entry.value === null);
  const more = { children, notes: lost.map(({ entry }) => missingNote(entry.node.label)) };
  const scale: ResultNode['scale'] = { ...PERCENT, ...(cap && { max: toText(cap) }) };
  if (active.length === 0 || lost.length > 0) return lacking(absenceOf(active.map(({ entry }) => entry)), scale, rule, more);
  return having(combined(node, active), scale, rule, more);
}
