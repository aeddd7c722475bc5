import { lt } from 'drizzle-orm';
import type { Queryable } from '../client.ts';
import { rateLimits } from '../schema/limits.ts';
import { sessions } from '../schema/staff.ts';
import { smsChallenges } from '../schema/windows.ts';

/** Removes what is over: sessions, counters of limits, text-message codes. */
export async function forgetExpired(db: Queryable, now: Date): Promise<void> {
  await db.delete(sessions).where(lt(sessions.expiresAt, now));
  await db.delete(rateLimits).where(lt(rateLimits.expire, now.getTime()));
  await db.delete(smsChallenges).where(lt(smsChallenges.expiresAt, now));
}
