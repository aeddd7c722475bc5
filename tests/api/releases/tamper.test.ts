import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditor as auditorCommand } from '../../../api/cli/auditor.ts';
import { verify } from '../../../api/cli/verify.ts';
import { publishable } from '../../../api/scores/publication.ts';
import { handOutBallots } from '../../../api/windows/ballots-file.usecases.ts';
import { contentOf } from '../../../api/windows/closing.usecases.ts';
import type { Queryable } from '../../../db/client.ts';
import { eachTicket, listLeaves, listTallies } from '../../../db/queries/leaves.ts';
import { fromHex, fromUtf8, utf8 } from '../../../proof/bytes.ts';
import type { Auditor } from '../../../proof/log/ballots-file.ts';
import { openBallots } from '../../../proof/log/ballots-reader.ts';
import { checkLog } from '../../../proof/log/check.ts';
import type { PublishedLog } from '../../../proof/log/lists.ts';
import { recount } from '../../../proof/log/recount.ts';
import { tileMaker } from '../../../proof/log/tiles.ts';
import { manifestText } from '../../../proof/manifest.ts';
import { leafHash } from '../../../proof/merkle.ts';
import { isSigned } from '../../../proof/receipt.ts';
import type { WindowRecord } from '../../../proof/release/files.ts';
import { openedCity } from './log.fixture.ts';

const WINDOW = 'w-tamper';
const BALLOTS = 2000;
const { app, deps, open, publish } = await openedCity(WINDOW, BALLOTS);
const address = `/api/v1/windows/${WINDOW}`;

