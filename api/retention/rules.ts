import { lt, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client.ts';
import { forgetFiles } from '../../db/queries/imports.ts';
import { rateLimits } from '../../db/schema/limits.ts';
import { smsChallenges, spentTickets } from '../../db/schema/proofs.ts';
import { factorMessages, invitations, sessions } from '../../db/schema/staff.ts';
import { forgetClosedContacts } from '../comments/forget.ts';
import type { Dependencies } from '../context.ts';
import type { Sentence } from '../errors.ts';

type Needs = Pick<Dependencies, 'db' | 'city' | 'clock'>;

/** One kind of data that is not kept for ever. The audit log, the log of ballots and releases have no rule and never get one. */
export interface RetentionRule {
  readonly id: string;
  readonly what: Sentence;
  readonly age: Sentence;
  /** Why it is not kept longer. */
  readonly because: Sentence;
  /** Whether the audit log says how many went: not where the number would tell how many people proved a right to rate, and when. */
  readonly counted: boolean;
  /** Removes what has passed its age. @returns how many. */
  readonly forget: (tx: Queryable, needs: Needs) => Promise<number>;
}

const DAY = 86_400_000;
const LEAST_DATA: Sentence = {
  zh: '《个人信息保护法》第十九条：保存期限为实现处理目的所必要的最短时间',
  en: 'Personal Information Protection Law, art. 19: no longer than the purpose needs',
};
const daysAgo = (now: Date, days: number): Date => new Date(now.getTime() - days * DAY);

/** Every rule, in the order in which they are applied. A new kind of data that expires gets its line here. */
export const RETENTION: readonly RetentionRule[] = [
  {
    id: 'sessions',
    what: { zh: '已失效的登录', en: 'Sign-ins that ended' },
    age: { zh: '失效即删', en: 'until they end' },
    because: LEAST_DATA,
    counted: true,
    forget: async (tx, { clock }) => (await tx.delete(sessions).where(lt(sessions.expiresAt, clock())).returning({ one: sql`1` })).length,
  },
  {
    id: 'factor-messages',
    what: { zh: '工作人员短信验证码（摘要）', en: 'Codes sent to staff, hashed' },
    age: { zh: '失效即删', en: 'until they end' },
    because: LEAST_DATA,
    counted: true,
    forget: async (tx, { clock }) => (await tx.delete(factorMessages).where(lt(factorMessages.expiresAt, clock())).returning({ one: sql`1` })).length,
  },
  {
    id: 'invitations',
    what: { zh: '已用或过期的一次性链接', en: 'One-time links that were used or are over' },
    age: { zh: '30 天', en: '30 days' },
    because: LEAST_DATA,
    counted: true,
    forget: async (tx, { clock }) =>
      (
        await tx
          .delete(invitations)
          .where(lt(sql`coalesce(${invitations.usedAt}, ${invitations.expiresAt})`, daysAgo(clock(), 30).toISOString()))
          .returning({ one: sql`1` })
      ).length,
  },
  {
    id: 'import-files',
    what: { zh: '上传后没有导入的调查文件', en: 'Survey files that nobody imported' },
    age: { zh: '1 天', en: '1 day' },
    because: { zh: '未经两人确认的答案不应留存', en: 'answers that two people have not confirmed must not lie about' },
    counted: true,
    forget: (tx, { clock }) => forgetFiles(tx, daysAgo(clock(), 1)),
  },
  {
    id: 'contacts',
    what: { zh: '已办结留言的联系方式', en: 'Contacts of closed comments' },
    age: { zh: '按城市设置（comments.contactKept）', en: 'as the city sets (comments.contactKept)' },
    because: LEAST_DATA,
    counted: true,
    forget: (tx, needs) => forgetClosedContacts({ ...needs, db: tx }),
  },
  {
    id: 'proofs',
    what: { zh: '过期的手机验证码、排队凭据和限次计数', en: 'Text-message codes, queue tickets and counters of limits that are over' },
    age: { zh: '过期即删', en: 'until they are over' },
    because: {
      zh: '与评议资格有关的数据不得留下时间线索；清除数量因此不记入日志',
      en: 'what belongs to rating must leave no trace of time, so its number stands in no log',
    },
    counted: false,
    forget: async (tx, { clock }) => {
      const now = clock();
      const gone = await Promise.all([
        tx.delete(smsChallenges).where(lt(smsChallenges.expiresAt, now)).returning({ one: sql`1` }),
        tx.delete(spentTickets).where(lt(spentTickets.expiresAt, now)).returning({ one: sql`1` }),
        tx.delete(rateLimits).where(lt(rateLimits.expire, now.getTime())).returning({ one: sql`1` }),
      ]);
      return gone.reduce((sum, rows) => sum + rows.length, 0);
    },
  },
];
