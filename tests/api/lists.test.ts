import { expect, test } from 'vitest';
import { cycles, periods } from '../../db/schema/cycles.ts';
import { goals, plans, reports } from '../../db/schema/plans.ts';
import { units } from '../../db/schema/units.ts';
import { createTestApp } from '../support/app.ts';

/** In the order of the city's list, which is not that of their reading: cái, ān, zhōng, jiào, bā. */
const NAMES = { finance: '财政局', safety: '安监局', central: '中心医院', education: '教育局', eight: '八里区' } as const;
const READ = ['safety', 'eight', 'finance', 'education', 'central'];

const { as, anonymous, dependencies } = await createTestApp();
const { db } = dependencies;
await db
  .insert(units)
  .values(
    Object.entries(NAMES).map(([id, nameZh], position) => ({ id, category: position < 3 ? 'departments' : 'counties', nameZh, nameEn: `${id} %_`, position })),
  );
await db.insert(cycles).values({ id: '2025', labelZh: '2025 年度', labelEn: '2025', schemeId: 'demo-flagship', position: 1 });
await db.insert(periods).values(
  ['q1', 'q2'].map((id, position) => ({
    cycleId: '2025',
    id,
    labelZh: id,
    labelEn: id,
    position,
    startsOn: `2025-0${position * 3 + 1}-01`,
    endsOn: `2025-0${position * 3 + 3}-30`,
    reportBy: new Date(`2025-0${position * 3 + 4}-14T15:59:59.999Z`),
  })),
);
const plan = async (unitId: string, version: number, state: 'final' | 'draft' | 'submitted', submittedAt: string | null) => {
  const [row] = await db
    .insert(plans)
    .values({ unitId, cycleId: '2025', version, state, submittedAt: submittedAt ? new Date(submittedAt) : null })
    .returning();
  await db.insert(goals).values(
    ['修路', '=HYPERLINK("x")'].map((titleZh, position) => ({
      planId: row?.id ?? '',
      code: `${unitId}-${position}`,
      part: 'main-business',
      kind: position === 0 ? ('milestone' as const) : ('numeric' as const),
      titleZh: `${titleZh}${version}`,
      titleEn: 'goal',
      due: '2025-12-31',
      position,
    })),
  );
};
await plan('finance', 1, 'final', '2025-02-10T00:00:00Z');
await plan('finance', 2, 'submitted', '2025-09-01T00:00:00Z');
await plan('safety', 1, 'final', '2025-02-16T16:00:00Z');
await plan('education', 1, 'draft', null);
await db.insert(reports).values([
  { unitId: 'finance', cycleId: '2025', periodId: 'q1', state: 'accepted', submittedAt: new Date('2025-04-14T15:59:59.999Z') },
  { unitId: 'safety', cycleId: '2025', periodId: 'q1', state: 'submitted', submittedAt: new Date('2025-04-14T16:00:00Z') },
]);
const office = await as('office-staff');
const list = async (query: string, who = office) => (await who.call('GET', `/api/v1/lists/${query}`)).body;
const unitsOf = async (query: string) => (await list(query)).lines.map(({ unit }: { unit: string }) => unit);

test('Chinese names are sorted by their reading, and going down is the same order backwards', async () => {
  expect(await unitsOf('plans?cycle=2025')).toEqual(Object.keys(NAMES));
  expect(await unitsOf('plans?cycle=2025&sort=name')).toEqual(READ);
  expect(await unitsOf('plans?cycle=2025&sort=name&direction=desc')).toEqual(READ.toReversed());
  expect(await unitsOf('plans?cycle=2025&sort=name&lang=en')).toEqual(Object.keys(NAMES).sort());
});

test.each(['place', 'name', 'category', 'state', 'submitted', 'goals'])('plans by %s: each unit once, in a stable order', async (sort) => {
  const all = await unitsOf(`plans?cycle=2025&sort=${sort}`);
  expect([...all].sort()).toEqual(Object.keys(NAMES).sort());
  expect(await unitsOf(`plans?cycle=2025&sort=${sort}&direction=desc`)).toEqual(all.toReversed());
});

