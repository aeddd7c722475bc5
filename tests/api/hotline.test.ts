import { eq } from 'drizzle-orm';
import { writeXlsx } from 'hucre';
import { expect, test } from 'vitest';
import { castMany } from '../../api/ballots/batch.usecases.ts';
import { placeOfCounts } from '../../api/imports/counted.ts';
import { keep } from '../../api/imports/keeping.ts';
import { loadScheme } from '../../api/schemes/schemes.ts';
import { assembleInput } from '../../api/scores/input.ts';
import { closeWindow } from '../../api/windows/closing.usecases.ts';
import { confirmOpening, proposeOpening } from '../../api/windows/opening.usecases.ts';
import { schemeParts } from '../../api/windows/scheme-parts.ts';
import { draftWindow, openWindow, sealWindow } from '../../api/windows/windows.usecases.ts';
import type { City } from '../../content/load.ts';
import { listTallies } from '../../db/queries/leaves.ts';
import { findWindow } from '../../db/queries/windows.ts';
import { imports } from '../../db/schema/imports.ts';
import { tallies } from '../../db/schema/windows.ts';
import { type Scheme, score } from '../../scoring/index.ts';
import { createTestApp, PROJECT } from '../support/app.ts';
import { insertCity } from './ballots.fixture.ts';

const app = await createTestApp({ city: 'bloomington-2017' });
const { dependencies: deps } = app;
await insertCity(deps);

const SPEED = { id: 'speed', label: { zh: '办理速度', en: 'Speed' }, text: { zh: '办得快吗？', en: 'Was it fast?' } };

/** The city with a second question and a group whose answers its hotline counts. */
function withHotline(city: City): City {
  const group = { id: 'hotline', label: { zh: '热线', en: 'Hotline' }, who: { zh: '来电人', en: 'callers' } };
  const channel = { id: 'line-12345', label: { zh: '12345 热线', en: 'Hotline 12345' }, uniqueness: { zh: '未查重', en: 'not checked for repeats' } };
  return {
    ...city,
    demonstration: true,
    groups: [...city.groups, { ...group, questionnaire: 'survey', channels: ['line-12345'], kind: 'open', roster: null }],
    channels: [...city.channels, { ...channel, proof: 'counts' }],
    questionnaires: city.questionnaires.map((asked) => ({ ...asked, questions: [...asked.questions, SPEED] })),
  } as City;
}

/** The scheme that scores that group with a third of the weight. */
function schemeWithHotline(): { readonly scheme: Scheme; readonly digest: string } {
  const loaded = loadScheme(PROJECT, 'bloomington-2017');
  const scheme = structuredClone(loaded.scheme) as unknown as { categories: { tree: { groups: object[]; questionnaires: { questions: object[] }[] } }[] };
  for (const { tree } of scheme.categories) {
    tree.groups = [
      { ...tree.groups[0], weight: '2' },
      { ...tree.groups[0], id: 'hotline', label: { zh: '热线', en: 'Hotline' }, weight: '1' },
    ];
    for (const asked of tree.questionnaires) asked.questions = [...asked.questions, { ...asked.questions[0], id: 'speed', label: SPEED.label }];
  }
  return { scheme: scheme as unknown as Scheme, digest: loaded.digest };
}

Object.assign(deps, { city: withHotline(deps.city) });
const W = 'hotline';
const cycle = deps.city.cycles.at(-1)?.id ?? '';
const { scheme, digest } = schemeWithHotline();
await draftWindow(deps, {
  window: W,
  cycle,
  opensAt: new Date(deps.clock().getTime() - 1000),
  closesAt: new Date(Date.now() + 3_600_000),
  custody: 'demonstration',
});
await sealWindow(deps, { window: W, custody: 'demonstration', ...schemeParts({ scheme, digest }) });
await openWindow(deps, W);
const [staff, approver] = [await app.as('office-staff'), await app.as('office-approver')];

const at = (rest: string): string => `/api/v1/windows/${W}/imports${rest}`;
const counting = {
  unit: '单位',
  counts: {
    服务质量·满意: { question: 'quality', level: 'excellent' },
    服务质量·不满意: { question: 'quality', level: 'poor' },
    办理速度·满意: { question: 'speed', level: 'excellent' },
    办理速度·不满意: { question: 'speed', level: 'poor' },
  },
  group: 'hotline',
  channel: 'line-12345',
};
const ORIGIN = { source: '12345 政务服务便民热线', method: '办结后电话回访', from: '2026-10-01', to: '2026-10-31' };
const unitName = (id: string): string => deps.city.units.find((unit) => unit.id === id)?.name.zh ?? '';
const stage = (file: string | Uint8Array, kind = 'hotline') =>
  staff.call('POST', at('/files'), { kind, fileName: '热线.xlsx', content: Buffer.from(file as string).toString('base64') });
