import type { Queryable } from '../../db/client.ts';
import * as cases from '../../db/queries/cases.ts';
import * as queries from '../../db/queries/comments.ts';
import { findUnit } from '../../db/queries/units.ts';
import { isAnswered } from '../../proof/release/case-clock.ts';
import { audit } from '../audit.ts';
import type { Dependencies, Staff } from '../context.ts';
import { requireOwnUnit } from '../progress/people.ts';
import { caseClock } from './clock.ts';
import * as errors from './comments.errors.ts';
import type { CommentView } from './comments.shapes.ts';
import { settingsOf } from './comments.usecases.ts';
import { caseOf, commentView } from './comments.view.ts';
import { openContact } from './contact.ts';

type Needs = Pick<Dependencies, 'db' | 'clock' | 'city'>;

/** What a unit's person does to a case of the own unit, with its audit row. */
async function asUnit(
  needs: Needs,
  staff: Staff,
  id: string,
  act: (tx: Queryable, whole: queries.CommentCase) => Promise<{ readonly action: string; readonly detail: Readonly<Record<string, unknown>> }>,
): Promise<CommentView> {
  return needs.db.transaction(async (tx) => {
    const locked = await queries.lockComment(tx, id);
    if (!locked) throw errors.unknownComment();
    requireOwnUnit(staff, locked.unitId);
    if (locked.state !== 'published') throw errors.notPublished();
    const { action, detail } = await act(tx, await queries.wholeCase(tx, locked));
    await audit(tx, needs.clock(), { actor: staff.userId, action, subject: `comment:${id}`, detail: { unit: locked.unitId, ...detail } });
    const after = await queries.lockComment(tx, id);
    return commentView(await queries.wholeCase(tx, after ?? locked), needs);
  });
}

const termOf = (whole: queries.CommentCase, { city, clock }: Needs) => caseClock(city, whole.createdAt, clock())(caseOf(whole, city)).at(-1);

function requireOpen(whole: queries.CommentCase, { city }: Needs): void {
  if (isAnswered(caseOf(whole, city))) throw errors.answeredAlready();
}

/** Stops the clock of an answer for a published reason; everybody sees it. What has run out cannot be stopped. */
export const stopClock = (needs: Needs, staff: Staff, id: string, reason: string): Promise<CommentView> =>
  asUnit(needs, staff, id, async (tx, whole) => {
    if (!settingsOf(needs.city.comments).stops.reasons.some((known) => known.id === reason)) throw errors.fieldFault('reason', 'reason');
    requireOpen(whole, needs);
    const term = termOf(whole, needs);
    const isLate = term !== undefined && commentView(whole, needs).clock?.overdue === true;
    if (!term || term.isStopped || isLate) throw errors.stopsOver();
    await cases.insertEvent(tx, { commentId: id, kind: 'stopped', reason, createdAt: needs.clock() });
    return { action: 'comment.clock_stopped', detail: { reason } };
  });

/** Lets it run again. */
export const resumeClock = (needs: Needs, staff: Staff, id: string): Promise<CommentView> =>
  asUnit(needs, staff, id, async (tx, whole) => {
    if (!termOf(whole, needs)?.isStopped) throw errors.notStopped();
    await cases.insertEvent(tx, { commentId: id, kind: 'resumed', createdAt: needs.clock() });
    return { action: 'comment.clock_resumed', detail: {} };
  });

/** Hands a misdirected comment on before it is answered. */
export const handOn = (needs: Needs, staff: Staff, id: string, to: string): Promise<CommentView> =>
  asUnit(needs, staff, id, async (tx, whole) => {
    const { times } = settingsOf(needs.city.comments).handOver;
    if (to === whole.unitId || !(await findUnit(tx, to))) throw errors.fieldFault('to', 'unit');
    if (whole.replies.length > 0) throw errors.answeredAlready();
    if (whole.events.filter(({ kind }) => kind === 'handed-on').length >= times) throw errors.handedOnEnough();
    await cases.insertEvent(tx, { commentId: id, kind: 'handed-on', fromUnit: whole.unitId, toUnit: to, createdAt: needs.clock() });
    await cases.moveComment(tx, id, to);
    return { action: 'comment.handed_on', detail: { to } };
  });

/** How the author can be reached. Reading it is an act with its own audit row. */
export async function readContact({ db, clock, secrets }: Pick<Dependencies, 'db' | 'clock' | 'secrets'>, staff: Staff, id: string): Promise<string> {
  return db.transaction(async (tx) => {
    const comment = await queries.lockComment(tx, id);
    if (!comment) throw errors.unknownComment();
    requireOwnUnit(staff, comment.unitId);
    if (comment.state !== 'published') throw errors.notPublished();
    if (comment.contact === null) throw errors.noContact();
    await audit(tx, clock(), { actor: staff.userId, action: 'comment.contact_read', subject: `comment:${id}`, detail: { unit: comment.unitId } });
    return openContact({ secrets }, comment.trackingHash, comment.contact);
  });
}
