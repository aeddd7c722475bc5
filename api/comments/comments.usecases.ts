import type { CommentSettings } from '../../content/load.ts';
import type { CommentRow } from '../../db/queries/comments.ts';
import * as queries from '../../db/queries/comments.ts';
import { findUnit } from '../../db/queries/units.ts';
import { keyedHash } from '../../proof/hash.ts';
import { audit } from '../audit.ts';
import type { Dependencies, Staff } from '../context.ts';
import type { Limits } from '../limits.ts';
import { requireOwnUnit } from '../progress/people.ts';
import { unknownUnit } from '../units/units.errors.ts';
import * as errors from './comments.errors.ts';
import type { CommentInputValue, CommentView } from './comments.shapes.ts';
import { commentView } from './comments.view.ts';
import { isContact, sealContact } from './contact.ts';
import { makeTrackingCode, readTrackingCode, trackingHash } from './tracking-code.ts';

type Needs = Pick<Dependencies, 'db' | 'clock' | 'city' | 'random' | 'secrets'> & { readonly limits: Limits };

const SHORTEST = 5;

/** The address is a keyed hash already; this only makes one counter's name of it, the unit and the words. */
const EMPTY_KEY = new Uint8Array(32);

/** Takes a comment. @returns the tracking code, which exists nowhere else, and whether the comment is public at once. */
export async function takeComment(needs: Needs, address: string, input: CommentInputValue): Promise<{ trackingCode: string; state: 'pending' | 'published' }> {
  const { db, city, clock, random, limits } = needs;
  const settings = settingsOf(city.comments);
  checkText(settings, input);
  if (!(await findUnit(db, input.unit))) throw unknownUnit();
  const cycleId = await queries.findCurrentCycle(db);
  if (cycleId === null) throw errors.commentsClosed();
  if (input.goal !== null && !(await queries.hasPublicGoal(db, input.unit, cycleId, input.goal))) throw errors.fieldFault('goal', 'goal');
  const wait = await limits.comment(address);
  if (wait > 0) throw errors.tooManyComments(wait);
  if ((await limits.sameComment(keyedHash(EMPTY_KEY, address, input.unit, input.body))) > 0) throw errors.saidAlready();
  const trackingCode = makeTrackingCode(random);
  const state = settings.moderation === 'before' ? 'pending' : 'published';
  const { unit, goal, kind, author, body, language } = input;
  await queries.insertComment(db, {
    unitId: unit,
    cycleId,
    goalCode: goal,
    kind,
    author,
    body,
    language,
    state,
    trackingHash: trackingHash(trackingCode),
    contact: input.contact === '' ? null : sealContact(needs, trackingHash(trackingCode), input.contact),
    createdAt: clock(),
    ...(state === 'published' && { publishedAt: clock() }),
  });
  return { trackingCode, state };
}

/** What became of a comment, for whoever has its code. */
export async function lookUpComment(needs: Pick<Needs, 'db' | 'city' | 'clock' | 'limits'>, address: string, typed: string): Promise<CommentView> {
  return commentView(await findByCode(needs, address, typed), needs, 'author');
}

/** The case of a tracking code. Guessing codes is slowed down. */
export async function findByCode({ db, limits }: Pick<Needs, 'db' | 'limits'>, address: string, typed: string): Promise<queries.CommentCase> {
  const wait = await limits.proof(`lookup:${address}`);
  if (wait > 0) throw errors.tooManyLookups(wait);
  const code = readTrackingCode(typed);
  const found = code === null ? null : await queries.findCommentByTracking(db, trackingHash(code));
  if (!found) throw errors.unknownTrackingCode();
  return found;
}

export interface DecisionInput {
  readonly decision: 'publish' | 'reject';
  readonly rule: string | null;
}

/** Publishes or rejects a comment, once. A rejection names a published rule; of a comment that is public already it is a withdrawal. */
export async function decideComment(
  { db, city, clock }: Pick<Needs, 'db' | 'city' | 'clock'>,
  staff: Staff,
  id: string,
  { decision, rule }: DecisionInput,
): Promise<CommentView> {
  const settings = settingsOf(city.comments);
  if ((decision === 'reject') !== settings.rules.some((known) => known.id === rule)) throw errors.fieldFault('rule', 'rule');
  return db.transaction(async (tx) => {
    const comment = await queries.lockComment(tx, id);
    if (!comment) throw errors.unknownComment();
    if (!isOpen(comment)) throw errors.alreadyDecided();
    const state = decision === 'publish' ? 'published' : comment.state === 'published' ? 'withdrawn' : 'rejected';
    const decided = await queries.decideComment(tx, id, { state, rule, decidedAt: clock(), decidedBy: staff.userId });
    await audit(tx, clock(), { actor: staff.userId, action: `comment.${decided.state}`, subject: `comment:${id}`, detail: { unit: comment.unitId, rule } });
    return commentView(await queries.wholeCase(tx, decided), { city, clock });
  });
}

/** The unit's official answer to a published comment. */
export async function replyToComment({ db, city, clock }: Pick<Needs, 'db' | 'city' | 'clock'>, staff: Staff, id: string, body: string): Promise<CommentView> {
  return db.transaction(async (tx) => {
    const comment = await queries.lockComment(tx, id);
    if (!comment) throw errors.unknownComment();
    requireOwnUnit(staff, comment.unitId);
    if (comment.state !== 'published') throw errors.notPublished();
    const before = await queries.listReplies(tx, id);
    if (before.some((reply) => reply.body === body)) throw errors.sameReply();
    const reply = await queries.insertReply(tx, { commentId: id, body, createdAt: clock() });
    await audit(tx, clock(), { actor: staff.userId, action: 'comment.answered', subject: `comment:${id}`, detail: { unit: comment.unitId, reply: reply.id } });
    return commentView(await queries.wholeCase(tx, comment), { city, clock });
  });
}

/** Waiting, or published before anybody looked at it (moderation after publication). */
const isOpen = ({ state, decidedAt }: CommentRow): boolean => state === 'pending' || (state === 'published' && decidedAt === null);

export function settingsOf(settings: CommentSettings | undefined): CommentSettings {
  if (!settings) throw errors.commentsClosed();
  return settings;
}

/** Spaces and marks that nobody sees are nothing that was said. */
const visible = (text: string): string => text.replace(/[\p{Z}\p{C}\p{Default_Ignorable_Code_Point}]/gu, '');
const hasWords = (text: string): boolean => visible(text) !== '';

/** @throws AppError for words that say nothing, or too much. */
export function checkWords(settings: CommentSettings, body: string): void {
  if (Array.from(visible(body)).length < SHORTEST) throw errors.fieldFault('body', 'empty');
  if (Array.from(body).length > settings.longest) throw errors.tooLong(settings.longest);
}

function checkText(settings: CommentSettings, { kind, author, body, contact, website }: CommentInputValue): void {
  if (website !== '') throw errors.fieldFault('website', 'trap');
  if (contact !== '' && !isContact(contact)) throw errors.fieldFault('contact', 'contact');
  if (!settings.kinds.some((known) => known.id === kind)) throw errors.fieldFault('kind', 'kind');
  if (settings.names === 'required' && !hasWords(author)) throw errors.fieldFault('author', 'author');
  checkWords(settings, body);
}
