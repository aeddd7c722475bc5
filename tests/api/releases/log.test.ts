import { cpSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { receipt as receiptCommand } from '../../../api/cli/receipt.ts';
import { FOLDER_ACCESS } from '../../../api/releases/proving.ts';
import { readFolder } from '../../../api/releases/verifier/readers.ts';
import { closeWindow } from '../../../api/windows/closing.usecases.ts';
import { confirmOpening, proposeOpening } from '../../../api/windows/opening.usecases.ts';
import { listLeaves, listTickets } from '../../../db/queries/leaves.ts';
import { noteKey, openCheckpoint } from '../../../proof/log/checkpoint.ts';
import { checkReceipt } from '../../../proof/log/receipt-check.ts';
import type { WindowRecord } from '../../../proof/release/files.ts';
import { verifyRelease } from '../../../proof/release/verify.ts';
import { castPlain, makeRater, makeWindow } from '../ballots.fixture.ts';
import { openedCity } from './log.fixture.ts';

const WINDOW = 'w-log';
const { app, deps, open, publish } = await openedCity(WINDOW, 300);

const readerOf = (data: string) => readFolder(data, FOLDER_ACCESS);
const recordIn = (data: string, window = WINDOW): WindowRecord => JSON.parse(readFileSync(path.join(data, 'windows', `${window}.json`), 'utf8'));
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();

const closed = await publish();
await open();
const first = await publish();
const second = await publish();

test('before the opening a release has no log; afterwards it has leaves, tickets and checkpoint, and holds', async () => {
  expect(recordIn(closed)).toMatchObject({ log: null, published: null });
  expect(filesIn(closed).filter((file) => file.startsWith('log/'))).toEqual([]);
  const log = path.join(first, 'log', WINDOW);
  expect(filesIn(log)).toEqual(['checkpoint', 'tickets/000', 'tile/0/000', 'tile/0/001.p/45', 'tile/1/000.p/1']);
  const leaves = (await listLeaves(deps.db, WINDOW)).map(({ leafHash }) => leafHash);
  const bytes = Buffer.concat(['tile/0/000', 'tile/0/001.p/45'].map((file) => readFileSync(path.join(log, file)))).toString('hex');
  expect(bytes.slice(64)).toBe(leaves.join(''));
  const tickets = await listTickets(deps.db, WINDOW);
  expect(readFileSync(path.join(log, 'tickets/000'), 'utf8')).toBe(tickets.map(({ ticket, revision }) => `${ticket} ${revision}\n`).join(''));
  const { manifest, log: signed } = recordIn(first);
  const origin = `gongping/demo/${WINDOW}`;
  expect(openCheckpoint(readFileSync(path.join(log, 'checkpoint'), 'utf8'), origin, manifest.signingKey)).toEqual({
    origin,
    size: 301,
    root: signed?.statement.root,
  });
  expect(noteKey(origin, manifest.signingKey)).toMatch(/^gongping\/demo\/w-log\+[0-9a-f]{8}\+/);
  for (const data of [first, second]) {
    const { findings, verdict } = await verifyRelease(await readerOf(data));
    expect(findings.filter(({ holds }) => holds === false)).toEqual([]);
    expect(verdict).toBe('holds');
    expect(findings.find(({ id }) => id === 'log.whole')).toMatchObject({ holds: true, where: `log/${WINDOW}/` });
  }
});

test('the next release links the same files and the manifest lists none of them', () => {
  const file = path.join('log', WINDOW, 'tile', '0', '000');
  expect(statSync(path.join(second, file)).ino).toBe(statSync(path.join(first, file)).ino);
  expect(readFileSync(path.join(second, 'manifest.json'), 'utf8')).not.toContain('"log/');
});

test.each([
  ['a leaf', (data: string) => change(path.join(data, 'log', WINDOW, 'tile/0/000'), 700)],
  ['a tile above', (data: string) => change(path.join(data, 'log', WINDOW, 'tile/1/000.p/1'), 3)],
  ['a ticket', (data: string) => change(path.join(data, 'log', WINDOW, 'tickets/000'), 60)],
  ['the checkpoint', (data: string) => change(path.join(data, 'log', WINDOW, 'checkpoint'), 40)],
  ['a stray file', (data: string) => writeFileSync(path.join(data, 'log', WINDOW, 'more'), '')],
])('%s that was changed is found', async (_, tamper) => {
  const copy = path.join(mkdtempSync(path.join(tmpdir(), 'gongping-log-')), 'data');
  cpSync(second, copy, { recursive: true });
  tamper(copy);
  const { findings, verdict } = await verifyRelease(await readerOf(copy));
  expect(verdict).toBe('fails');
  expect(findings.filter(({ holds }) => holds === false).map(({ where }) => where?.startsWith(`log/${WINDOW}/`))).toEqual([true]);
});

function change(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}

test('a rater who rated twice: the first receipt is superseded, the second counted, both waiting before', { timeout: 60_000 }, async () => {
  await makeWindow(deps, 'w-receipts');
  const rater = await makeRater(app, 'w-receipts');
  const unit = deps.city.units[0]?.id ?? '';
  const [once, twice] = [(await castPlain(rater, 'w-receipts', unit)).body, (await castPlain(rater, 'w-receipts', unit)).body];
  const stateOf = async (data: string, kept: typeof once) => (await checkReceipt(kept, (await readerOf(data)).read)).state;
  expect(await stateOf(second, once)).toBe('unknown-window');
  expect(await stateOf(await publish(), once)).toBe('waiting');
  const [staff, approver] = [(await app.as('office-staff')).userId ?? '', (await app.as('office-approver')).userId ?? ''];
  await closeWindow(deps, 'w-receipts', staff, '测试提前截止');
  await proposeOpening(deps, 'w-receipts', staff);
  await (await confirmOpening(deps, 'w-receipts', approver)).finished;
  const opened = await publish();
  expect(await stateOf(opened, once)).toBe('superseded');
  expect(await stateOf(opened, twice)).toBe('counted');
  for (const [kept, code, said] of [
    [once, 0, /replaced by a later one/],
    [twice, 0, /is counted/],
    [{ ...twice, signature: once.signature }, 1, /not validly signed/],
  ] as const) {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'gongping-receipt-')), 'receipt.json');
    writeFileSync(file, JSON.stringify(kept));
    const output: string[] = [];
    const terminal = { out: (text: string) => void output.push(text), error: () => {} };
    expect(await receiptCommand.run(['check', file, opened], terminal)).toBe(code);
    expect(output.join('')).toMatch(said);
    expect(await receiptCommand.run(['check', file, '/nowhere-at-all', '--lang', 'zh'], terminal)).toBe(0);
  }
});