/** Seeded: the same tamperings in every run. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39);
    return ((mixed ^ (mixed >>> 16)) >>> 0) % below;
  };
}

class Undo extends Error {}
const undetected: string[] = [];
let tampered = 0;

async function expectDetected(what: string, detect: () => Promise<boolean> | boolean): Promise<void> {
  tampered += 1;
  if (!(await detect())) undetected.push(what);
}

const KINDS = ['edit', 'delete', 'swap', 'insert'] as const;

test('in the database after the closing root: 240 tamperings', { timeout: 120_000 }, async () => {
  const roll = dice(1);
  const { closingRoot } = (await deps.sql<{ closingRoot: string }[]>`select closing_root as "closingRoot" from windows where id = ${WINDOW}`)[0] ?? {
    closingRoot: '',
  };
  const marks = (await deps.sql<{ unit_id: string; mark: string }[]>`select unit_id, mark from envelopes where window_id = ${WINDOW} order by mark`).map(
    (row) => row,
  );
  const pick = () => marks[roll(marks.length)] ?? { unit_id: '', mark: '' };
  const one = ({ unit_id, mark }: ReturnType<typeof pick>) => sql`window_id = ${WINDOW} and unit_id = ${unit_id} and mark = ${mark}`;
  const edits = [
    () => sql`update envelopes set ciphertext = set_byte(ciphertext, 200, (get_byte(ciphertext, 200) + 1 + ${roll(200)}) % 256) where ${one(pick())}`,
    () => sql`update envelopes set sealed_leaf = set_byte(sealed_leaf, 70, (get_byte(sealed_leaf, 70) + 1 + ${roll(200)}) % 256) where ${one(pick())}`,
    () => sql`update envelopes set revision = revision + 1 + ${roll(9)} where ${one(pick())}`,
    () => sql`update envelopes set channel = channel || 'x' where ${one(pick())}`,
    () => sql`update envelopes set "group" = "group" || 'x' where ${one(pick())}`,
    () => sql`update envelopes set stratum = stratum || 'x' where ${one(pick())}`,
    () => sql`update envelopes set ticket = reverse(ticket) || 'x' where ${one(pick())}`,
  ];
  const swapped = (column: string) => {
    const [a, b] = [pick(), pick()];
    return sql`update envelopes set ${sql.identifier(column)} = (select o.${sql.identifier(column)} from envelopes o where o.window_id = ${WINDOW} and o.unit_id <> envelopes.unit_id and o.mark in (${a.mark}, ${b.mark}) limit 1) where ${one(a)} and exists (select from envelopes o where o.window_id = ${WINDOW} and o.unit_id <> ${a.unit_id} and o.mark = ${b.mark})`;
  };
  const tamper = {
    edit: () => (edits[roll(edits.length)] ?? edits[0])?.(),
    delete: () => sql`delete from envelopes where ${one(pick())}`,
    swap: () => swapped(roll(2) ? 'ciphertext' : 'sealed_leaf'),
    insert: () =>
      sql`insert into envelopes select window_id, unit_id, reverse(mark) || 'x', "group", channel, stratum, risk_class, reverse(ticket) || 'x', revision, request_digest, ciphertext, sealed_leaf from envelopes where ${one(pick())}`,
  };
  for (let i = 0; i < 240; i++) {
    const kind = KINDS[i % KINDS.length] ?? 'edit';
    let changed = 0;
    for (let tries = 0; changed === 0 && tries < 20; tries++) {
      const undo = deps.db.transaction(async (tx: Queryable) => {
        changed = (await tx.execute(tamper[kind]() ?? sql``)).count;
        if (changed > 0) await expectDetected(`database ${kind} ${i}`, async () => (await contentOf(tx, WINDOW)).root !== closingRoot);
        throw new Undo();
      });
      await expect(undo).rejects.toThrow(Undo);
    }
  }
  expect((await deps.db.transaction((tx) => contentOf(tx, WINDOW))).root).toBe(closingRoot);
});

let data = '';
const logFiles = new Map<string, Uint8Array>();
let record: WindowRecord & { readonly published: PublishedLog };
const key = path.join(mkdtempSync(path.join(tmpdir(), 'gongping-auditor-')), 'key.json');
const ballotsFile = path.join(path.dirname(key), 'ballots');

test('two people hand the ballots to an auditor, who recounts everything', { timeout: 60_000 }, async () => {
  await open();
  const terminal = { out: () => {}, error: () => {} };
  expect(await auditorCommand.run(['key', key], terminal)).toBe(0);
  await expect(auditorCommand.run(['key', key], terminal)).rejects.toThrow('never written over');
  const { publicKey } = JSON.parse(readFileSync(key, 'utf8')) as Auditor;
  const [staff, approver, other] = [await app.as('office-staff'), await app.as('office-approver'), await app.as('auditor')];
  const proposal = { kind: 'hand-out-ballots', auditors: [{ name: '市审计局', publicKey }], reason: '年度审计复核计票' };
  expect((await staff.call('GET', `${address}/ballots-file`)).body.code).toBe('window.no_auditors');
  expect((await staff.call('POST', `${address}/decisions`, { ...proposal, auditors: [{ name: 'x', publicKey: 'AAAA' }] })).body.code).toBe(
    'window.bad_auditor_key',
  );
  expect((await staff.call('POST', `${address}/decisions`, proposal)).status).toBe(200);
  expect((await staff.call('POST', `${address}/decisions/hand-out-ballots/confirm`)).body.code).toBe('window.decision_second_person');
  expect((await approver.call('POST', `${address}/decisions/hand-out-ballots/confirm`)).status).toBe(200);
  expect((await other.call('GET', `${address}/ballots-file`)).status).toBe(403);
  const response = await fileFrom(approver);
  writeFileSync(ballotsFile, response);
  expect(fromUtf8(response.subarray(0, response.indexOf(10)))).not.toContain('good5');
  expect(Buffer.from(response).includes('good5')).toBe(false);
  expect((await deps.sql`select action from audit_log where action = 'window.ballots_handed_out'`).length).toBe(2);

  data = await publish();
  record = JSON.parse(readFileSync(path.join(data, 'windows', `${WINDOW}.json`), 'utf8'));
  expect(record.auditors).toEqual([{ name: '市审计局', key: expect.stringMatching(/^([0-9A-Z]{5}-){3}[0-9A-Z]{5}$/), on: expect.any(String) }]);
  const folder = path.join(data, 'log', WINDOW);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    logFiles.set(path.relative(folder, file), new Uint8Array(readFileSync(file)));
  }
  expect(await checkLog(record, async (name) => logFiles.get(name) ?? null)).toBeNull();
  expect(await auditedWith(await scoredFolder())).toBe(0);
  expect(await auditedWith(await scoredFolder(undefined, ([first]) => Object.assign(first?.shown['sms'] ?? {}, { good5: 1 })))).toBe(1);
  expect(await auditedWith(await scoredFolder(undefined, ([first]) => first?.hidden.push('citizen')))).toBe(1);
});

async function fileFrom(who: Awaited<ReturnType<typeof app.as>>): Promise<Uint8Array> {
  const { status, headers } = await who.call('GET', `${address}/ballots-file`);
  expect([status, headers.get('content-type')]).toEqual([200, 'application/octet-stream']);
  const pieces: Uint8Array[] = [];
  for await (const piece of await handOutBallots(deps, WINDOW, who.userId ?? '')) pieces.push(piece);
  return new Uint8Array(Buffer.concat(pieces));
}

/** What an auditor reads of a release whose scores took the counts of this window. */
async function scoredFolder(
  change: (units: { ratings: Record<string, ReturnType<typeof publishable>> }[]) => void = () => {},
  changeSplits: (splits: { readonly shown: Record<string, object>; readonly hidden: string[] }[]) => void = () => {},
): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gongping-scored-'));
  const { cycle, groups } = record.manifest;
  const rows = await listTallies(deps.db, WINDOW);
  const units = record.manifest.units.map((id) => ({
    id,
    ratings: Object.fromEntries(
      rows.filter((row) => row.unitId === id).map((row) => [row.group, publishable(row, groups.find((group) => group.id === row.group)?.minimum ?? 0)]),
    ),
  }));
  change(units);
  mkdirSync(path.join(folder, 'scores', cycle), { recursive: true });
  mkdirSync(path.join(folder, 'windows'));
  writeFileSync(path.join(folder, 'manifest.json'), '{}');
  writeFileSync(path.join(folder, 'windows.json'), JSON.stringify([{ id: WINDOW, origin: 'ballots' }]));
  writeFileSync(path.join(folder, 'windows', `${WINDOW}.json`), JSON.stringify(record));
  writeFileSync(path.join(folder, 'scores', cycle, 'input.json'), JSON.stringify({ units }));
  const splits = rows.flatMap(({ unitId: unit, group, splits: own }) => {
    const labels = Object.entries(own?.['channel'] ?? {});
    return labels.length === 0
      ? []
      : [
          {
            unit,
            group,
            question: 'results',
            by: 'channel',
            hidden: [],
            shown: Object.fromEntries(labels.map(([label, { counts }]) => [label, counts['results'] ?? {}])),
          },
        ];
  });
  expect(splits.length).toBeGreaterThan(0);
  changeSplits(splits);
  writeFileSync(path.join(folder, 'scores', cycle, 'splits.json'), JSON.stringify(splits));
  return folder;
}

