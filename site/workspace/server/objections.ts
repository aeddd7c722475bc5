import { type Api, ask, faultsOf, type Objection, type ObjectionPeriod, type Problem } from './ask.ts';
import { isOffice, writesForUnit } from './entries.ts';
import { carry, field, frameOf, idOf, leadTo, type PageContext, sentForm, staffOf } from './page.ts';

const OUTCOMES = ['upheld', 'partly', 'refused'] as const;

export interface ObjectionsPage {
  readonly objections: readonly Objection[];
  readonly periods: readonly ObjectionPeriod[];
  readonly mayFile: boolean;
  readonly mayDecide: boolean;
  readonly mayConfirm: boolean;
  /** What was typed into the form that was refused; empty when none was. */
  readonly typed: (name: string) => string;
  /** The objection whose form was refused. */
  readonly refused: string | null;
  readonly faults: Readonly<Record<string, string>>;
  readonly problem: Problem | null;
}

type Work = (api: Api, id: string, form: FormData, lang: 'zh' | 'en') => Promise<Problem | null>;
const objectionOf = (api: Api) => api.api.v1.objections[':objection'];

/** What each button of the page does, and the sentence that tells it was done. */
const ACTS: ReadonlyMap<string, { readonly done: string; readonly work: Work }> = new Map(
  Object.entries<{ readonly done: string; readonly work: Work }>({
    file: {
      done: 'filed',
      work: async (api, _id, form, language) => {
        const [cycle, body, document] = [idOf(field(form, 'cycle')), field(form, 'body'), field(form, 'document')];
        const [part, goal] = [field(form, 'part') || null, field(form, 'goal').trim() || null];
        return (await ask(api.api.v1.objections.$post({ json: { cycle, part, goal, body, document, language } }))).problem;
      },
    },
    withdraw: { done: 'withdrawn', work: async (api, objection) => (await ask(objectionOf(api).withdrawal.$post({ param: { objection } }))).problem },
    disclose: {
      done: 'disclosed',
      work: async (api, objection, form) =>
        (await ask(objectionOf(api).disclosure.$post({ param: { objection }, json: { body: field(form, 'body') } }))).problem,
    },
    decide: {
      done: 'decided',
      work: async (api, objection, form) => {
        const outcome = OUTCOMES.find((one) => one === field(form, 'outcome')) ?? 'refused';
        const json = { outcome, reasonZh: field(form, 'reasonZh'), reasonEn: field(form, 'reasonEn'), changesScore: field(form, 'changesScore') === 'yes' };
        return (await ask(objectionOf(api).decision.$post({ param: { objection }, json }))).problem;
      },
    },
    confirm: {
      done: 'confirmed',
      work: async (api, objection) => (await ask(objectionOf(api).confirmation.$post({ param: { objection }, json: { confirm: true } }))).problem,
    },
    return: {
      done: 'confirmed',
      work: async (api, objection) => (await ask(objectionOf(api).confirmation.$post({ param: { objection }, json: { confirm: false } }))).problem,
    },
  }),
);

/** Objections of the signed-in unit, or all of them for the office, each with what can be done about it. */
export async function objectionsPage(context: PageContext): Promise<ObjectionsPage | Response> {
  const { lang } = frameOf(context);
  const { api } = context.locals;
  const { role } = staffOf(context);
  const form = await sentForm(context);
  const act = ACTS.get(field(form, 'action'));
  const id = idOf(field(form, 'id'));
  const failed = form && act ? await act.work(api, id, form, lang) : null;
  if (form && act && !failed) return leadTo(context, lang, '/workspace/objections', act.done);
  const list = await ask(api.api.v1.objections.$get());
  const problem = carry(context, failed ?? list.problem);
  return {
    objections: list.value?.objections ?? [],
    periods: list.value?.periods ?? [],
    mayFile: writesForUnit(role),
    mayDecide: isOffice(role),
    mayConfirm: role === 'office-approver',
    typed: (name) => field(form, name),
    refused: failed ? id : null,
    faults: faultsOf(problem, lang),
    problem,
  };
}
