import type { ManifestQuestionnaire } from '../../proof/manifest.ts';
import type { Fault } from '../errors.ts';
import type { SurveyMapping } from '../imports/mapping.ts';
import type { GivenBatch } from './partners.shapes.ts';

type Records = NonNullable<GivenBatch['answers']>;

const told = (path: string, zh: string, en: string): Fault => ({ path, message: { zh, en } });

/** What the records name and the window does not know, by their place in the batch. */
export function recordFaults(records: Records, form: ManifestQuestionnaire, units: readonly string[]): Fault[] {
  const known = new Set(units);
  const questions = new Set(form.questions.map(({ id }) => id));
  const levels = new Set([...form.levels.map(({ id }) => id), form.dontKnow]);
  const first = new Map<string, number>();
  return records.flatMap(({ respondent, unit, answers }, i) => {
    const faults: Fault[] = [];
    if (!known.has(unit)) faults.push(told(`answers.${i}.unit`, `没有单位“${unit}”。`, `There is no unit "${unit}".`));
    const before = first.get(`${respondent}\n${unit}`);
    if (before === undefined) first.set(`${respondent}\n${unit}`, i);
    else
      faults.push(
        told(
          `answers.${i}.respondent`,
          `受访者“${respondent}”对该单位的答案已在第 ${before} 条给出。`,
          `Record ${before} has the answers of "${respondent}" about this unit.`,
        ),
      );
    if (Object.keys(answers).length === 0) faults.push(told(`answers.${i}.answers`, '一个答案也没有。', 'There is no answer in it.'));
    for (const [question, level] of Object.entries(answers)) {
      const path = `answers.${i}.answers.${question}`;
      if (!questions.has(question)) faults.push(told(path, `问卷中没有题目“${question}”。`, `The questionnaire has no question "${question}".`));
      else if (!levels.has(level)) faults.push(told(path, `问卷中没有档次“${level}”。`, `The questionnaire has no level "${level}".`));
    }
    return faults;
  });
}

/** The records as the table that the office previews and imports like any other: its digest names the batch. */
export function tableOf(records: Records, { questions }: ManifestQuestionnaire): string {
  const header = ['respondent', 'unit', ...questions.map(({ id }) => columnOf(id))];
  const rows = records.map(({ respondent, unit, answers }) => [respondent, unit, ...questions.map(({ id }) => answers[id] ?? '')]);
  return [header, ...rows].map((row) => `${row.join(',')}\n`).join('');
}

/** How that table is read. */
export const tableMapping = ({ questions, levels, dontKnow }: ManifestQuestionnaire, scope: Pick<SurveyMapping, 'group' | 'channel'>): SurveyMapping => ({
  respondent: 'respondent',
  unit: 'unit',
  questions: Object.fromEntries(questions.map(({ id }) => [columnOf(id), id])),
  answers: Object.fromEntries([...levels.map(({ id }) => id), dontKnow].map((id) => [id, id])),
  group: scope.group,
  channel: scope.channel,
});

/** A question may have any id, even `unit`. */
const columnOf = (question: string): string => `answer:${question}`;
