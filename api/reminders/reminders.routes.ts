import { z } from '@hono/zod-openapi';
import { findContact, listNotices, type Notice as Row } from '../../db/queries/reminders.ts';
import type { Dependencies } from '../context.ts';
import { invalidInput } from '../errors.ts';
import { guarded, router } from '../guard.ts';
import { body, json, problems } from '../openapi.ts';
import { signedIn } from '../progress/people.ts';
import { readNumber } from '../proofs/sms.usecases.ts';
import { markRead, setContact, textOf } from './reminders.usecases.ts';

const Words = z.object({ zh: z.string(), en: z.string() });

const Notice = z
  .object({
    id: z.string(),
    text: Words,
    cycle: z.string(),
    period: z.string(),
    at: z.string(),
    read: z.boolean(),
    settled: z.boolean().openapi({ description: 'The report has been submitted since' }),
  })
  .openapi('Notice');

const Contact = z.strictObject({ mail: z.string().max(254).nullable(), phone: z.string().max(30).nullable() }).openapi('Contact');

const MOST = 100;

const notices = guarded('signed-in', {
  method: 'get',
  path: '/reminders',
  summary: 'Your own reminders of reports, newest first',
  responses: { 200: json(z.object({ notices: z.array(Notice) }), 'The newest hundred'), ...problems(401, 403) },
});

const read = guarded('signed-in', {
  method: 'post',
  path: '/reminders/read',
  summary: 'Mark reminders of your own as read',
  request: { body: body(z.strictObject({ ids: z.array(z.uuid()).min(1).max(MOST) })) },
  responses: { 200: json(z.object({ read: z.number().int() }), 'How many were not read before'), ...problems(401, 403, 422) },
});

const contact = guarded('signed-in', {
  method: 'get',
  path: '/contact',
  summary: 'Where you are reminded outside the workspace, and by which ways this installation can',
  responses: { 200: json(Contact.extend({ sends: z.object({ mail: z.boolean(), sms: z.boolean() }) }), 'The contact'), ...problems(401, 403) },
});

const change = guarded('signed-in', {
  method: 'put',
  path: '/contact',
  summary: 'Say where you want to be reminded; null takes it back',
  request: { body: body(Contact) },
  responses: { 200: json(Contact, 'Stored'), ...problems(401, 403, 422) },
});

export const reminderRoutes = (dependencies: Dependencies) => {
  const { db, city, config } = dependencies;
  return router()
    .openapi(notices, async (c) => {
      const rows = await listNotices(db, signedIn(c.var).userId, MOST);
      return c.json({ notices: rows.map((row) => noticeView(row, city.timezone)) }, 200);
    })
    .openapi(read, async (c) => c.json({ read: await markRead(dependencies, signedIn(c.var), c.req.valid('json').ids) }, 200))
    .openapi(contact, async (c) => {
      const { mail = null, phone = null } = (await findContact(db, signedIn(c.var).userId)) ?? {};
      return c.json({ mail, phone, sends: { mail: config.mail !== undefined, sms: config.sms?.noticeBody !== undefined } }, 200);
    })
    .openapi(change, async (c) => {
      const given = checked(c.req.valid('json'));
      await setContact(dependencies, signedIn(c.var), given);
      return c.json(given, 200);
    });
};

const noticeView = (row: Row, timezone: string): z.output<typeof Notice> => ({
  id: row.reminder.id,
  text: textOf(row, timezone),
  cycle: row.reminder.cycleId,
  period: row.reminder.periodId,
  at: row.reminder.createdAt.toISOString(),
  read: row.reminder.readAt !== null,
  settled: row.state === 'submitted' || row.state === 'accepted',
});

/** @throws AppError request.invalid, proof.bad_number */
function checked({ mail, phone }: z.output<typeof Contact>): z.output<typeof Contact> {
  const address = mail?.trim() || null;
  if (address !== null && !z.email().safeParse(address).success)
    throw invalidInput([{ path: 'mail', message: { zh: '请填写完整的邮箱地址。', en: 'Give a whole mail address.' } }]);
  return { mail: address, phone: phone?.trim() ? readNumber(phone) : null };
}
