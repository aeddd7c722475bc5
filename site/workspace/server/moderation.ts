import { ask, type Comment, faultsOf, type Problem } from './ask.ts';
import { carry, field, frameOf, idOf, leadTo, type PageContext, sentForm, staffOf } from './page.ts';

export interface CasesPage {
  readonly comments: readonly Comment[];
  readonly mayAct: boolean;
  readonly problem: Problem | null;
  /** The contact that was read, once. */
  readonly contact?: { readonly id: string; readonly contact: string };
  /** The comment whose form was refused, with what was typed and the sentence for its field. */
  readonly refused: { readonly id: string; readonly typed: string; readonly fault: string | undefined } | null;
}

export interface QueuePage extends CasesPage {
  readonly messages: readonly { readonly id: string; readonly body: string; readonly comment: Comment }[];
  readonly appeals: readonly { readonly body: string; readonly comment: Comment }[];
}

type DecisionJson = { readonly decision: 'publish' } | { readonly decision: 'reject'; readonly rule: string };

/** A message or an appeal decided on the page of the queue. */
function moderatorsSecond({ locals }: Pick<PageContext, 'locals'>, what: string, id: string, action: string, json: DecisionJson) {
  const { messages, appeals } = locals.api.api.v1.moderation;
  if (what === 'message') return ask(messages[':id'].$post({ param: { id }, json }));
  return ask(appeals[':id'].$post({ param: { id }, json: { outcome: action === 'grant' ? 'granted' : 'dismissed' } }));
}

/** The moderator's queue, oldest first; the office reads it. */
export async function moderationPage(context: PageContext): Promise<QueuePage | Response> {
  const { lang } = frameOf(context);
  const { api } = context.locals;
  const form = await sentForm(context);
  const publish = field(form, 'action') === 'publish';
  const id = idOf(field(form, 'id'));
  const rule = field(form, 'rule');
  const json = publish ? { decision: 'publish' as const } : { decision: 'reject' as const, rule };
  const what = field(form, 'what');
  const second = form && what !== '' ? await moderatorsSecond(context, what, id, field(form, 'action'), json) : null;
  if (second?.value) return leadTo(context, lang, '/workspace/moderation', 'decided');
  const decided = form && what === '' ? await ask(api.api.v1.moderation.comments[':id'].$post({ param: { id }, json })) : null;
  if (decided?.value) return leadTo(context, lang, '/workspace/moderation', decided.value.state);
  const messages = (await ask(api.api.v1.moderation.messages.$get())).value?.messages ?? [];
  const appeals = (await ask(api.api.v1.moderation.appeals.$get())).value?.appeals ?? [];
  const queue = await ask(api.api.v1.moderation.comments.$get({ query: {} }));
  const problem = carry(context, decided?.problem ?? second?.problem ?? queue.problem);
  const refused = form && { id, typed: rule, fault: faultsOf(problem, lang)['rule'] };
  return { messages, appeals, comments: queue.value?.comments ?? [], mayAct: staffOf(context).role === 'moderator', problem, refused };
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

/** The unit's published comments: overdue ones first, then what waits, then the others; each with forms for what can be done. */
export async function answersPage(context: PageContext): Promise<CasesPage | Response> {
  const { lang } = frameOf(context);
  const { api } = context.locals;
  const form = await sentForm(context);
  const id = idOf(field(form, 'id'));
  const body = field(form, 'body');
  const action = field(form, 'action');
  const read = action === 'contact' ? await ask(api.api.v1.comments[':id'].contact.$post({ param: { id } })) : null;
  const acted = form && !read ? await unitsAct(context, form, id, action) : null;
  if (acted?.value) return leadTo(context, lang, '/workspace/comments', DONE[action] ?? 'answered');
  const list = await ask(api.api.v1.units[':unit'].comments.$get({ param: { unit: idOf(staffOf(context).unit) } }));
  const problem = carry(context, acted?.problem ?? read?.problem ?? list.problem);
  const comments = [...(list.value?.comments ?? [])].sort(byUrgency);
  const refused = form && action === '' ? { id, typed: body, fault: faultsOf(problem, lang)['body'] } : null;
  return { comments, mayAct: true, problem, refused, ...(read?.value && { contact: { id, contact: read.value.contact } }) };
}

const DONE: Readonly<Record<string, string>> = { stop: 'stopped', resume: 'resumed', hand: 'handed' };

function unitsAct({ locals }: Pick<PageContext, 'locals'>, form: FormData, id: string, action: string) {
  const one = locals.api.api.v1.comments[':id'];
  const param = { id };
  if (action === 'stop') return ask(one.stop.$post({ param, json: { reason: field(form, 'reason') } }));
  if (action === 'resume') return ask(one.resume.$post({ param }));
  if (action === 'hand') return ask(one['hand-on'].$post({ param, json: { to: idOf(field(form, 'to')) } }));
  return ask(one.replies.$post({ param, json: { body: field(form, 'body') } }));
}

/** Overdue first, then by the day an answer is due, then what has no day, then what is answered. */
function byUrgency(a: Comment, b: Comment): number {
  const key = ({ clock, replies }: Comment): string => {
    const answered = clock ? clock.isAnswered : replies.length > 0;
    return answered ? '3' : clock ? `1 ${clock.answerBy}` : '2';
  };
  const [left, right] = [key(a), key(b)];
  return left === right ? 0 : left < right ? -1 : 1;
}