const auditedWith = (folder: string): Promise<number> =>
  verify.run([folder, '--ballots', ballotsFile, '--auditor-key', key, '--json'], { out: () => {}, error: () => {} });

test('what a hotline counted is no ballot: the recount does not look for it among them', async () => {
  const cast = new Set(record.closing?.statement.cells.map(({ group }) => group));
  const { id: group = '' } = record.manifest.groups.find(({ id }) => !cast.has(id)) ?? {};
  const folder = await scoredFolder(([first]) => {
    if (first) first.ratings[group] = { roster: null, counts: { results: { good5: 40 } }, products: {}, pairs: {} };
  });
  const differing = async (): Promise<boolean> => {
    const said: string[] = [];
    await verify.run([folder, '--ballots', ballotsFile, '--auditor-key', key, '--lang', 'en'], { out: (text) => said.push(text), error: () => {} });
    return said.join('').includes(`${group} are not those counted again`);
  };
  expect(await differing()).toBe(true);
  const statement = { ...record.closing?.statement, counted: [{ unit: record.manifest.units[0], group, answers: 40 }] };
  writeFileSync(path.join(folder, 'windows', `${WINDOW}.json`), JSON.stringify({ ...record, closing: { ...record.closing, statement } }));
  expect(await differing()).toBe(false);
});

