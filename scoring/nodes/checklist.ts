import { exact, sumOf, toText, ZERO } from '../exact.ts';
import type { ResultNode, Text } from '../result.ts';
import type { ChecklistNode } from '../scheme/nodes.ts';
import { sourceOf } from '../scheme/walk.ts';
import { type Context, type Draft, finish, having, lacking, note, type Scored, shown } from './draft.ts';
import { absenceOf, fateOf, missingNote, zeroNote } from './missing.ts';

type Question = ChecklistNode['questions'][number];

/** One question: its points × the share of the answer given. Absent: empty. Null: expected and not there yet. */
function questionDraft(question: Question, node: ChecklistNode, context: Context): Draft {
  const scale: ResultNode['scale'] = { unit: 'points', min: '0', max: question.points };
  const part = sourceOf(node);
  const said = context.unit.answers?.[part]?.[question.id];
  const path = `units.${context.unit.id}.answers.${part}.${question.id}`;
  const answer = node.answers.find(({ id }) => id === said);
  if (answer === undefined) {
    const rule = { zh: `答案得分 × ${question.points}`, en: `Share of the answer × ${question.points}` };
    if (said === undefined) return lacking('empty', scale, rule);
    const pending = note('missing', `“${question.label.zh}”尚无答案。`, `“${question.label.en}” has no answer yet.`);
    return lacking('incomplete', scale, rule, { notes: [pending], inputs: [{ kind: 'value', path, label: question.label, value: '' }] });
  }
  const rule = {
    zh: `${answer.label.zh}（${answer.share}）× ${question.points}`,
    en: `${answer.label.en} (${answer.share}) × ${question.points}`,
  };
  const value = exact(answer.share).mul(exact(question.points));
  return having(value, scale, rule, { inputs: [{ kind: 'value', path, label: question.label, value: answer.id }] });
}

/**
 * Sum over the questions of points × share of the answer given, from 0 to the sum of all points.
 * A checklist of yes and no gives "yes" the share 1 and "no" the share 0; "unsure" has a share of its own.
 */
export function checklist(node: ChecklistNode, context: Context): Draft {
  const entries = node.questions.map((question): Scored => finish(question, 'answer', questionDraft(question, node, context), context));
  const fates = entries.map((entry) => fateOf(entry, node.missing));
  const line = (language: keyof Text): string => entries.map(({ node: one, value }) => `${one.label[language]} ${shown(value, context)}`).join(' + ');
  const rule = { zh: `各题得分相加：${line('zh')}`, en: `Sum of the questions: ${line('en')}` };
  const scale: ResultNode['scale'] = { unit: 'points', min: '0', max: toText(sumOf(node.questions.map(({ points }) => exact(points)))) };
  const notes = entries.flatMap(({ node: { label } }, index) => {
    if (fates[index] === 'counts') return [];
    return [fates[index] === 'zero' ? zeroNote(label) : missingNote(label)];
  });
  const more = { notes, children: entries.map((entry) => entry.node) };
  if (fates.includes('blocks')) return lacking(absenceOf(entries), scale, rule, more);
  return having(sumOf(entries.map((entry) => entry.value ?? ZERO)), scale, rule, more);
}
