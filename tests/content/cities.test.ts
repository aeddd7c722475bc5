import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type City, ContentFaults, cityIds, loadCity, loadPages, loadSchemeText } from '../../content/load.ts';
import { checkScheme } from '../../scoring/index.ts';
import { ROOT } from './folder.ts';

const demo = loadCity(ROOT, 'demo');
const bloomington = loadCity(ROOT, 'bloomington-2017');

describe('the demonstration city', () => {
  test('has 113 departments, 8 counties and districts and one zone', () => {
    const count = (category: string): number => demo.units.filter((unit) => unit.category === category).length;
    expect([count('departments'), count('counties'), count('zone'), demo.units.length]).toEqual([113, 8, 1, 122]);
  });

  test('is called a demonstration', () => {
    expect(demo.demonstration).toBe(true);
    expect(demo.notice?.zh).toContain('演示数据');
    expect(demo.notice?.en).toContain('Demonstration data');
  });

  test('says of each channel what is unique and what is not', () => {
    expect(demo.channels.find((channel) => channel.id === 'sms')?.uniqueness.zh).toContain('号码不是人');
    expect(demo.channels.find((channel) => channel.id === 'code')?.uniqueness.zh).toContain('一码一票');
  });

  test('answers comments within the working days of the service promise', () => {
    expect(demo.comments?.kinds.map(({ id, replyWithin }) => [id, replyWithin])).toEqual([
      ['question', 2],
      ['complaint', 5],
      ['serious-complaint', 10],
      ['suggestion', null],
    ]);
  });

  test('no two units have the same English name', () => {
    expect(new Set(demo.units.map((unit) => unit.name.en)).size).toBe(122);
  });
});

describe('the survey city', () => {
  const lines = readFileSync(path.join(bloomington.folder, 'survey/responses.csv'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const column = (name: string): Record<string, number> => {
    const at = lines[0]?.indexOf(name) ?? -1;
    const cells = Map.groupBy(lines.slice(1), (line) => line[at] ?? '');
    return Object.fromEntries([...cells].map(([code, found]) => [code, found.length]));
  };

  test('has 43 services, each with its column, and no personal columns', () => {
    expect(bloomington.units.length).toBe(43);
    expect(lines[0]).toEqual(['id', ...Object.keys(bloomington.import?.columns ?? {})]);
    expect(lines.length - 1).toBe(374);
  });

  test('meets the control totals of its source', () => {
    expect(column('q18a')).toEqual({ '1': 93, '2': 177, '3': 43, '4': 14, '5': 36, '': 11 });
    expect(column('q18g')).toEqual({ '1': 18, '2': 105, '3': 153, '4': 72, '5': 11, '': 15 });
  });

  test('says that it is real, from where and under which licence', () => {
    expect(bloomington.demonstration).toBe(false);
    expect(bloomington.notice?.en).toContain('Real survey data');
    expect(bloomington.source?.licence.en).toContain('CC0');
  });
});

describe.each([
  ['demo', demo],
  ['bloomington-2017', bloomington],
  ['us-apg-fy2022', loadCity(ROOT, 'us-apg-fy2022')],
] as const)('%s and its schemes', (_, city: City) => {
  test.each(city.cycles.map((cycle) => cycle.scheme))('%s names what the city has', (id) => {
    const checked = checkScheme(parse(loadSchemeText(ROOT, id)?.text ?? ''));
    if (!checked.ok) throw new Error(JSON.stringify(checked.faults));
    expect(checked.scheme.categories.map((category) => category.id).sort()).toEqual(city.categories.map((category) => category.id).sort());
    const image = JSON.parse(JSON.stringify(checked.scheme)) as unknown;
    expect(idsUnder(image, 'groups')).toEqual(new Set(city.groups.map((group) => group.id)));
    expect(idsUnder(image, 'levels')).toEqual(new Set(city.questionnaires.flatMap((one) => one.levels.map((level) => level.id))));
    expect(idsUnder(image, 'questions')).toEqual(new Set(city.questionnaires.flatMap((one) => one.questions.map((question) => question.id))));
  });
});

/** Ids of all lists of a name, anywhere in a value. */
function idsUnder(value: unknown, name: string): Set<string> {
  if (typeof value !== 'object' || value === null) return new Set();
  const own = Array.isArray(value) ? [] : ((Object.entries(value).find(([key]) => key === name)?.[1] as { id: string }[] | undefined) ?? []);
  return new Set([...own.map((one) => one.id), ...Object.values(value).flatMap((inner) => [...idsUnder(inner, name)])]);
}

test('the cities are found, an unknown one is refused with a sentence', () => {
  expect(cityIds(ROOT)).toEqual(['bloomington-2017', 'demo', 'us-apg-fy2022']);
  expect(() => loadCity(ROOT, 'nowhere')).toThrow(ContentFaults);
  expect(() => loadCity(ROOT, 'nowhere')).toThrow(/没有这个文件/);
});

test('pages exist in both languages and a city may replace one', () => {
  const pages = loadPages(ROOT, 'demo');
  expect(pages.map((page) => page.id)).toEqual(['about-data', 'accessibility', 'integrity', 'privacy']);
  expect(pages.every((page) => page.zh.title !== '' && page.en.title !== '' && page.zh.body !== '')).toBe(true);
  expect(loadPages(ROOT, 'bloomington-2017')[0]?.en.body).toContain('374');
});