/** A file as pieces of which one is changed, taken out, swapped with another or put in again. */
function alter(pieces: readonly Uint8Array[], kind: (typeof KINDS)[number], roll: (below: number) => number): Uint8Array[] {
  const at = roll(pieces.length);
  const piece = pieces[at] ?? new Uint8Array();
  if (kind === 'delete') return pieces.toSpliced(at, 1);
  if (kind === 'insert')
    return pieces.toSpliced(
      roll(pieces.length),
      0,
      piece.map((byte) => byte ^ 1),
    );
  if (kind === 'swap' && pieces.length > 1) {
    const other = (at + 1 + roll(pieces.length - 1)) % pieces.length;
    return pieces.with(at, pieces[other] ?? piece).with(other, piece);
  }
  const changed = piece.slice();
  const byte = roll(changed.length);
  changed[byte] = (changed[byte] ?? 0) ^ (1 << roll(8));
  return pieces.with(at, changed);
}

function piecesOf(file: string, bytes: Uint8Array): Uint8Array[] {
  if (file.startsWith('tile/')) return Array.from({ length: bytes.length / 32 }, (_, i) => bytes.subarray(i * 32, (i + 1) * 32));
  return fromUtf8(bytes)
    .split(/(?<=\n)/)
    .map(utf8);
}

test('in the files of the log: 460 tamperings', { timeout: 120_000 }, async () => {
  const roll = dice(2);
  const names = [...logFiles.keys()].sort();
  const whole = (files: ReadonlyMap<string, Uint8Array>) => checkLog(record, async (name) => files.get(name) ?? null);
  for (let i = 0; i < 380; i++) {
    const kind = KINDS[i % KINDS.length] ?? 'edit';
    const name = names[roll(names.length)] ?? '';
    const bytes = logFiles.get(name) ?? new Uint8Array();
    const altered = Buffer.concat(alter(piecesOf(name, bytes), kind, roll));
    if (Buffer.compare(altered, bytes) === 0) i -= 1;
    else await expectDetected(`${kind} in ${name}, ${i}`, async () => (await whole(new Map(logFiles).set(name, new Uint8Array(altered)))) !== null);
  }
  const leaves = (await listLeaves(deps.db, WINDOW)).map((leaf) => fromHex(leaf.leafHash));
  for (let i = 0; i < 80; i++) {
    const kind = KINDS[i % KINDS.length] ?? 'edit';
    const maker = tileMaker();
    const other = alter(leaves, kind, roll).toSorted(Buffer.compare);
    const files = new Map([...logFiles].filter(([name]) => !name.startsWith('tile/')));
    const same = other.length === leaves.length && other.every((leaf, at) => Buffer.compare(leaf, leaves[at] ?? leaf) === 0);
    const tree = same ? leaves.toReversed() : other; // two swapped leaves that are sorted again are the log itself
    for (const leaf of [fromHex(leafHash(utf8(manifestText(record.manifest)))), ...tree])
      for (const { path: name, bytes } of maker.add(leaf)) files.set(name, bytes);
    for (const { path: name, bytes } of maker.rest()) files.set(name, bytes);
    const claims = { ...record, published: { ...record.published, leaves: tree.length + 1 } };
    await expectDetected(`whole tree ${kind} ${i}`, async () => (await checkLog(claims, async (name) => files.get(name) ?? null)) !== null);
  }
});

