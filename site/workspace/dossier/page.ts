import { ask, faultsOf, type PlanGoal, type Problem, type Report } from '../server/ask.ts';
import { writesForUnit } from '../server/entries.ts';
import { carry, field, frameOf, idOf, leadTo, type PageContext, sentForm, staffOf } from '../server/page.ts';
import { type Key, readReport } from '../server/report.ts';

export type File = Report['evidence'][number];

export interface Volume {
  /** Null: the report as a whole. */
  readonly goal: PlanGoal | null;
  readonly files: readonly File[];
}

export interface DossierPage {
  readonly key: Key;
  readonly label: { readonly zh: string; readonly en: string };
  readonly volumes: readonly Volume[];
  readonly editable: boolean;
  readonly problem: Problem | null;
  readonly faults: readonly string[];
  /** Where the reader came from. */
  readonly back: string;
}

/** The evidence of one report, a dossier for each matter; its unit names and orders the files while the report is a draft. */
export async function dossierPage(context: PageContext): Promise<DossierPage | Response | { readonly problem: Problem }> {
  const { lang } = frameOf(context);
  const { params, locals } = context;
  const own = writesForUnit(staffOf(context).role);
  const key: Key = { unit: idOf(params['unit']), cycle: idOf(params['cycle']), period: idOf(params['period']) };
  const path = `${key.unit}/${key.cycle}/${key.period}`;
  const form = await sentForm(context);
  const api = locals.api.api.v1.units[':unit'].progress[':cycle'][':period'];
  const done = form && (await ask(api.evidence.$put({ param: key, json: { files: arranged(form) } })));
  if (done?.value) return leadTo(context, lang, `/workspace/dossier/${path}`, 'saved');
  const read = await readReport(locals.api, key);
  if (read.problem) return { problem: carry(context, read.problem) };
  const { report, goals, period } = read;
  const of = (goal: PlanGoal | null): Volume => ({ goal, files: report.evidence.filter((file) => file.goal === (goal?.code ?? null)) });
  const problem = carry(context, done?.problem ?? null);
  return {
    key,
    label: period.label,
    volumes: [...goals, null].map(of).filter(({ files }) => files.length > 0),
    editable: own && (report.state === 'draft' || report.state === 'returned'),
    problem,
    faults: Object.values(faultsOf(problem, lang)),
    back: own ? `/workspace/report/${key.cycle}/${key.period}` : `/workspace/reports/${path}`,
  };
}

const arranged = (form: FormData) =>
  form
    .getAll('id')
    .map(String)
    .map((id) => ({
      id,
      title: field(form, `${id}:title`),
      documentOn: field(form, `${id}:documentOn`).normalize('NFKC').trim() || null,
      position: Math.min(999, Math.max(0, Number.parseInt(field(form, `${id}:position`), 10) || 0)),
    }));
