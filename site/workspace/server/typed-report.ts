import type { Lang } from '../../language.ts';
import type { PlanGoal } from './ask.ts';
import { type FormValues, valuesOf } from './report-form.ts';

export interface TypedLine {
  readonly label: string;
  readonly text: string;
}

/** What somebody typed into a report that has meanwhile been handed in, to be copied from the page: its form is gone. */
export function typedLines(values: FormValues, goals: readonly PlanGoal[], lang: Lang, whole: string): TypedLine[] {
  const ofGoals = goals.map((goal) => {
    const { reported, doneOn, share, narrativeZh, narrativeEn, reason } = valuesOf(values, goal.code);
    return { label: goal.title[lang], texts: [reported, doneOn, share && `${share}%`, narrativeZh, narrativeEn, reason] };
  });
  return [...ofGoals, { label: whole, texts: [values.narrativeZh, values.narrativeEn] }]
    .map(({ label, texts }) => ({ label, text: texts.filter((text) => text.trim() !== '').join('\n') }))
    .filter(({ text }) => text !== '');
}
