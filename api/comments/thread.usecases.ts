import type { Queryable } from '../../db/client.ts';
import * as cases from '../../db/queries/cases.ts';
import * as queries from '../../db/queries/comments.ts';
import { isAnswered } from '../../proof/release/case-clock.ts';
import type { Dependencies } from '../context.ts';
import type { Limits } from '../limits.ts';
import * as errors from './comments.errors.ts';
import type { CommentView } from './comments.shapes.ts';
import { checkWords, findByCode, settingsOf } from './comments.usecases.ts';
import { caseOf, commentView, mayOf } from './comments.view.ts';

type Needs = Pick<Dependencies, 'db' | 'clock' | 'city'> & { readonly limits: Limits };

/** What the holder of the tracking code does to the case, held until it is done. */
async function asAuthor(needs: Needs, address: string, typed: string, act: (tx: Queryable, whole: queries.CommentCase) => Promise<void>): Promise<CommentView> {
  const found = await findByCode(needs, address, typed);
  return needs.db.transaction(async (tx) => {
    const locked = await queries.lockComment(tx, found.id);
    if (!locked) throw errors.unknownComment();
    await act(tx, await queries.wholeCase(tx, locked));
    const after = await queries.lockComment(tx, found.id);
    return commentView(await queries.wholeCase(tx, after ?? locked), needs, 'author');
  });
}

/** Adds to the own comment. A moderator reads it before everybody can. */
export async function addMessage(needs: Needs, address: string, code: string, body: string): Promise<CommentView> {
  const settings = settingsOf(needs.city.comments);
  checkWords(settings, body);
  return asAuthor(needs, address, code, async (tx, whole) => {
    if (!mayOf(whole, caseOf(whole, needs.city), settings, needs.clock()).add) throw errors.tooManyMessages();
    await insertMessage(tx, whole, body, needs.clock());
  });
}

async function insertMessage(tx: Queryable, whole: queries.CommentCase, body: string, at: Date): Promise<void> {
  if (whole.events.some((event) => event.body === body)) throw errors.saidAlready();
  await cases.insertEvent(tx, { commentId: whole.id, kind: 'message', body, state: 'pending', createdAt: at });
}

/** The author says whether it is solved. Reopening starts a new term, as often and as long after the answer as the city sets. */
export async function judge(
  needs: Needs,
  address: string,
  { trackingCode, verdict, body }: { readonly trackingCode: string; readonly verdict: 'solved' | 'not-solved' | 'reopen'; readonly body: string },
): Promise<CommentView> {
  const settings = settingsOf(needs.city.comments);
  if (body !== '') checkWords(settings, body);
  return asAuthor(needs, address, trackingCode, async (tx, whole) => {
    const one = caseOf(whole, needs.city);
    const may = mayOf(whole, one, settings, needs.clock());
    if (!isAnswered(one) || whole.state !== 'published') throw errors.notAnswered();
    if (verdict === 'reopen' ? !may.reopen : !may.judge) throw verdict === 'reopen' ? errors.reopenedEnough() : errors.judgedEnough();
    if (body !== '' && !may.add) throw errors.tooManyMessages();
    const kind = verdict === 'reopen' ? 'reopened' : verdict;
    const last = one.events.findLast((event) => event.kind !== 'message');
    if (last?.kind === kind && last.after === one.replies.length) throw errors.saidAlready();
    await cases.insertEvent(tx, { commentId: whole.id, kind, createdAt: needs.clock() });
    if (body !== '') await insertMessage(tx, whole, body, needs.clock());
  });
}

/** The one appeal against a refusal. */
export async function appeal(needs: Needs, address: string, code: string, body: string): Promise<CommentView> {
  checkWords(settingsOf(needs.city.comments), body);
  return asAuthor(needs, address, code, async (tx, whole) => {
    if (whole.state !== 'rejected' && whole.state !== 'withdrawn') throw errors.notRefused();
    const { id, state, rule, decidedAt, createdAt } = whole;
    const refused = { commentId: id, body, against: state, rule: rule ?? '', refusedAt: decidedAt ?? createdAt, createdAt: needs.clock() };
    if (!(await cases.insertAppeal(tx, refused))) throw errors.appealedAlready();
  });
}