const preview = async (file: string | Uint8Array, change: object = {}) => {
  const { body: staged } = await stage(file);
  const answer = await staff.call('POST', at(`/files/${staged.id}/preview`), { counting: { ...counting, ...change } });
  await staff.call('DELETE', at(`/files/${staged.id}`));
  return answer;
};
const HEAD = '单位,服务质量,,办理速度,\n,满意,不满意,满意,不满意\n';

const workbook = await writeXlsx({
  sheets: [
    {
      name: '10月',
      rows: [
        ['十月热线满意度', null, null, null, null],
        ['单位', '服务质量', null, '办理速度', null],
        [null, '满意', '不满意', '满意', '不满意'],
        [unitName('police-services'), '１２０', 30, '1,080', null],
        [unitName('street-repair'), 5, 4, 40, 60],
        ['合计', 125, 34, 1120, 60],
      ],
      merges: [
        { startRow: 0, startCol: 0, endRow: 0, endCol: 4 },
        { startRow: 1, startCol: 0, endRow: 2, endCol: 0 },
        { startRow: 1, startCol: 1, endRow: 1, endCol: 2 },
        { startRow: 1, startCol: 3, endRow: 1, endCol: 4 },
      ],
    },
  ],
});

test('a table with merged headings and full-width digits is looked at and previewed', async () => {
  const { status, body: staged } = await stage(workbook);
  expect(status).toBe(201);
  expect(staged.sheets[0]).toMatchObject({ headerLine: 3, rows: 3 });
  expect(staged.sheets[0].columns.map(({ heading }: { heading: string }) => heading)).toEqual(['单位', ...Object.keys(counting.counts)]);
  await staff.call('DELETE', at(`/files/${staged.id}`));
  const { body } = await preview(workbook);
  expect(body).toMatchObject({
    people: 0,
    ballots: 0,
    counts: { 'police-services': { excellent: 1200, poor: 30 }, 'street-repair': { excellent: 45, poor: 64 } },
  });
});

test('GB 18030 text, which has lost its merged cells, reads alike', async () => {
  const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');
  const [unit, quality, speed, yes, no] = [bytes('b5a5cebb'), bytes('b7fecef1d6cac1bf'), bytes('b0ecc0edcbd9b6c8'), bytes('c2fad2e2'), bytes('b2bbc2fad2e2')];
  const line = (...cells: (Buffer | string)[]) =>
    Buffer.concat(cells.flatMap((cell, i) => [Buffer.from(i === 0 ? '' : ','), Buffer.from(cell as string)]).concat(Buffer.from('\n')));
  const { body } = await preview(Buffer.concat([line(unit, quality, '', speed, ''), line('', yes, no, yes, no), line('police-services', '12', '0', '-', '3')]));
  expect(body.counts).toEqual({ 'police-services': { excellent: 12, poor: 3 } });
});

test('faults are told by line and column, and nothing is brought in', async () => {
  const rows = ['police-services,1.5,-3,12%,4', 'nowhere,1,1,1,1', 'police-services,1,1,1,1', '合计,9,9,9,9', 'street-repair,1,1,1'];
  const { status, body } = await preview(`${HEAD}${rows.join('\n')}\n`);
  expect(status).toBe(422);
  expect(body.errors.map(({ path }: { path: string }) => path)).toEqual([
    'line 3, column 服务质量·满意',
    'line 3, column 服务质量·不满意',
    'line 3, column 办理速度·满意',
    'line 4, column 单位',
    'line 5, column 单位',
    'line 6, column 服务质量·满意',
    'line 6, column 服务质量·不满意',
    'line 6, column 办理速度·满意',
    'line 6, column 办理速度·不满意',
    'line 7',
  ]);
  expect((await preview(`${HEAD}police-services,,,,\n`)).body.errors[0].messages.zh).toBe('表里一个数也没有。');
  const wrong = { counts: { 服务质量·满意: { question: 'price', level: 'excellent' }, 服务质量·不满意: { question: 'quality', level: 'superb' } } };
  expect((await preview(`${HEAD}police-services,1,1,1,1\n`, wrong)).body.errors).toHaveLength(2);
  expect((await preview(`${HEAD}police-services,1,1,1,1\n`, { group: 'residents', channel: 'third-party' })).body.code).toBe('import.channel_not_imported');
  expect(await deps.db.$count(imports)).toBe(0);
});

