import { type Answer, type Api, ask, faultsOf, type Period, type PlanGoal, type Problem, type Report } from '../server/ask.ts';
import { carry, field, frameOf, idOf, leadTo, type PageContext, sentForm } from '../server/page.ts';
import { type Key, readReport } from '../server/report.ts';
import { plainFigure } from '../server/report-form.ts';

const FIELDS = ['outcome', 'figure', 'doneOn', 'share', 'reason', 'document'] as const;
type Typed = Readonly<Record<(typeof FIELDS)[number], string>>;
type Sheet = NonNullable<Awaited<ReturnType<typeof readSheet>>['value']>;

export interface SheetPage {
  readonly key: Key;
  readonly period: Period;
  readonly report: Report;
  readonly sheet: Sheet;
  /** The goals that this person may verify. */
  readonly goals: readonly PlanGoal[];
  /** What those are components of; not verified themselves. */
  readonly composites: readonly PlanGoal[];
  readonly problem: Problem | null;
  /** By `goal:field`. */
  readonly faults: Readonly<Record<string, string>>;
  readonly typed: (goal: string) => Typed;
  readonly documentAll: string;
}

const EMPTY: Typed = { outcome: '', figure: '', doneOn: '', share: '', reason: '', document: '' };

const readSheet = (api: Api, param: Key) => ask(api.api.v1.units[':unit'].progress[':cycle'][':period'].verifications.$get({ param }));

/** The figures of one report before a verifier: shows them, and stores what was found when the form comes back. */
export async function sheetPage(context: PageContext): Promise<SheetPage | Response | { readonly problem: Problem }> {
  const { lang } = frameOf(context);
  const { params, locals } = context;
  const key: Key = { unit: idOf(params['unit']), cycle: idOf(params['cycle']), period: idOf(params['period']) };
  const form = await sentForm(context);
  const findings = form ? findingsIn(form) : [];
  const done = form && (await send(locals.api, key, form, findings));
  if (done?.value) return leadTo(context, lang, `/workspace/verify/${key.unit}/${key.cycle}/${key.period}`, 'saved');
  const sheet = await readSheet(locals.api, key);
  const read = sheet.problem ? null : await readReport(locals.api, key);
  if (sheet.problem || !read || read.problem) return { problem: carry(context, sheet.problem ?? read?.problem ?? (done as { problem: Problem }).problem) };
  const mine = new Set(sheet.value.goals);
  const problem = carry(context, done?.problem ?? null);
  return {
    key,
    period: read.period,
    report: read.report,
    sheet: sheet.value,
    goals: read.goals.filter(({ code }) => mine.has(code)),
    composites: read.goals.filter(({ kind }) => kind === 'composite'),
    problem,
    faults: named(faultsOf(problem, lang), findings),
    typed: (goal) => (form ? typedFor(form, goal) : EMPTY),
    documentAll: field(form, 'documentAll'),
  };
}

const typedFor = (form: FormData, goal: string): Typed => Object.fromEntries(FIELDS.map((name) => [name, field(form, `${goal}:${name}`)])) as unknown as Typed;

function findingsIn(form: FormData) {
  const goals = [...form.keys()].filter((name) => name.endsWith(':outcome')).map((name) => name.slice(0, -':outcome'.length));
  return goals.flatMap((goal) => {
    const typed = typedFor(form, goal);
    const outcome = (['confirmed', 'corrected'] as const).find((one) => one === typed.outcome);
    if (!outcome) return [];
    const isCorrected = outcome === 'corrected';
    return [
      {
        goal,
        seen: Number(field(form, `${goal}:seen`)) || 0,
        outcome,
        figure: (isCorrected && plainFigure(typed.figure)) || null,
        doneOn: (isCorrected && typed.doneOn.normalize('NFKC').trim()) || null,
        share: (isCorrected && plainFigure(typed.share).replace(/%$/, '')) || null,
        reason: typed.reason,
        document: typed.document.trim() || field(form, 'documentAll'),
      },
    ];
  });
}

async function send(api: Api, param: Key, form: FormData, findings: ReturnType<typeof findingsIn>): Promise<Answer<unknown>> {
  const json = { revision: Number(field(form, 'revision')) || 0, findings };
  return ask(api.api.v1.units[':unit'].progress[':cycle'][':period'].verifications.$post({ param, json }));
}

/** The API's paths as names of the form's fields: `findings.2.figure` → `water-1:figure`. */
const named = (faults: Readonly<Record<string, string>>, findings: readonly { readonly goal: string }[]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(faults).map(([path, text]) => [path.replace(/^findings\.(\d+)\.(\w+)$/, (_, at, name) => `${findings[Number(at)]?.goal}:${name}`), text]),
  );
