import type { Period } from './ask.ts';
import { ask, faultsOf, type PlanGoal, type Problem, type Report } from './ask.ts';
import { isOffice } from './entries.ts';
import { carry, field, frameOf, idOf, leadTo, type PageContext, sentForm, staffOf } from './page.ts';
import { type Key, type ReportPage, readReport } from './report.ts';

export interface DecisionPage {
  readonly key: Key;
  readonly goals: readonly PlanGoal[];
  readonly report: Report;
  readonly period: Period;
  readonly effect: ReportPage['effect'];
  readonly mayDecide: boolean;
  readonly problem: Problem | null;
  readonly faults: Readonly<Record<string, string>>;
  readonly reason: string;
}

/** One report before the office: read it, accept it or return it. */
export async function decisionPage(context: PageContext): Promise<DecisionPage | Response | { readonly problem: Problem }> {
  const { lang } = frameOf(context);
  const { params, locals } = context;
  const key: Key = { unit: idOf(params['unit']), cycle: idOf(params['cycle']), period: idOf(params['period']) };
  const read = await readReport(locals.api, key);
  const form = await sentForm(context);
  if (read.problem && form === null) return { problem: carry(context, read.problem) };
  const problem = form ? await decide(context, key, form) : null;
  if (form && !problem) return leadTo(context, lang, '/workspace/reports', field(form, 'action') === 'return' ? 'returned' : 'accepted');
  carry(context, problem);
  if (read.problem) return { problem: problem ?? read.problem };
  const mayDecide = read.report.state === 'submitted' && isOffice(staffOf(context).role);
  return { key, ...read, mayDecide, problem, faults: faultsOf(problem, lang), reason: field(form, 'reason') };
}

async function decide({ locals }: PageContext, param: Key, form: FormData): Promise<Problem | null> {
  const report = locals.api.api.v1.units[':unit'].progress[':cycle'][':period'];
  const revision = Number(field(form, 'revision')) || 0;
  if (field(form, 'action') === 'return') return (await ask(report.return.$post({ param, json: { revision, reason: field(form, 'reason') } }))).problem;
  return (await ask(report.accept.$post({ param, json: { revision } }))).problem;
}
