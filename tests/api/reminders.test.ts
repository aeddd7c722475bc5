import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { eq } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { type Config, readConfig } from '../../api/config.ts';
import { type Channel, channelsOf } from '../../api/reminders/channels.ts';
import { dueOn } from '../../api/reminders/due.ts';
import { remind } from '../../api/reminders/reminders.usecases.ts';
import { listAudit } from '../../db/queries/audit.ts';
import { claimSend } from '../../db/queries/reminders.ts';
import { reminderSends, reminders } from '../../db/schema/reminders.ts';
import { createTestApp } from '../support/app.ts';
import { entry, seedPlans } from './progress.fixture.ts';

const { as, dependencies, setTime } = await createTestApp();
const { db } = dependencies;
await seedPlans(db);
const editor = await as('unit-editor', 'water');
const neighbour = await as('unit-approver', 'housing');
const verifier = await as('verifier');
const Q3 = '/api/v1/units/water/progress/2026/q3';

/** A mail server that takes whatever comes, or refuses each message. */
async function mailServer(refuse = false) {
  const taken: string[] = [];
  const heard: string[] = [];
  const server = createServer((socket: Socket) => {
    let message: string | null = null;
    const say = (line: string): void => void socket.write(`${line}\r\n`);
    say('220 test');
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      if (message !== null) {
        message += chunk;
        if (!message.endsWith('\r\n.\r\n')) return;
        taken.push(message);
        message = null;
        return say('250 taken');
      }
      for (const line of chunk.split('\r\n').filter(Boolean)) {
        heard.push(line);
        if (/^DATA/i.test(line)) {
          message = '';
          say('354 go on');
        } else if (/^RCPT/i.test(line) && refuse) say('550 5.1.1 <secret@example.com> unknown');
        else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
        else say('250 test');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => server.close());
  return { taken, heard, url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const sentRows = () => db.select().from(reminderSends);

test.each([
  ['2026-10-07', null],
  ['2026-10-08', 'before-7'],
  ['2026-10-13', 'before-7'],
  ['2026-10-14', 'before-1'],
  ['2026-10-15', 'on'],
  ['2026-10-17', 'on'],
  ['2026-10-18', 'after-3'],
  ['2026-12-14', 'after-3'],
  ['2026-12-15', null],
])('on %s the reminder %s is due', (today, kind) => {
  expect(dueOn('2026-10-15', today, { before: [7, 1], onTheDay: true, after: [3] })?.kind ?? null).toBe(kind);
});

test('without any setting nothing is sent; the notice stands in the workspace', async () => {
  expect(channelsOf(dependencies)).toEqual([]);
  setTime(new Date('2026-10-08T02:00:00Z'));
  await remind(dependencies);
  await remind(dependencies);
  const { notices } = (await editor.call('GET', '/api/v1/reminders')).body;
  expect(notices).toMatchObject([{ cycle: '2026', period: 'q3', read: false, settled: false }]);
  expect(notices[0].text.zh).toBe('市water局2026 年度第 3 季度进展尚未提交，报送截止 2026-10-15，还有 7 天截止。');
  expect((await verifier.call('GET', '/api/v1/reminders')).body.notices).toEqual([]);
  expect(await sentRows()).toEqual([]);
});

test('a notice is read by its own person only, with an audit row', async () => {
  const [notice] = (await editor.call('GET', '/api/v1/reminders')).body.notices;
  expect((await neighbour.call('POST', '/api/v1/reminders/read', { ids: [notice.id] })).body).toEqual({ read: 0 });
  expect((await editor.call('POST', '/api/v1/reminders/read', { ids: [notice.id] })).body).toEqual({ read: 1 });
  expect((await editor.call('POST', '/api/v1/reminders/read', { ids: [notice.id] })).body).toEqual({ read: 0 });
  expect((await editor.call('GET', '/api/v1/reminders')).body.notices[0].read).toBe(true);
  expect((await listAudit(db, 0, 1000)).filter(({ action }) => action === 'reminder.read')).toHaveLength(1);
});

test('people say themselves where they are reminded; the audit log does not repeat it', async () => {
  expect((await editor.call('PUT', '/api/v1/contact', { mail: 'nobody', phone: null })).body.errors[0].path).toBe('mail');
  expect((await editor.call('PUT', '/api/v1/contact', { mail: null, phone: '123' })).status).toBe(422);
  expect((await editor.call('PUT', '/api/v1/contact', { mail: 'li@example.com', phone: '１３８ ００００ ００００' })).body).toEqual({
    mail: 'li@example.com',
    phone: '+8613800000000',
  });
  expect((await editor.call('GET', '/api/v1/contact')).body.sends).toEqual({ mail: false, sms: false });
  expect(JSON.stringify((await listAudit(db, 0, 1000)).at(-1)?.detail)).not.toContain('example.com');
});

test('a mail goes out once, however often the worker runs and however many of them', async () => {
  const { taken, url } = await mailServer();
  const deps = { ...dependencies, config: { ...dependencies.config, mail: { url, from: 'office@example.com' } } };
  await Promise.all([remind(deps), remind(deps)]);
  await remind(deps);
  expect(taken).toHaveLength(1);
  expect(taken[0]).toContain('To: li@example.com');
  expect(taken[0]).toContain('charset=utf-8');
  expect(
    Buffer.from(
      (taken[0] ?? '')
        .replace(/=\r\n/g, '')
        .replace(/=([0-9A-F]{2})/g, '%$1')
        .replace(/[^%\w]/g, ''),
      'latin1',
    ).toString(),
  ).toContain(encodeURIComponent('季度'));
  expect(await sentRows()).toMatchObject([{ channel: 'mail', state: 'sent' }]);
});

test('a gateway whose template holds a code only sends no reminders; a template of their own changes that', () => {
  const settings = (more: Record<string, string>) =>
    readConfig({ CITY: 'demo', SMS_GATEWAY_URL: 'https://sms.example.com', SMS_GATEWAY_BODY: '{"to":"{number}","code":"{code}"}', ...more }, '/srv');
  const ids = (config: Config) => channelsOf({ city: dependencies.city, config }).map(({ id }) => id);
  expect(ids(settings({}))).toEqual([]);
  expect(ids(settings({ SMS_GATEWAY_NOTICE_BODY: '{"to":"{number}","notice":"{text}"}' }))).toEqual(['sms']);
  expect(ids(settings({ SMS_GATEWAY_BODY: '' }))).toEqual(['sms']);
});

test('a worker that died between sending and marking does not send again', async () => {
  setTime(new Date('2026-10-14T02:00:00Z'));
  await remind(dependencies);
  const rows = await db.select().from(reminders).where(eq(reminders.kind, 'before-1'));
  const mine = rows.find(({ unitId }) => unitId === 'water');
  expect(await claimSend(db, mine?.id ?? '', 'mail')).toBe(true);
  const sent: string[] = [];
  const channel: Channel = { id: 'mail', send: async (to) => void sent.push(to) };
  await remind(dependencies, [channel]);
  expect(sent).toEqual([]);
  expect((await sentRows()).map(({ state }) => state).sort()).toEqual(['claimed', 'sent']);
});

test('one that died before it claimed the message sends it on the next run', async () => {
  setTime(new Date('2026-10-15T02:00:00Z'));
  await remind(dependencies);
  const sent: string[] = [];
  await remind(dependencies, [{ id: 'sms', send: async (to) => void sent.push(to) }]);
  expect(new Set(sent)).toEqual(new Set(['+8613800000000']));
});

test('a server that refuses is told by its code, never with the address', async () => {
  const { url } = await mailServer(true);
  const lines: unknown[] = [];
  const log = { ...dependencies.log, info: () => {}, warn: (line: unknown) => void lines.push(line) } as unknown as typeof dependencies.log;
  const deps = { ...dependencies, log, config: { ...dependencies.config, mail: { url, from: 'office@example.com' } } };
  setTime(new Date('2026-10-18T02:00:00Z'));
  await remind(deps);
  await remind(deps);
  expect(lines).toEqual([{ channel: 'mail', code: 'EENVELOPE' }]);
  expect((await sentRows()).some(({ state }) => state === 'failed')).toBe(true);
});

test('while the server cannot be reached nothing is lost: the next run sends', async () => {
  const { taken, url } = await mailServer();
  const closed = createServer();
  const port = await new Promise<number>((resolve) => closed.listen(0, '127.0.0.1', () => resolve((closed.address() as AddressInfo).port)));
  await new Promise((resolve) => closed.close(resolve));
  await db.delete(reminderSends);
  const sendingBy = (server: string) => ({ ...dependencies, config: { ...dependencies.config, mail: { url: server, from: 'office@example.com' } } });
  await remind(sendingBy(`smtp://127.0.0.1:${port}`));
  expect(await sentRows()).toEqual([]);
  await remind(sendingBy(url));
  expect(taken.length).toBeGreaterThan(0);
});

test('a password does not travel without TLS', async () => {
  const { taken, heard, url } = await mailServer();
  await db.delete(reminderSends);
  const mail = { url: url.replace('smtp://', 'smtp://li:secret@'), from: 'office@example.com' };
  await remind({ ...dependencies, config: { ...dependencies.config, mail } });
  expect(taken).toEqual([]);
  expect(heard).toContain('STARTTLS');
  expect(heard.filter((line) => line.startsWith('AUTH'))).toEqual([]);
});

test('whoever has submitted is reminded no more', async () => {
  const draft = { revision: 0, entries: [entry('water-more', { reported: '1' }), entry('water-step', { doneOn: '2026-09-01' })] };
  await editor.call('PUT', Q3, draft);
  expect((await editor.call('POST', `${Q3}/submit`, { revision: 1 })).status).toBe(200);
  await db.delete(reminders).where(eq(reminders.kind, 'after-3'));
  await remind(dependencies);
  const again = await db.select().from(reminders).where(eq(reminders.kind, 'after-3'));
  expect(again.map(({ unitId }) => unitId)).toEqual(['housing']);
  expect((await editor.call('GET', '/api/v1/reminders')).body.notices[0].settled).toBe(true);
});
