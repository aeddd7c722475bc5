import { dayOf } from '../../content/dates.ts';
import { listPeriods } from '../../db/queries/cycles.ts';
import * as queries from '../../db/queries/reminders.ts';
import { audit } from '../audit.ts';
import type { Dependencies, Staff } from '../context.ts';
import { type Channel, channelsOf } from './channels.ts';
import { dueOn } from './due.ts';
import { reminderText } from './message.ts';

type Needs = Pick<Dependencies, 'db' | 'city' | 'clock' | 'config' | 'log'>;

const DAY_MS = 86_400_000;
/** What could not be handed over within this time is in the workspace only. */
const SENDING_MS = 2 * DAY_MS;

/** Reminds everybody whose unit's report is due or late, each once for each reminder of the city; run as often as one likes. */
export async function remind(needs: Needs, channels: readonly Channel[] = channelsOf(needs)): Promise<void> {
  const made = await makeReminders(needs);
  for (const channel of channels) await deliver(needs, channel);
  if (made > 0) needs.log.info({ made }, 'reminders made');
}

async function makeReminders({ db, city, clock }: Needs): Promise<number> {
  const [now, today] = [clock(), dayOf(clock(), city.timezone)];
  let made = 0;
  for (const period of await listPeriods(db)) {
    const due = dueOn(dayOf(period.reportBy, city.timezone), today, city.reminders);
    if (!due) continue;
    const owing = await queries.listOwing(db, period.cycleId, period.id);
    const rows = owing.map((who) => ({ ...who, cycleId: period.cycleId, periodId: period.id, ...due, createdAt: now }));
    made += await queries.insertReminders(db, rows);
  }
  return made;
}

/**
 * Hands notices to a channel, each at most once: it is claimed before it is sent, so that a process that dies between
 * the two leaves one message that was perhaps sent, never one that comes twice. Where no connection came about, nothing left:
 * the others wait with it for the next run. The notice itself is in the workspace.
 */
async function deliver({ db, clock, city, log }: Needs, channel: Channel): Promise<void> {
  for (const notice of await queries.listUnsent(db, channel.id, new Date(clock().getTime() - SENDING_MS))) {
    const to = channel.id === 'mail' ? notice.mail : notice.phone;
    if (to === null || !(await queries.claimSend(db, notice.reminder.id, channel.id))) continue;
    const sent = await channel.send(to, textOf(notice, city.timezone)).then(
      () => 'sent' as const,
      (error: unknown) => {
        // What a server says may repeat the address.
        log.warn({ channel: channel.id, code: (error as { code?: unknown }).code ?? 'unknown' }, 'reminder not sent');
        return isUnreachable(error) ? ('unreachable' as const) : ('failed' as const);
      },
    );
    if (sent === 'unreachable') return queries.releaseSend(db, notice.reminder.id, channel.id);
    await queries.markSend(db, notice.reminder.id, channel.id, sent);
  }
}

/** The system call that failed was the one that connects, or looks the server's name up. */
export const isUnreachable = (error: unknown): boolean => ['connect', 'getaddrinfo'].includes(String((error as { syscall?: unknown }).syscall));

export const textOf = ({ unit, period, cycle, reportBy, reminder }: queries.Notice, timezone: string) =>
  reminderText({ unit, period, cycle, reportBy: dayOf(reportBy, timezone), days: reminder.days });

/** Marks notices as read; those of others are not touched. */
export const markRead = ({ db, clock }: Needs, staff: Staff, ids: readonly string[]): Promise<number> =>
  db.transaction(async (tx) => {
    const read = await queries.readNotices(tx, staff.userId, ids, clock());
    if (read > 0) await audit(tx, clock(), { actor: staff.userId, action: 'reminder.read', subject: `account:${staff.login}`, detail: { read } });
    return read;
  });

/** Where the person wants to be reminded. The audit row says that it changed, not to what. */
export const setContact = ({ db, clock }: Needs, staff: Staff, contact: { readonly mail: string | null; readonly phone: string | null }): Promise<void> =>
  db.transaction(async (tx) => {
    await queries.writeContact(tx, { userId: staff.userId, ...contact });
    const detail = { mail: contact.mail !== null, phone: contact.phone !== null };
    await audit(tx, clock(), { actor: staff.userId, action: 'contact.changed', subject: `account:${staff.login}`, detail });
  });
