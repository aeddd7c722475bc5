import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Sql } from 'postgres';
import { connect, type Database } from '../../db/client.ts';
import { migrateTo } from '../../db/migrate.ts';
import { startEmbeddedPostgres } from '../../db/postgres/launcher.ts';
import { listAllGoals } from '../../db/queries/lists/goals.ts';
import { listAllPlans } from '../../db/queries/lists/plans.ts';
import { listAllReports } from '../../db/queries/lists/reports.ts';

const UNITS = 3_000;
const GOALS = 100_000;
const PAGE = 100;
const TIMES = 9;

/** 3,000 units with Chinese names, a plan each with 33 or 34 goals, eight periods with reports of most. */
async function fill(sql: Sql): Promise<void> {
  await sql`insert into cycles values ('2025', '2025', '2025', 's', 1)`;
  await sql`insert into periods select '2025', 'p' || n, 'p' || n, 'p' || n, n, '2025-0' || n || '-01', '2025-0' || n || '-28', ('2025-0' || n || '-28')::timestamptz from generate_series(1, 8) n`;
  await sql`insert into units (id, category, name_zh, name_en, position)
    select 'u' || n, 'c' || n % 5, chr(19968 + (n * 7919) % 20000) || chr(19968 + (n * 104729) % 20000) || '局', 'Unit ' || n, n from generate_series(1, ${UNITS}) n`;
  await sql`insert into plans (unit_id, cycle_id, state, submitted_at) select id, '2025', 'final', '2025-02-01' from units`;
  await sql`insert into goals (plan_id, code, part, kind, title_zh, title_en, due, position)
    select p.id, p.unit_id || '-' || n, 'main', 'numeric', chr((19968 + (row_number() over () * 15485863) % 20000)::int) || '目标' || n, 'Goal ' || n, '2025-12-31', n
    from plans p, generate_series(1, 34) n limit ${GOALS}`;
  await sql`insert into reports (unit_id, cycle_id, period_id, state, submitted_at)
    select u.id, '2025', p.id, case when u.position % 9 = 0 then 'submitted' else 'accepted' end, p.report_by - interval '1 day' * (u.position % 7 - 1)
    from units u, periods p where (u.position + p.position) % 20 <> 0`;
  await sql`vacuum analyze`;
}

/** Median of several runs, in milliseconds. */
async function median(run: () => Promise<unknown>): Promise<number> {
  await run();
  const taken: number[] = [];
  for (let i = 0; i < TIMES; i++) {
    const start = performance.now();
    await run();
    taken.push(performance.now() - start);
  }
  return taken.sort((a, b) => a - b)[Math.floor(TIMES / 2)] ?? 0;
}

type Runs = readonly (readonly [name: string, run: (db: Database) => Promise<unknown>])[];
const part = <S extends string>(sort: S, page = 1) => ({ sort, direction: 'asc' as const, offset: (page - 1) * PAGE, limit: PAGE });
const GOAL = { cycle: '2025', submitted: true };

const LISTS: Readonly<Record<string, Runs>> = {
  'goals, 100,000': [
    ['first page by reading of the title', (db) => listAllGoals(db, GOAL, part('title'), false)],
    ['page 990 by reading of the title', (db) => listAllGoals(db, GOAL, part('title', 990), false)],
    ['first page by reading of the unit', (db) => listAllGoals(db, GOAL, part('unit'), false)],
    ['filtered by words', (db) => listAllGoals(db, { ...GOAL, words: '目标7' }, part('title'), false)],
    ['one unit', (db) => listAllGoals(db, { ...GOAL, unit: 'u2999' }, part('title'), false)],
  ],
  'reports, 24,000': [
    ['first page, longest waiting first', (db) => listAllReports(db, { cycle: '2025' }, part('waiting'), false)],
    ['page 230 by reading of the unit', (db) => listAllReports(db, { cycle: '2025' }, part('name', 230), false)],
    ['late only', (db) => listAllReports(db, { cycle: '2025', late: new Date('2025-12-01') }, part('waiting'), false)],
  ],
  'plans, 3,000': [
    ['first page by reading', (db) => listAllPlans(db, { cycle: '2025' }, part('name'), false)],
    ['page 30 by reading', (db) => listAllPlans(db, { cycle: '2025' }, part('name', 30), false)],
    ['filtered by words', (db) => listAllPlans(db, { cycle: '2025', words: '局' }, part('place'), false)],
  ],
};

/** The three heaviest lists of the workspace beside a bare query of 100 rows by a primary key. */
export async function listsBench(write: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gongping-bench-'));
  chmodSync(folder, 0o755);
  const server = await startEmbeddedPostgres(path.join(folder, 'postgres'));
  try {
    await migrateTo(server.url);
    const { db, sql, close } = connect(server.url, { max: 2 });
    await fill(sql);
    const bare = await median(() => sql`select * from units order by id limit ${PAGE}`);
    write(`${'100 rows by a primary key'.padEnd(56)} ${bare.toFixed(1).padStart(7)} ms   1.0`);
    for (const [list, runs] of Object.entries(LISTS)) {
      for (const [name, run] of runs) {
        const taken = await median(() => run(db));
        write(`${`${list}: ${name}`.padEnd(56)} ${taken.toFixed(1).padStart(7)} ms   ${(taken / bare).toFixed(1)}`);
      }
    }
    await close();
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
