import type { PlanGoal, Problem, Report } from './ask.ts';
import { field } from './page.ts';

/** What stands in the fields of one goal. */
export interface GoalValues {
  readonly reported: string;
  readonly approximate: boolean;
  readonly notComparable: boolean;
  readonly doneOn: string;
  readonly share: string;
  readonly claim: string;
  readonly narrativeZh: string;
  readonly narrativeEn: string;
  readonly reason: string;
}

export interface FormValues {
  readonly revision: number;
  readonly narrativeZh: string;
  readonly narrativeEn: string;
  readonly goals: ReadonlyMap<string, GoalValues>;
}

const EMPTY: GoalValues = {
  reported: '',
  approximate: false,
  notComparable: false,
  doneOn: '',
  share: '',
  claim: '',
  narrativeZh: '',
  narrativeEn: '',
  reason: '',
};
const CLAIMS = ['done', 'partly', 'not-done', 'under-way'] as const;

export const valuesOf = (values: FormValues, goal: string): GoalValues => values.goals.get(goal) ?? EMPTY;

/** The fields as the stored draft fills them. */
export const fromReport = (report: Report): FormValues => ({
  revision: report.revision,
  narrativeZh: report.narrative.zh,
  narrativeEn: report.narrative.en,
  goals: new Map(
    report.entries.map((entry) => [
      entry.goal,
      {
        reported: entry.reported ?? '',
        approximate: entry.approximate,
        notComparable: !entry.comparable,
        doneOn: entry.doneOn ?? '',
        share: entry.share ?? '',
        claim: entry.claim ?? '',
        narrativeZh: entry.narrative.zh,
        narrativeEn: entry.narrative.en,
        reason: entry.reason ?? '',
      },
    ]),
  ),
});

/** The fields as they were sent. */
export const fromForm = (form: FormData, goals: readonly PlanGoal[]): FormValues => ({
  revision: Number(field(form, 'revision')) || 0,
  narrativeZh: field(form, 'narrativeZh'),
  narrativeEn: field(form, 'narrativeEn'),
  goals: new Map(
    goals.map(({ code }) => [
      code,
      {
        reported: plainFigure(field(form, `${code}:reported`)),
        approximate: form.has(`${code}:approximate`),
        notComparable: form.has(`${code}:notComparable`),
        doneOn: field(form, `${code}:doneOn`).normalize('NFKC').trim(),
        share: plainFigure(field(form, `${code}:share`)).replace(/%$/, ''),
        claim: field(form, `${code}:claim`),
        narrativeZh: field(form, `${code}:narrativeZh`),
        narrativeEn: field(form, `${code}:narrativeEn`),
        reason: field(form, `${code}:reason`),
      },
    ]),
  ),
});

/** A figure as people type it: full-width digits, thousands separators and spaces go; everything else is the API's to judge. */
export const plainFigure = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/^[−–]/, '-')
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '');

/** What the API is sent: goals about which something was said. */
export function toDraft({ revision, narrativeZh, narrativeEn, goals }: FormValues) {
  return {
    revision,
    narrative: { zh: narrativeZh, en: narrativeEn },
    entries: [...goals]
      .filter(([, values]) => saysSomething(values))
      .map(([goal, values]) => ({
        goal,
        reported: values.reported || null,
        approximate: values.approximate,
        comparable: !values.notComparable,
        doneOn: values.doneOn || null,
        share: values.share || null,
        claim: CLAIMS.find((claim) => claim === values.claim) ?? null,
        narrative: { zh: values.narrativeZh, en: values.narrativeEn },
        reason: values.reason || null,
      })),
  };
}

const saysSomething = (values: GoalValues): boolean => Object.values(values).some((value) => value !== '' && value !== false);

/** The API's paths as names of the form's fields: `entries.2.reported` → `water-1:reported`. */
export function nameFaults(problem: Problem, entries: readonly { readonly goal: string }[]): Problem {
  const errors = (problem.errors ?? []).map(({ path, messages }) => ({ path: fieldName(path, entries), messages }));
  return { ...problem, errors };
}

function fieldName(path: string, entries: readonly { readonly goal: string }[]): string {
  const [, index = '', name = ''] = /^entries\.(\d+)\.?(.*)$/.exec(path) ?? [];
  const goal = /^goals\.(.+)\.reason$/.exec(path)?.[1];
  if (goal !== undefined) return `${goal}:reason`;
  if (index !== '') return `${entries[Number(index)]?.goal ?? ''}:${camel(name)}`;
  return camel(path);
}

/** `narrative.zh` → `narrativeZh`. */
const camel = (path: string): string => path.replace(/\.(\w)/g, (_, letter: string) => letter.toUpperCase());