test('plans are filtered by state, category, words and lateness; the last day itself is on time', async () => {
  expect(await unitsOf('plans?cycle=2025&state=none')).toEqual(['central', 'eight']);
  expect(await unitsOf('plans?cycle=2025&category=departments&state=final')).toEqual(['safety']);
  expect(await unitsOf(`plans?cycle=2025&words=${encodeURIComponent('医院')}`)).toEqual(['central']);
  expect(await unitsOf('plans?cycle=2025&words=%25_')).toHaveLength(5);
  expect(await unitsOf('plans?cycle=2025&words=%25%25')).toEqual([]);
  expect(await unitsOf('plans?cycle=2025&late=1')).toEqual(['safety', 'central', 'education', 'eight']);
});

test('goals are those of the newest versions that have left their unit', async () => {
  const { lines, total } = await list('goals?cycle=2025&sort=title');
  expect(total).toBe(4);
  expect(lines.map(({ title }: { title: { zh: string } }) => title.zh)).toEqual(['=HYPERLINK("x")1', '=HYPERLINK("x")2', '修路1', '修路2']);
  expect(await unitsOf('goals?cycle=2025&kind=milestone')).toEqual(['safety', 'finance']);
  const own = await list('goals?cycle=2025&unit=finance', await as('unit-editor', 'education'));
  expect(own.lines.map(({ unit }: { unit: string }) => unit)).toEqual(['education', 'education']);
});

test('reports that never came stand in the list; lateness counts from the last moment of the day', async () => {
  expect((await list('reports?cycle=2025')).total).toBe(10);
  expect(await unitsOf('reports?cycle=2025&period=q1&state=none&sort=name')).toEqual(['eight', 'education', 'central']);
  expect(await unitsOf('reports?cycle=2025&period=q1&late=1&sort=name')).toEqual(READ.filter((id) => id !== 'finance'));
  expect((await list('reports?cycle=2025', await as('unit-approver', 'safety'))).total).toBe(2);
});

test('what was not handed in is nothing or a draft; "all" is no filter', async () => {
  const unsent = async (more = ''): Promise<string[]> => unitsOf(`reports?cycle=2025&period=q1&sort=name&state=unsent${more}`);
  const [none, drafts] = [await unitsOf('reports?cycle=2025&period=q1&state=none'), await unitsOf('reports?cycle=2025&period=q1&state=draft')];
  expect((await unsent()).toSorted()).toEqual([...none, ...drafts].toSorted());
  expect(await unitsOf('plans?cycle=2025&state=unsent')).toEqual(expect.arrayContaining(['central', 'eight']));
  expect((await list('reports?cycle=2025&state=all')).total).toBe(10);
  expect((await office.call('GET', '/api/v1/lists/reports/files/csv?cycle=2025&state=all')).body.trim().split('\n')).toHaveLength(11);
});

test('a page past the end is empty, and says how many there are', async () => {
  expect(await list('plans?cycle=2025&page=99')).toMatchObject({ lines: [], total: 5, page: 99, pages: 1 });
});

test('what is shown is taken along as a file in the same order; no cell runs as a formula', async () => {
  const csv = (await office.call('GET', '/api/v1/lists/goals/files/csv?cycle=2025&sort=title&direction=desc&page=7')).body as string;
  expect(csv.split('\n')[1]).toContain('修路2');
  expect(csv).toContain("'=HYPERLINK");
  expect(csv).not.toContain('main-business');
  expect((await list('goals?cycle=2025')).lines[0].partLabel.zh).toMatch(/^[\u4e00-\u9fff]+/u);
  expect((await office.call('GET', '/api/v1/lists/plans/files/csv?cycle=2025&state=none&lang=en')).body.split('\n')).toHaveLength(4);
  expect((await office.call('GET', '/api/v1/lists/reports/files/xlsx?cycle=2025')).headers.get('content-type')).toContain('spreadsheetml');
});

test.each([
  'plans',
  'plans?cycle=A%27',
  'plans?cycle=2025&sort=id',
  'reports?page=-1',
  'reports?late=0',
  'goals?cycle=2025&kind=x',
  'goals?cycle=2025&direction=up',
])('%s is refused', async (query) => {
  expect((await office.call('GET', `/api/v1/lists/${query}`)).status).toBe(422);
});

test('a resident and a moderator get no list', async () => {
  expect((await anonymous.call('GET', '/api/v1/lists/plans?cycle=2025')).status).toBe(401);
  expect((await (await as('moderator')).call('GET', '/api/v1/lists/plans?cycle=2025')).status).toBe(403);
});
