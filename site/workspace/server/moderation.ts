import { ask, type Comment, faultsOf, type Problem } from './ask.ts';
import { carry, field, frameOf, idOf, leadTo, type PageContext, sentForm, staffOf } from './page.ts';

export interface CasesPage {
  readonly comments: readonly Comment[];
  readonly mayAct: boolean;
  readonly problem: Problem | null;
  /** The comment whose form was refused, with what was typed and the sentence for its field. */
  readonly refused: { readonly id: string; readonly typed: string; readonly fault: string | undefined } | null;
}

/** The moderator's queue, oldest first; the office reads it. */
export async function moderationPage(context: PageContext): Promise<CasesPage | Response> {
  const { lang } = frameOf(context);
  const { api } = context.locals;
  const form = await sentForm(context);
  const publish = field(form, 'action') === 'publish';
  const id = idOf(field(form, 'id'));
  const rule = field(form, 'rule');
  const decided =
    form && (await ask(api.api.v1.moderation.comments[':id'].$post({ param: { id }, json: publish ? { decision: 'publish' } : { decision: 'reject', rule } })));
  if (decided?.value) return leadTo(context, lang, '/workspace/moderation', decided.value.state);
  const queue = await ask(api.api.v1.moderation.comments.$get({ query: {} }));
  const problem = carry(context, decided?.problem ?? queue.problem);
  const refused = form && { id, typed: rule, fault: faultsOf(problem, lang)['rule'] };
  return { comments: queue.value?.comments ?? [], mayAct: staffOf(context).role === 'moderator', problem, refused };
}

export interface PublishedPage extends CasesPage {
  /** The unit that was chosen; null before one is. */
  readonly unit: string | null;
}

/** Where a moderator takes back what is public: the comments of one unit, newest first. */
export async function publishedPage(context: PageContext): Promise<PublishedPage | Response> {
  const { lang } = frameOf(context);
  const { api, city } = context.locals;
  const chosen = context.url.searchParams.get('unit');
  const unit = city.units.some(({ id }) => id === chosen) ? chosen : null;
  const form = await sentForm(context);
  const id = idOf(field(form, 'id'));
  const rule = field(form, 'rule');
  const withdrawn = form && (await ask(api.api.v1.moderation.comments[':id'].withdraw.$post({ param: { id }, json: { rule } })));
  if (withdrawn?.value) return leadTo(context, lang, `/workspace/moderation/published${unit ? `?unit=${unit}` : ''}`, 'withdrawn');
  const list = unit && (await ask(api.api.v1.units[':unit'].comments.$get({ param: { unit } })));
  const problem = carry(context, withdrawn?.problem ?? (list ? list.problem : null));
  const refused = form && { id, typed: rule, fault: faultsOf(problem, lang)['rule'] };
  return { unit, comments: (list ? list.value?.comments : null) ?? [], mayAct: staffOf(context).role === 'moderator', problem, refused };
}

/** The unit's published comments, unanswered ones first, each with a form for the answer. */
export async function answersPage(context: PageContext): Promise<CasesPage | Response> {
  const { lang } = frameOf(context);
  const { api } = context.locals;
  const form = await sentForm(context);
  const id = idOf(field(form, 'id'));
  const body = field(form, 'body');
  const answered = form && (await ask(api.api.v1.comments[':id'].replies.$post({ param: { id }, json: { body } })));
  if (answered?.value) return leadTo(context, lang, '/workspace/comments', 'answered');
  const list = await ask(api.api.v1.units[':unit'].comments.$get({ param: { unit: idOf(staffOf(context).unit) } }));
  const problem = carry(context, answered?.problem ?? list.problem);
  const comments = [...(list.value?.comments ?? [])].sort((a, b) => Number(a.replies.length > 0) - Number(b.replies.length > 0));
  return { comments, mayAct: true, problem, refused: form && { id, typed: body, fault: faultsOf(problem, lang)['body'] } };
}
