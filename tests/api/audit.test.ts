import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { eq, gte } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { audit } from '../../api/audit.ts';
import { verifyAuditChain } from '../../api/auditing/chain.ts';
import { switchTo } from '../../api/releases/folder.ts';
import { listAudit } from '../../db/queries/audit.ts';
import { auditLog } from '../../db/schema/staff.ts';
import { createTestApp } from '../support/app.ts';

const { as, anonymous, dependencies } = await createTestApp();
const { db, clock } = dependencies;
const auditor = await as('auditor');
const write = (action: string, detail: Record<string, unknown> = {}) =>
  db.transaction((tx) => audit(tx, clock(), { actor: auditor.userId, action, subject: 'test:1', detail }));
await write('test.first', { b: 1, a: { d: ['x', null], c: '公' } });
await write('test.second');
await write('test.third', { reason: '理由' });

const rows = () => listAudit(db, 0, 1000);

test('the auditor reads the log in its order, with logins, and that its chain holds', async () => {
  const { body } = await auditor.call('GET', '/api/v1/audit');
  expect(body.chain).toEqual({ holds: true, brokenAt: null });
  expect(body.rows.map((row: { action: string }) => row.action)).toEqual(['session.begun', 'test.first', 'test.second', 'test.third']);
  expect(body.rows[0]).toMatchObject({ actor: expect.stringMatching(/^auditor-/), at: '2026-11-20T08:00:00.000Z' });
});

test('it is read page by page', async () => {
  const first = (await auditor.call('GET', '/api/v1/audit?limit=2')).body;
  const second = (await auditor.call('GET', `/api/v1/audit?limit=2&after=${first.next}`)).body;
  expect([...first.rows, ...second.rows].map((row: { action: string }) => row.action)).toEqual(['session.begun', 'test.first', 'test.second', 'test.third']);
  expect(second.chain.holds).toBe(true);
  expect((await auditor.call('GET', '/api/v1/audit?after=999999')).body).toMatchObject({ rows: [], next: null, chain: { holds: true } });
});

test('only the auditor and the administrator read it', async () => {
  expect((await anonymous.call('GET', '/api/v1/audit')).status).toBe(401);
  expect((await (await as('office-approver')).call('GET', '/api/v1/audit')).status).toBe(403);
  expect((await (await as('administrator')).call('GET', '/api/v1/audit')).status).toBe(200);
});

test.each(['-1', '1.5', 'x', '', '99999999999999999999', '1e3'])('after=%s is refused', async (after) => {
  expect((await auditor.call('GET', `/api/v1/audit?after=${after}`)).status).toBe(422);
});

test('every kind of edit of a row is found where it stands', async () => {
  const all = await rows();
  const target = all[2];
  if (!target) throw new Error('too few rows');
  const edits = [
    { action: 'test.forged' },
    { subject: 'test:2' },
    { actor: null },
    { detail: { reason: '别的' } },
    { at: new Date(0) },
    { hash: 'f'.repeat(64) },
    { previousHash: 'f'.repeat(64) },
  ];
  for (const edit of edits) {
    expect(verifyAuditChain(all.map((row) => (row === target ? { ...row, ...edit } : row))), JSON.stringify(edit)).toEqual({
      holds: false,
      brokenAt: target.sequence,
    });
  }
});

test('a removed, a swapped and an added row are found', async () => {
  const all = await rows();
  const [first, second, third] = all;
  if (!first || !second || !third) throw new Error('too few rows');
  expect(verifyAuditChain(all.filter((row) => row !== second)).holds).toBe(false);
  expect(verifyAuditChain(all.slice(1)).holds).toBe(false);
  expect(verifyAuditChain([first, third, second]).holds).toBe(false);
  expect(verifyAuditChain([first, first, second]).holds).toBe(false);
  expect(verifyAuditChain([])).toEqual({ holds: true });
});

test('an edit in the database is told to the auditor', async () => {
  const target = (await rows())[1];
  if (!target) throw new Error('too few rows');
  await db
    .update(auditLog)
    .set({ detail: { quietly: 'changed' } })
    .where(eq(auditLog.sequence, target.sequence));
  expect((await auditor.call('GET', '/api/v1/audit')).body.chain).toEqual({ holds: false, brokenAt: target.sequence });
});

test('forty writers at once make one chain', async () => {
  await db
    .update(auditLog)
    .set({ detail: { b: 1, a: { d: ['x', null], c: '公' } } })
    .where(eq(auditLog.action, 'test.first'));
  await Promise.all(Array.from({ length: 40 }, (_, index) => write(`test.parallel${index}`)));
  expect(verifyAuditChain(await rows())).toEqual({ holds: true });
});

test('rows cut off at the end are missed by the release that signed the head of the log', async () => {
  const { dataDir } = dependencies.config;
  const all = await rows();
  const data = path.join(dataDir, 'releases', '1', 'data');
  mkdirSync(data, { recursive: true });
  writeFileSync(path.join(data, 'manifest.json'), JSON.stringify({ audit: { rows: all.length, lastHash: all.at(-1)?.hash } }));
  await switchTo(dataDir, 1);
  const released = async () => (await auditor.call('GET', '/api/v1/audit')).body.released;
  expect(await released()).toEqual({ release: 1, rows: all.length, lastHash: all.at(-1)?.hash, holds: true });
  await write('test.later');
  expect((await released()).holds).toBe(true);
  await db.delete(auditLog).where(gte(auditLog.sequence, all.at(-1)?.sequence ?? 0));
  const cut = (await auditor.call('GET', '/api/v1/audit')).body;
  expect([cut.chain.holds, cut.released.holds]).toEqual([true, false]);
});
