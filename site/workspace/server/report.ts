import type { Lang } from '../../language.ts';
import { type Api, ask, faultsOf, type Period, type PlanGoal, type Problem, type Report } from './ask.ts';
import { carry, field, frameOf, idOf, leadTo, type PageContext, sentForm, staffOf } from './page.ts';
import { type FormValues, fromForm, fromReport, nameFaults, toDraft } from './report-form.ts';

type PartEffect = NonNullable<Awaited<ReturnType<typeof readEffect>>['value']>['parts'][number];

export interface ReportPage {
  readonly period: Period;
  readonly goals: readonly PlanGoal[];
  readonly report: Report;
  /** What the report would do to the score; empty where it would do nothing. */
  readonly effect: readonly PartEffect[];
  readonly values: FormValues;
  readonly editable: boolean;
  readonly problem: Problem | null;
  readonly faults: Readonly<Record<string, string>>;
}

export interface Key {
  readonly unit: string;
  readonly cycle: string;
  readonly period: string;
}

type Stored = Pick<ReportPage, 'period' | 'goals' | 'report' | 'effect'>;
const readEffect = (api: Api, key: Key) => ask(reportOf(api).effect.$get({ param: key }));
const reportOf = (api: Api) => api.api.v1.units[':unit'].progress[':cycle'][':period'];

/** The unit's own form: fills it, and does what was asked when it comes back. */
export async function reportPage(context: PageContext): Promise<ReportPage | Response | { readonly problem: Problem }> {
  const { lang } = frameOf(context);
  const { params, locals } = context;
  const key: Key = { unit: idOf(staffOf(context).unit), cycle: idOf(params['cycle']), period: idOf(params['period']) };
  const read = await readReport(locals.api, key);
  if (read.problem) return { problem: carry(context, read.problem) };
  const form = await sentForm(context);
  if (form === null) return view(read, fromReport(read.report), null, lang);
  const values = fromForm(form, read.goals);
  const outcome = await work(locals.api, key, form, values, read.goals);
  if (typeof outcome === 'string') return leadTo(context, lang, `/workspace/report/${key.cycle}/${key.period}`, outcome);
  carry(context, outcome.problem);
  const now = await readReport(locals.api, key);
  const stored = now.problem ? read : now;
  // Both texts are on the page then: saving again is a choice, not an accident.
  const revision = outcome.problem.code === 'report.stale_revision' ? stored.report.revision : outcome.revision;
  return view(stored, { ...values, revision }, outcome.problem, lang);
}

/** Everything a page about one report shows. */
export async function readReport(api: Api, key: Key): Promise<(Stored & { readonly problem: null }) | { readonly problem: Problem }> {
  const report = await ask(reportOf(api).$get({ param: key }));
  if (report.problem) return report;
  const plan = await ask(api.api.v1.units[':unit'].plans[':cycle'].$get({ param: key }));
  if (plan.problem) return plan;
  const periods = (await ask(api.api.v1.periods.$get())).value?.periods ?? [];
  const period = periods.find(({ cycle, id }) => cycle === key.cycle && id === key.period);
  if (!period) throw new Error('a period with a report is not in the calendar');
  const effect = (await readEffect(api, key)).value?.parts ?? [];
  return { report: report.value, goals: plan.value.goals, period, effect, problem: null };
}

/** Saves first, so that nothing typed is lost whatever comes next. @returns the sentence to show, or why it stopped. */
async function work(
  api: Api,
  key: Key,
  form: FormData,
  values: FormValues,
  goals: readonly PlanGoal[],
): Promise<string | { problem: Problem; revision: number }> {
  const draft = toDraft(values);
  const saved = await ask(reportOf(api).$put({ param: key, json: draft }));
  if (saved.problem) return { problem: nameFaults(saved.problem, draft.entries), revision: values.revision };
  const { revision } = saved.value;
  const refused = await attachAll(api, key, form, goals);
  if (refused) return { problem: refused, revision };
  const [action = 'save', file = ''] = field(form, 'action').split(':');
  if (action === 'submit') {
    const submitted = await ask(reportOf(api).submit.$post({ param: key, json: { revision } }));
    return submitted.problem ? { problem: nameFaults(submitted.problem, []), revision } : 'submitted';
  }
  if (action !== 'detach') return 'saved';
  const detached = await ask(reportOf(api).evidence[':id'].$delete({ param: { ...key, id: idOf(file) } }));
  return detached.problem ? { problem: detached.problem, revision } : 'detached';
}

/** Attaches the chosen files one by one. @returns the first refusal, at the field of its goal. */
async function attachAll(api: Api, key: Key, form: FormData, goals: readonly PlanGoal[]): Promise<Problem | null> {
  for (const goal of [...goals.map(({ code }) => code), null]) {
    for (const file of form.getAll(`${goal ?? ''}:file`)) {
      if (typeof file === 'string' || file.name === '') continue;
      const content = Buffer.from(await file.arrayBuffer()).toString('base64');
      const { problem } = await ask(reportOf(api).evidence.$post({ param: key, json: { goal, fileName: file.name, content } }));
      if (problem) return { ...problem, errors: [{ path: `${goal ?? ''}:file`, messages: problem.messages }] };
    }
  }
  return null;
}

const view = (stored: Stored, values: FormValues, problem: Problem | null, lang: Lang): ReportPage => ({
  period: stored.period,
  goals: stored.goals,
  report: stored.report,
  effect: stored.effect,
  values,
  editable: stored.report.state === 'draft' || stored.report.state === 'returned',
  problem,
  faults: faultsOf(problem, lang),
});
