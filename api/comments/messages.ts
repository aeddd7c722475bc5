import type { City } from '../../content/load.ts';
import { type CaseMessageKey, claimCaseMessage, releaseCaseMessage } from '../../db/queries/case-messages.ts';
import { type CommentCase, listWithContact } from '../../db/queries/comments.ts';
import type { Dependencies } from '../context.ts';
import type { Sentence } from '../errors.ts';
import { readNumber } from '../proofs/sms.usecases.ts';
import { type Channel, channelsOf } from '../reminders/channels.ts';
import { isUnreachable } from '../reminders/reminders.usecases.ts';
import { caseOf, mayOf } from './comments.view.ts';
import { openContact } from './contact.ts';

type Needs = Pick<Dependencies, 'db' | 'city' | 'clock' | 'config' | 'log' | 'secrets'>;
type Due = Omit<CaseMessageKey, 'commentId'>;

const DAY_MS = 86_400_000;
/** What could not be told within this time is on the tracking page only. */
const WITHIN_MS = 3 * DAY_MS;
/** Where a tracking code is typed in. */
const PAGE = '/comment';

/** Tells authors who left a contact what happened to their case, each thing once; run as often as one likes. Without a channel nothing leaves the house. */
export async function tellAuthors(needs: Needs, channels: readonly Channel[] = channelsOf(needs)): Promise<void> {
  if (channels.length === 0) return;
  for (const whole of await listWithContact(needs.db)) {
    for (const due of messagesDue(whole, needs.city, needs.clock())) await tell(needs, channels, { commentId: whole.id, ...due }, whole.trackingHash);
  }
}

/** What an author should hear now: an answer, a clock that was stopped, and some weeks after an answer the question whether it is solved. */
function messagesDue(whole: CommentCase, city: City, now: Date): Due[] {
  const one = caseOf(whole, city);
  const isNew = (from: number): boolean => now.getTime() - from < WITHIN_MS;
  const answer = whole.replies.at(-1);
  const stops = whole.events.filter(({ kind }) => kind === 'stopped');
  const stop = stops.at(-1);
  const resumed = stop && whole.events.some(({ kind, createdAt }) => kind !== 'message' && kind !== 'stopped' && createdAt >= stop.createdAt);
  const open = stop && !resumed && !(answer && answer.createdAt >= stop.createdAt);
  const asked = answer && mayOf(whole, one, city.comments, now).followUp && isNew(answer.createdAt.getTime() + (city.comments?.followUp ?? 0) * DAY_MS);
  return [
    ...(answer && isNew(answer.createdAt.getTime()) ? [{ kind: 'answered' as const, number: whole.replies.length }] : []),
    ...(open && isNew(stop.createdAt.getTime()) ? [{ kind: 'stopped' as const, number: stops.length }] : []),
    ...(asked ? [{ kind: 'follow-up' as const, number: whole.replies.length }] : []),
  ];
}

/** Claimed before it is sent, so that a process that dies between the two never sends twice. Nothing of the case is in it. */
async function tell({ db, city, clock, config, log, secrets }: Needs, channels: readonly Channel[], key: CaseMessageKey, trackingHash: string): Promise<void> {
  const sealed = await claimCaseMessage(db, key, clock());
  if (sealed === null) return;
  try {
    const to = placeOf(openContact({ secrets }, trackingHash, sealed));
    const channel = channels.find(({ id }) => id === to.channel);
    if (!channel) return;
    const text = messageText(key.kind, city);
    const address = `${config.publicUrl}${PAGE}`;
    await channel.send(to.address, channel.id === 'sms' ? { zh: `${text.zh}${address}`, en: `${text.en} ${address}` } : text, PAGE);
  } catch (error) {
    // What a server says may repeat the address.
    log.warn({ code: (error as { code?: unknown }).code ?? 'unknown' }, 'message to an author not sent');
    if (isUnreachable(error)) await releaseCaseMessage(db, key);
  }
}

/** @throws AppError for a number that no gateway takes. */
const placeOf = (contact: string): { readonly channel: Channel['id']; readonly address: string } =>
  contact.includes('@') ? { channel: 'mail', address: contact } : { channel: 'sms', address: readNumber(contact) };

function messageText(kind: Due['kind'], { site, comments }: City): Sentence {
  switch (kind) {
    case 'answered':
      return {
        zh: `您在${site.zh}的留言已有答复，请凭查询码查看，并说明是否解决。`,
        en: `Your comment at ${site.en} has been answered. Look it up with your tracking code and say whether it is solved.`,
      };
    case 'stopped':
      return {
        zh: `您在${site.zh}的留言中止了计时，可能需要您补充情况，请凭查询码查看。`,
        en: `The clock of your comment at ${site.en} has been stopped; more may be asked of you. Look it up with your tracking code.`,
      };
    case 'follow-up':
      return {
        zh: `您在${site.zh}的留言答复已满 ${comments?.followUp ?? 0} 天，请凭查询码说明问题是否已经解决。`,
        en: `Your comment at ${site.en} was answered ${comments?.followUp ?? 0} days ago. Please say with your tracking code whether it is solved.`,
      };
  }
}