/** The same sums with other levels, under the window's own secret: what an administrator of the server could write. */
async function swapCounts(id: string, fileSha256: string): Promise<void> {
  const better = {
    'police-services': { quality: { excellent: 150 }, speed: { excellent: 1080 } },
    'street-repair': { quality: { excellent: 9 }, speed: { excellent: 100 } },
  };
  const counts = keep(deps, W, placeOfCounts(fileSha256), Buffer.from(JSON.stringify(better)));
  await deps.db.update(imports).set({ counts }).where(eq(imports.id, id));
}

test('two people bring the counts in; they are kept apart from ballots, unreadable until the opening, signed at closing and scored', async () => {
  const { body: staged } = await stage(workbook);
  const { body: seen } = await staff.call('POST', at(`/files/${staged.id}/preview`), { counting });
  expect((await staff.call('POST', at(`/files/${staged.id}/proposal`), { counting, origin: ORIGIN, digest: seen.digest })).status).toBe(200);
  expect((await staff.call('POST', at(`/files/${staged.id}/commit`))).body.code).toBe('import.second_person_needed');
  expect((await approver.call('POST', at(`/files/${staged.id}/commit`))).status).toBe(202);
  await expect.poll(() => deps.db.$count(imports)).toBe(1);
  expect((await stage(workbook)).body.code).toBe('import.already_imported');
  const [kept] = await deps.db.select().from(imports);
  expect(kept).toMatchObject({ kind: 'hotline', people: 0, ballots: 0, answers: 1339, origin: ORIGIN });
  expect(Buffer.from(kept?.counts ?? []).includes('1080')).toBe(false);
  expect(await deps.db.$count(tallies)).toBe(0);
  const cast = Array.from({ length: 12 }, (_, i) => ({
    unit: 'police-services',
    group: 'residents',
    channel: 'third-party',
    subject: `r${i}`,
    answers: { quality: 'good', speed: 'fair' },
  }));
  await castMany(deps, W, cast);
  const { statement } = await closeWindow(deps, W, staff.userId ?? '', '演示提前截止');
  expect(statement.ballots).toBe(12);
  expect(statement.counted).toEqual([
    { unit: 'police-services', group: 'hotline', answers: 1230 },
    { unit: 'street-repair', group: 'hotline', answers: 109 },
  ]);
  expect(statement).toMatchObject({ countedSha256: expect.stringMatching(/^[0-9a-f]{64}$/), importsSha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  await proposeOpening(deps, W, staff.userId ?? '');
  await swapCounts(kept?.id ?? '', kept?.fileSha256 ?? '');
  await expect(confirmOpening(deps, W, approver.userId ?? '').then(({ finished }) => finished)).rejects.toMatchObject({ code: 'window.altered_after_closing' });
  await deps.db.update(imports).set({ counts: kept?.counts });
  await (await confirmOpening(deps, W, approver.userId ?? '')).finished;
  expect((await findWindow(deps.db, W))?.state).toBe('opened');
  const rows = await listTallies(deps.db, W);
  expect(rows.map(({ unitId, group, origin }) => [unitId, group, origin])).toEqual([
    ['police-services', 'hotline', 'counts'],
    ['police-services', 'residents', 'ballots'],
    ['street-repair', 'hotline', 'counts'],
  ]);
  const units = deps.city.units.filter(({ id }) => id === 'police-services' || id === 'street-repair').map(({ id, category }) => ({ id, category }));
  const nothing = { periodPositions: new Map(), plans: [], goals: [], reports: [], entries: [], partValues: [], findings: [] };
  const input = assembleInput(scheme, { cycle, units, ...nothing, tallies: rows } as never);
  const police = input.units.find(({ id }) => id === 'police-services')?.ratings ?? {};
  expect(police['hotline']?.counts).toEqual({ quality: { excellent: 120, poor: 30 }, speed: { excellent: 1080 } });
  const street = input.units.find(({ id }) => id === 'street-repair')?.ratings ?? {};
  expect(Object.keys(street['hotline']?.counts ?? {}), 'nine answers are below the minimum').toEqual(['speed']);
  // residents: (200/3 + 100/3) / 2 = 50, hotline: (80 + 100) / 2 = 90; weights 2 and 1
  const result = score(scheme, input, { digest });
  expect(result.units.find(({ id }) => id === 'police-services')?.total?.exact).toBe('190/3');
}, 60_000);
