import { ask, type Comment, faultsOf, type PlanGoal, type Problem } from './ask.ts';
import { carry, field, frameOf, idOf, type PageContext, sentForm } from './page.ts';

const KINDS = ['question', 'complaint', 'serious-complaint', 'suggestion'] as const;

export interface CommentPage {
  readonly unit: string;
  readonly name: string;
  readonly goals: readonly PlanGoal[];
  readonly values: { readonly goal: string; readonly kind: string; readonly author: string; readonly body: string; readonly contact: string };
  /** Given once, when the comment was taken. */
  readonly trackingCode: string | null;
  readonly problem: Problem | null;
  readonly faults: Readonly<Record<string, string>>;
}

/** A resident's comment about a unit. The code is in this one answer only: no redirect, nothing that could keep it. */
export async function commentPage(context: PageContext): Promise<CommentPage | { readonly problem: Problem }> {
  const { lang } = frameOf(context);
  const { params, locals, url } = context;
  const found = await ask(locals.api.api.v1.units[':unit'].$get({ param: { unit: idOf(params['unit']) } }));
  if (found.problem) return { problem: carry(context, found.problem) };
  const { id, name } = found.value;
  const form = await sentForm(context);
  const values = form
    ? { goal: field(form, 'goal'), kind: field(form, 'kind'), author: field(form, 'author'), body: field(form, 'body'), contact: field(form, 'contact') }
    : { goal: url.searchParams.get('goal') ?? '', kind: 'question', author: '', body: '', contact: '' };
  const sent =
    form &&
    (await ask(
      locals.api.api.v1.comments.$post({
        json: { ...values, unit: id, goal: values.goal || null, kind: kindOf(values.kind), language: lang, website: field(form, 'website') },
      }),
    ));
  const problem = carry(context, sent?.problem ?? null);
  return {
    unit: id,
    name: name[lang],
    goals: await goalsOf(context, id),
    values,
    trackingCode: sent?.value?.trackingCode ?? null,
    problem,
    faults: faultsOf(problem, lang),
  };
}

const kindOf = (typed: string) => KINDS.find((kind) => kind === typed) ?? 'question';

/** The goals a comment can be about: those of the newest cycle's public plan. */
async function goalsOf({ locals }: PageContext, unit: string): Promise<readonly PlanGoal[]> {
  const cycle = idOf(locals.city.cycles.at(-1)?.id);
  return (await ask(locals.api.api.v1.units[':unit'].plans[':cycle'].$get({ param: { unit, cycle } }))).value?.goals ?? [];
}

export interface FollowPage {
  readonly typed: string;
  readonly comment: Comment | null;
  readonly unitName: string;
  readonly problem: Problem | null;
}

/** What became of a comment. The code comes in a form's body, so that it stands in no address and no log. */
export async function followPage(context: PageContext): Promise<FollowPage> {
  const { lang } = frameOf(context);
  const { locals } = context;
  const form = await sentForm(context);
  if (form === null) return { typed: '', comment: null, unitName: '', problem: null };
  const typed = field(form, 'trackingCode');
  const done = await authorsAct(context, form, typed);
  const { value, problem } = done?.value ? done : await ask(locals.api.api.v1.comments.lookup.$post({ json: { trackingCode: typed } }));
  if (done?.problem && value) return { typed, comment: value, unitName: unitName(context, value.unit, lang), problem: carry(context, done.problem) };
  return { typed, comment: value, unitName: unitName(context, value?.unit ?? '', lang), problem: carry(context, problem) };
}

/** What the author does on the tracking page; null when the page was only asked for. */
function authorsAct({ locals }: Pick<PageContext, 'locals'>, form: FormData, trackingCode: string) {
  const { comments } = locals.api.api.v1;
  const action = field(form, 'action');
  const body = field(form, 'body');
  if (action === 'add') return ask(comments.messages.$post({ json: { trackingCode, body } }));
  if (action === 'appeal') return ask(comments.appeal.$post({ json: { trackingCode, body } }));
  const verdict = VERDICTS.find((known) => known === action);
  return verdict ? ask(comments.verdict.$post({ json: { trackingCode, verdict, body } })) : null;
}

const VERDICTS = ['solved', 'not-solved', 'reopen'] as const;

export const unitName = ({ locals }: Pick<PageContext, 'locals'>, unit: string, lang: 'zh' | 'en'): string =>
  locals.city.units.find(({ id }) => id === unit)?.name[lang] ?? unit;
