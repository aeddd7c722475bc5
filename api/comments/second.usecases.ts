import * as cases from '../../db/queries/cases.ts';
import * as queries from '../../db/queries/comments.ts';
import { audit } from '../audit.ts';
import type { Dependencies, Staff } from '../context.ts';
import * as errors from './comments.errors.ts';
import type { CommentView } from './comments.shapes.ts';
import { type DecisionInput, settingsOf } from './comments.usecases.ts';
import { commentView, commentViews } from './comments.view.ts';

type Needs = Pick<Dependencies, 'db' | 'clock' | 'city'>;

const MOST = 500;

export interface WaitingMessage {
  readonly id: string;
  readonly body: string;
  readonly createdAt: string;
  readonly comment: CommentView;
}

/** What authors added to their comments and nobody has read yet, oldest first. */
export async function waitingMessages(needs: Needs): Promise<WaitingMessage[]> {
  const messages = await cases.listPendingMessages(needs.db, MOST);
  const views = await viewsById(
    needs,
    messages.map(({ commentId }) => commentId),
  );
  return messages.flatMap(({ id, body, createdAt, commentId }) => {
    const comment = views.get(commentId);
    return comment ? [{ id, body: body ?? '', createdAt: createdAt.toISOString(), comment }] : [];
  });
}

async function viewsById(needs: Needs, ids: readonly string[]): Promise<ReadonlyMap<string, CommentView>> {
  return new Map(commentViews(await queries.listCases(needs.db, [...new Set(ids)]), needs).map((view) => [view.id, view]));
}

/** Lets a message through, or refuses it under a published rule, once. */
export async function decideMessage({ db, city, clock }: Needs, staff: Staff, id: string, { decision, rule }: DecisionInput): Promise<void> {
  if ((decision === 'reject') !== settingsOf(city.comments).rules.some((known) => known.id === rule)) throw errors.fieldFault('rule', 'rule');
  await db.transaction(async (tx) => {
    const message = await cases.lockMessage(tx, id);
    if (!message) throw errors.unknownComment();
    if (message.state !== 'pending') throw errors.alreadyDecided();
    const state = decision === 'publish' ? 'published' : 'rejected';
    await cases.decideMessage(tx, id, state, rule, clock());
    await audit(tx, clock(), {
      actor: staff.userId,
      action: `comment.message_${state}`,
      subject: `comment:${message.commentId}`,
      detail: { message: id, rule },
    });
  });
}

export interface OpenAppeal {
  readonly body: string;
  readonly createdAt: string;
  readonly comment: CommentView;
}

/** Appeals that wait for a decision, oldest first. */
export async function openAppeals(needs: Needs): Promise<OpenAppeal[]> {
  const open = (await cases.listAppeals(needs.db)).filter(({ outcome }) => outcome === null);
  const views = await viewsById(
    needs,
    open.map(({ commentId }) => commentId),
  );
  return open.flatMap(({ commentId, body, createdAt }) => {
    const comment = views.get(commentId);
    return comment ? [{ body, createdAt: createdAt.toISOString(), comment }] : [];
  });
}

/** Decides an appeal, once, by another moderator than the one who refused. A granted one makes the comment public. */
export async function decideAppeal(needs: Needs, staff: Staff, id: string, outcome: 'granted' | 'dismissed'): Promise<CommentView> {
  const { db, clock } = needs;
  return db.transaction(async (tx) => {
    const comment = await queries.lockComment(tx, id);
    const appeal = comment && (await cases.lockAppeal(tx, id));
    if (!comment || !appeal || appeal.outcome !== null) throw errors.noAppeal();
    if (comment.decidedBy === staff.userId) throw errors.ownDecision();
    await cases.settleAppeal(tx, id, outcome, staff.userId, clock());
    const stands = { state: 'published', rule: null, decidedAt: clock(), decidedBy: staff.userId } as const;
    const after = outcome === 'granted' ? await queries.decideComment(tx, id, stands) : comment;
    await audit(tx, clock(), {
      actor: staff.userId,
      action: `comment.appeal_${outcome}`,
      subject: `comment:${id}`,
      detail: { unit: comment.unitId, rule: appeal.rule },
    });
    return commentView(await queries.wholeCase(tx, after), needs);
  });
}
