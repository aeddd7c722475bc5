import { exact, type Rational, sumOf, toText, ZERO } from '../exact.ts';
import type { GroupTally } from '../input.ts';
import { type Context, type Draft, finish, having, lacking, note, type Scored, shown } from '../nodes/draft.ts';
import { withWeight } from '../nodes/weighted.ts';
import type { Note, Provenance, ResultNode, Text } from '../result.ts';
import type { Group } from '../scheme/image.ts';
import type { ImageNode } from '../scheme/nodes.ts';
import { scaleOf } from './levels.ts';
import { enough, figuresOf, type QuestionFigure } from './question.ts';
import { type Entered, type GroupSpread, groupSpread } from './variance.ts';

type Answers = NonNullable<ResultNode['answers']>;

/** How sure a figure is by its number of valid answers. */
export function answersOf(valid: number, dontKnow: number, image: ImageNode): Answers {
  const { few_below: few, full_from: full } = image.answer_labels;
  return { valid, dontKnow, label: valid < few ? 'few' : valid >= full ? 'full' : 'some' };
}

interface Site {
  readonly image: ImageNode;
  readonly group: Group;
  readonly tally: GroupTally | undefined;
  readonly context: Context;
}

/** A dropped question shows neither figure nor counts: so few answers could point at persons. */
function droppedNote({ valid }: QuestionFigure, { minimum }: Group): Note {
  if (valid === 0) return note('excluded', '没有有效答案，不计入。', 'No valid answers; left out.');
  const en = `Fewer than ${minimum} valid answers: dropped, its weight stays in the group.`;
  return note('excluded', `有效答案少于 ${minimum} 份，不计入，权重留在本主体内。`, en);
}

function questionNode(figure: QuestionFigure, { image, group, tally, context }: Site): Scored {
  const { question, valid, dontKnow, mean } = figure;
  const { scale, rule, ...span } = scaleOf(image);
  const path = `units.${context.unit.id}.ratings.${group.id}.counts.${question.id}`;
  const inputs: Provenance[] = figure.asked ? [{ kind: 'tally', path, label: question.label, value: enough(figure, group) ? figure.counts : '—' }] : [];
  if (mean === null || tally === undefined || !enough(figure, group)) {
    return finish(question, 'question', lacking('empty', scale, rule, { inputs, notes: [droppedNote(figure, group)] }), context);
  }
  const few = note('few-answers', `有效答案 ${valid} 份，较少。`, `Few answers: ${valid} valid.`);
  const answers = answersOf(valid, dontKnow, image);
  const spread = groupSpread([{ figure, share: exact(1) }], tally, span);
  return finish(question, 'question', having(mean, scale, rule, { inputs, answers, spread, notes: answers.label === 'few' ? [few] : [] }), context);
}

/** Question weights after dropping: stated × Σ all ÷ Σ of those that entered. */
function appliedIn(figures: readonly QuestionFigure[], entered: readonly QuestionFigure[]): (figure: QuestionFigure) => Rational {
  const all = sumOf(figures.map(({ question }) => exact(question.weight)));
  const kept = sumOf(entered.map(({ question }) => exact(question.weight)));
  return (figure) => (entered.includes(figure) ? exact(figure.question.weight).mul(all).div(kept) : ZERO);
}

const boundNote = note(
  'bound',
  '缺少题目两两之间的乘积和，区间按完全相关取最宽值。',
  'Sums of products between questions are absent; the interval is the widest possible one (perfect correlation).',
);

/** The line a reader can work out: stated weights of the questions that entered, over their own sum. */
function ruleOf(entered: readonly QuestionFigure[], context: Context): Text {
  if (entered.length === 0) return { zh: '各题得分按权重平均。', en: 'Weighted mean of the questions.' };
  const total = toText(sumOf(entered.map(({ question }) => exact(question.weight))));
  const line = (language: keyof Text): string =>
    entered.map(({ question, mean }) => `${question.label[language]} ${shown(mean, context)} × ${toText(exact(question.weight))}`).join(' + ');
  return { zh: `各题得分按权重平均：（${line('zh')}）÷ ${total}`, en: `Weighted mean of the questions: (${line('en')}) ÷ ${total}` };
}

function rosterInput({ tally, group, context }: Site): Provenance[] {
  if (tally === undefined || tally.roster === null) return [];
  const path = `units.${context.unit.id}.ratings.${group.id}.roster`;
  return [{ kind: 'tally', path, label: { zh: '名册人数', en: 'People on the list' }, value: String(tally.roster) }];
}

function scoredDraft(site: Site, entered: readonly QuestionFigure[], shares: readonly Entered[], base: Partial<Draft>, rule: Text): Draft {
  const { image, tally } = site;
  const spread: GroupSpread = groupSpread(shares, tally ?? { roster: null, counts: {} }, scaleOf(image));
  const value = sumOf(shares.map(({ figure, share }) => (figure.mean ?? ZERO).mul(share)));
  const fewest = Math.min(...entered.map(({ valid }) => valid));
  const most = Math.max(...entered.map(({ dontKnow }) => dontKnow));
  const notes = spread.bound ? [boundNote] : [];
  return having(value, scaleOf(image).scale, rule, { ...base, notes, spread, answers: answersOf(fewest, most, image) });
}

/**
 * One group about one unit: the mean of each question, then questions by weight. A question below the minimum is
 * dropped and its weight stays in the group; a group without questions is empty.
 * `answers` of a group: fewest valid answers and most "don't know" among its questions.
 */
export function groupScore(site: Site): Scored {
  const { image, group, tally, context } = site;
  const figures = figuresOf(group, tally, image);
  const entered = figures.filter((figure) => enough(figure, group));
  const applied = appliedIn(figures, entered);
  const children = figures.map((figure) => withWeight(questionNode(figure, site).node, exact(figure.question.weight), applied(figure)));
  const rule = ruleOf(entered, context);
  const base = { children, inputs: rosterInput(site) };
  const empty = note('missing', '没有达到最少答案数的题目。', 'No question reaches the minimum of answers.');
  if (entered.length === 0) return finish(group, 'group', lacking('empty', scaleOf(image).scale, rule, { ...base, notes: [empty] }), context);
  const total = sumOf(entered.map(applied));
  const shares = entered.map((figure) => ({ figure, share: applied(figure).div(total) }));
  return finish(group, 'group', scoredDraft(site, entered, shares, base, rule), context);
}
