import { lt } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { rateLimits } from '../schema/limits.ts';
import { smsChallenges, spentTickets } from '../schema/proofs.ts';
import { sessions } from '../schema/staff.ts';
import { forgetFiles } from './imports.ts';

const DAY = 86_400_000;

/** Removes what is over: sessions, counters of limits, text-message codes, spent tickets, files that nobody imported for a day. */
export async function forgetExpired(db: Queryable, now: Date): Promise<void> {
  await db.delete(sessions).where(lt(sessions.expiresAt, now));
  await db.delete(rateLimits).where(lt(rateLimits.expire, now.getTime()));
  await db.delete(smsChallenges).where(lt(smsChallenges.expiresAt, now));
  await db.delete(spentTickets).where(lt(spentTickets.expiresAt, now));
  await forgetFiles(db, new Date(now.getTime() - DAY));
}
