import type postgres from 'postgres';
import { expect, test } from 'vitest';
import { closeWindow } from '../../api/windows/closing.usecases.ts';
import { confirmOpening, proposeOpening } from '../../api/windows/opening.usecases.ts';
import type { Connection } from '../../db/client.ts';
import { insertCity, makeWindow } from '../api/ballots.fixture.ts';
import { createTestApp } from '../support/app.ts';
import { attack, type Outcome } from './attack.ts';
import { type Dump, dumpFiles, dumpTables } from './dump.ts';
import { BALLOTS, fillWindow, type Truth } from './window.ts';

const WINDOW = 'w-separation';
/** Points over chance that remain for luck: hundreds of attempts are made, and the luckiest counts. */
const ALLOWANCE = 0.02;

const app = await createTestApp();
const { dependencies: deps } = app;
await insertCity(deps);
const [staff, approver] = [(await app.as('office-staff')).userId ?? '', (await app.as('office-approver')).userId ?? ''];
await makeWindow(deps, WINDOW);
const truths = await fillWindow(deps, WINDOW);
const tokens = new Set(truths.flatMap(({ ticket, leafHash }) => [ticket, leafHash]));
const steal = async (): Promise<Dump> => ({ tables: await dumpTables(deps.sql), raw: await dumpFiles(deps.sql, tokens) });

// The planner takes its samples while people cast, as a running server does.
await deps.sql`analyze`;
const open = await steal();
const marks = new Set([...open.tables].flatMap(([name, rows]) => (name.startsWith('public.envelopes') ? rows.map((row) => String(row['mark'])) : [])));
const proofs = new Set((open.tables.get('public.used_proofs') ?? []).map((row) => String(row['digest'])));
await closeWindow(deps, WINDOW, staff, '测试提前截止');
const closed = await steal();
await proposeOpening(deps, WINDOW, staff);
await (await confirmOpening(deps, WINDOW, approver)).finished;
const opened = await steal();

const told = ({ chance, attempts }: Outcome): string =>
  [`chance ${(100 * chance).toFixed(2)} %`, ...attempts.slice(0, 3).map(({ name, rate }) => `${(100 * rate).toFixed(2)} % ${name}`)].join('; ');

/** The opened database after a change that a careless product might have made; it is taken back. */
async function weakened(change: (sql: Connection['sql']) => Promise<unknown>): Promise<Dump> {
  let tables: Dump['tables'] = new Map();
  await deps.sql
    .begin(async (tx: postgres.TransactionSql) => {
      await change(tx as unknown as Connection['sql']);
      tables = await dumpTables(tx as unknown as Connection['sql']);
      throw new Error('taken back');
    })
    .catch((error: Error) => {
      if (error.message !== 'taken back') throw error;
    });
  return { tables, raw: opened.raw };
}

test('the box held every ballot, and the log holds every leaf of the truth', () => {
  expect(truths).toHaveLength(BALLOTS);
  const leaves = new Set((opened.tables.get('public.leaves') ?? []).map((row) => row['leaf_hash']));
  expect(truths.every(({ leafHash }) => leaves.has(leafHash))).toBe(true);
});

test('with dumps of the open, the closed and the opened window nobody links better than by guessing', { timeout: 120_000 }, () => {
  const outcome = attack(WINDOW, [open, closed, opened], truths);
  console.info(`separation: ${outcome.attempts.length} attempts; ${told(outcome)}`);
  expect(outcome.attempts.length).toBeGreaterThan(200);
  expect(outcome.attempts[0]?.rate ?? 1, told(outcome)).toBeLessThanOrEqual(outcome.chance + ALLOWANCE);
});

const inCastOrder = (list: readonly Truth[]) => JSON.stringify(list.map(({ leafHash, ticket }, i) => ({ leaf_hash: leafHash, ticket, n: i + 1 })));
const order = inCastOrder(truths);
const WEAKENED: readonly [string, (sql: Connection['sql']) => Promise<unknown>][] = [
  [
    'leaves written in the order of casting',
    async (sql) => {
      await sql`create temporary table by_cast on commit drop as
        select l.* from leaves l join json_to_recordset(${order}::text::json) as o (leaf_hash text, n integer) using (leaf_hash) where window_id = ${WINDOW} order by o.n`;
      await sql`truncate leaves`;
      await sql`insert into leaves select * from by_cast`;
    },
  ],
  [
    'a time kept with each leaf',
    async (sql) => {
      await sql`alter table leaves add column seen timestamptz`;
      await sql`update leaves set seen = now() + o.n * interval '1 second' from json_to_recordset(${order}::text::json) as o (leaf_hash text, n integer)
        where o.leaf_hash = leaves.leaf_hash`;
    },
  ],
  [
    'the ticket kept with each leaf',
    async (sql) => {
      await sql`alter table leaves add column ticket text`;
      await sql`update leaves set ticket = o.ticket from json_to_recordset(${order}::text::json) as o (leaf_hash text, ticket text) where o.leaf_hash = leaves.leaf_hash`;
    },
  ],
  [
    'labels not merged',
    async (sql) => {
      const box = [...open.tables].flatMap(([name, rows]) => (name.startsWith('public.envelopes') ? rows : []));
      const labels = JSON.stringify(box.map(({ ticket, stratum, channel, risk_class }) => ({ ticket, stratum, channel, risk_class })));
      await sql`update leaves set stratum = b.stratum, channel = b.channel, risk_class = b.risk_class
        from json_to_recordset(${order}::text::json) as o (leaf_hash text, ticket text)
        join json_to_recordset(${labels}::text::json) as b (ticket text, stratum text, channel text, risk_class text) using (ticket)
        where o.leaf_hash = leaves.leaf_hash`;
    },
  ],
];

test.each(WEAKENED)('the same attack finds at least half where the product is weakened: %s', { timeout: 120_000 }, async (_, change) => {
  const outcome = attack(WINDOW, [open, closed, await weakened(change)], truths);
  console.info(`weakened: ${told(outcome)}`);
  expect(outcome.attempts[0]?.rate ?? 0, told(outcome)).toBeGreaterThanOrEqual(0.5);
});

test('a closed box no longer tells which ballots were cast one after the other, by the same person', () => {
  const voterOf = new Map(truths.map(({ ticket, voter }) => [ticket, voter]));
  const neighbours = (dump: Dump, by: 'ctid' | 'xmin'): number => {
    const rows = [...dump.tables].flatMap(([name, all]) => (name.startsWith('public.envelopes') ? all : []));
    const voters = [...rows].sort((a, b) => Number(a[by]) - Number(b[by])).map((row) => voterOf.get(String(row['ticket'])));
    return voters.filter((voter, i) => i > 0 && voter === voters[i - 1]).length / voters.length;
  };
  expect(neighbours(open, 'xmin'), 'while it is open it does, and the documents say so').toBeGreaterThan(0.4);
  expect(neighbours(closed, 'ctid')).toBeLessThan(0.02);
});

test.each([
  ['a mark', marks, BALLOTS],
  ['a used proof', proofs, new Set(truths.map(({ voter }) => voter)).size],
])('after the opening no file of the database holds %s, not even in dead rows', async (_, tokens, number) => {
  const raw = await dumpFiles(deps.sql, tokens);
  expect(tokens.size).toBe(number);
  expect([...raw.keys()].filter((name) => name !== 'write-ahead log' && (raw.get(name)?.size ?? 0) > 0)).toEqual([]);
});