test('in the signed statements: 100 tamperings', { timeout: 60_000 }, () => {
  const roll = dice(3);
  const { closing, log, manifest } = record;
  for (let i = 0; i < 100; i++) {
    const [purpose, signed] = i % 2 ? (['closing', closing] as const) : (['log', log] as const);
    const text = JSON.stringify(signed?.statement);
    const figures = [...text.matchAll(/[0-9a-f]/g)].map(({ index }) => index);
    const at = figures[roll(figures.length)] ?? 0;
    const altered = `${text.slice(0, at)}${text[at] === '7' ? '8' : '7'}${text.slice(at + 1)}`;
    tampered += 1;
    try {
      if (isSigned(purpose, JSON.parse(altered), signed?.signature ?? '', manifest.signingKey)) undetected.push(`${purpose} ${i}`);
    } catch {} // not even JSON
  }
});

test('in the file for auditors and in its ballots: 160 tamperings', { timeout: 120_000 }, async () => {
  const roll = dice(4);
  const own = JSON.parse(readFileSync(key, 'utf8')) as { publicKey: string; privateKey: string };
  const file = new Uint8Array(readFileSync(ballotsFile));
  const pieces = Array.from({ length: Math.ceil(file.length / 65_552) }, (_, i) => file.subarray(i * 65_552, (i + 1) * 65_552));
  for (let i = 0; i < 120; i++) {
    const altered = new Uint8Array(Buffer.concat(alter(pieces, KINDS[i % KINDS.length] ?? 'edit', roll)));
    await expectDetected(`ballots file ${i}`, async () => {
      try {
        for await (const _ of (await openBallots(each([altered]), own)).leaves());
        return false;
      } catch {
        return true;
      }
    });
  }
  const { leaves } = await openBallots(each([file]), own);
  const opened: Awaited<ReturnType<ReturnType<typeof leaves>['next']>>['value'][] = [];
  for await (const leaf of leaves()) opened.push(leaf);
  expect((await recount(record, each(opened))).faults).toEqual([]);
  for (let i = 0; i < 40; i++) {
    const at = roll(opened.length);
    const leaf = opened[at];
    const changed = [
      opened.with(at, { ...leaf, ballot: leaf.ballot.replace(/good\d/, (level: string) => (level === 'good5' ? 'good1' : 'good5')) }),
      opened.toSpliced(at, 1),
      opened.with(at, { ...leaf, spoiled: 'leaf-mismatch' }),
      opened.toSpliced(at, 0, leaf),
    ][i % 4];
    await expectDetected(`ballots ${i}`, async () => (await recount(record, each(changed ?? []))).faults.length > 0);
  }
});

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

test('in the published tallies: 40 tamperings', { timeout: 120_000 }, async () => {
  const roll = dice(5);
  for (let i = 0; i < 40; i++) {
    const folder = await scoredFolder((units) => {
      const rated = units.filter(({ ratings }) => Object.keys(ratings).length > 0);
      const unit = rated[roll(rated.length)];
      const [group = ''] = Object.keys(unit?.ratings ?? {});
      const tally = unit?.ratings[group];
      if (!unit || !tally) throw new Error('no tally');
      const [question = ''] = Object.keys(tally.counts);
      const levels = tally.counts[question] ?? {};
      const [level = ''] = Object.keys(levels);
      if (i % 4 === 0) unit.ratings[group] = { ...tally, counts: { ...tally.counts, [question]: { ...levels, [level]: (levels[level] ?? 0) + 1 } } };
      if (i % 4 === 1) delete unit.ratings[group];
      if (i % 4 === 2)
        unit.ratings[group] = { ...tally, products: Object.fromEntries(Object.entries(tally.products ?? {}).map(([pair, sum]) => [pair, `${sum}1`])) };
      if (i % 4 === 3) unit.ratings = { ...unit.ratings, 'public-newspaper': tally };
    });
    await expectDetected(`tally ${i}`, async () => (await auditedWith(folder)) === 1);
  }
});

test('all of 1,000 tamperings were detected', async () => {
  expect(tampered).toBe(1000);
  expect(undetected).toEqual([]);
  await deps.db.transaction(async (tx) => {
    let tickets = 0;
    for await (const _ of eachTicket(tx, WINDOW)) tickets += 1;
    expect(tickets).toBe(BALLOTS);
  });
});
