import type { Queryable } from '../../db/client.ts';
import { forgetContacts, listContactCases } from '../../db/queries/cases.ts';
import type { Dependencies } from '../context.ts';

const DAY = 86_400_000;

/**
 * Deletes the contacts of cases that have been closed for as long as the city sets. A case is closed by its refusal, by
 * the author's word that it is solved, or when the time for the follow-up has passed without a word. @returns how many
 */
export async function forgetClosedContacts({ db, city, clock }: Pick<Dependencies, 'city' | 'clock'> & { readonly db: Queryable }): Promise<number> {
  const { contactKept = 0, followUp = 0 } = city.comments ?? {};
  const over = (await listContactCases(db)).filter((one) => {
    const closed = closedAt(one, followUp);
    return closed !== null && closed + contactKept * DAY <= clock().getTime();
  });
  return forgetContacts(
    db,
    over.map(({ comment }) => comment.id),
  );
}

type ContactCase = Awaited<ReturnType<typeof listContactCases>>[number];

function closedAt({ comment, replies, events }: ContactCase, followUp: number): number | null {
  if (comment.state === 'rejected' || comment.state === 'withdrawn') return (comment.decidedAt ?? comment.createdAt).getTime();
  const said = events.findLast(({ kind }) => kind === 'solved' || kind === 'not-solved' || kind === 'reopened');
  const answer = replies.at(-1)?.createdAt ?? null;
  if (comment.state !== 'published' || answer === null || (said?.kind === 'reopened' && said.createdAt >= answer)) return null;
  return said?.kind === 'solved' ? said.createdAt.getTime() : answer.getTime() + followUp * DAY;
}
