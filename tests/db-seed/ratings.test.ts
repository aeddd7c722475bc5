import { describe, expect, test } from 'vitest';
import { EMPTY_CELLS } from '../../db/seed/demo/ballots.ts';
import { LEVEL_VALUES, tally } from '../../db/seed/demo/tallies.ts';
import { ballots, city, countBy, demo } from './demo.fixture.ts';

const groups = new Map(city.groups.map((group) => [group.id, group]));
const questionnaire = (group: string) => city.questionnaires.find((one) => one.id === groups.get(group)?.questionnaire);

describe('ballots of the open window', () => {
  test('there are 12 to 14 thousand, from all eight groups, about all 122 units', () => {
    expect(ballots.length).toBeGreaterThan(12_000);
    expect(ballots.length).toBeLessThan(14_000);
    expect(new Set(ballots.map((ballot) => ballot.group))).toEqual(new Set(groups.keys()));
    expect(new Set(ballots.map((ballot) => ballot.unitId)).size).toBe(122);
  });

  test('each answers its own questionnaire through a channel of its group', () => {
    for (const { group, channel, answers } of ballots) {
      const asked = questionnaire(group);
      const known = new Set([...(asked?.questions ?? []).map((question) => question.id), ...(asked?.screening ? [asked.screening.id] : [])]);
      const levels = new Set([...(asked?.levels ?? []).map((level) => level.id), 'dk']);
      expect(groups.get(group)?.channels).toContain(channel);
      for (const [question, level] of Object.entries(answers)) {
        expect(known.has(question)).toBe(true);
        expect(question === asked?.screening?.id ? ['yes', 'no'].includes(level) : levels.has(level)).toBe(true);
      }
    }
  });

  test('no panel gives more ballots about a unit than it has members', () => {
    for (const [key, count] of Object.entries(countBy(ballots, (ballot) => `${ballot.unitId}/${ballot.group}`))) {
      expect(count).toBeLessThanOrEqual(groups.get(key.split('/')[1] ?? '')?.roster ?? Number.POSITIVE_INFINITY);
    }
    expect(demo.rosters['demo-2025']).toEqual({ community: 120, deputies: 45, 'civil-servants': 36, 'city-leaders': 8, journalists: 7, honorary: 6 });
  });

  test('some groups are empty for some units', () => {
    const counts = countBy(ballots, (ballot) => `${ballot.unitId}/${ballot.group}`);
    const empty = city.units.flatMap((unit) => city.groups.filter((group) => !counts[`${unit.id}/${group.id}`]).map((group) => `${unit.id}/${group.id}`));
    expect(new Set(empty)).toEqual(new Set(Object.entries(EMPTY_CELLS).flatMap(([unit, list]) => list.map((group) => `${unit}/${group}`))));
  });

  test('answers are skewed high, and "don\'t know" takes 3 to 25 % of each question', () => {
    for (const [question, values] of Map.groupBy(
      ballots.flatMap((ballot) => Object.entries(ballot.answers)),
      ([id]) => id,
    )) {
      if (question === 'dealt') continue;
      const counts = countBy(values, ([, level]) => level);
      const unsure = (counts.dk ?? 0) / values.length;
      expect(unsure, question).toBeGreaterThan(0.03);
      expect(unsure, question).toBeLessThan(0.25);
      expect((counts.good5 ?? 0) + (counts.good4 ?? 0), question).toBeGreaterThan(values.length / 2);
      expect(counts.good1 ?? 0, question).toBeGreaterThan(0);
    }
  });

  test('units really differ', () => {
    const means = [...Map.groupBy(ballots, (ballot) => ballot.unitId).values()].map((own) => {
      const values = own.flatMap((ballot) => Object.values(ballot.answers).flatMap((level) => LEVEL_VALUES[level] ?? []));
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    });
    expect(Math.max(...means) - Math.min(...means)).toBeGreaterThan(15);
  });
});

describe('tallies', () => {
  const open = city.cycles.find((cycle) => cycle.id === '2025');
  const counted = open ? tally(city, open.window?.id ?? '', ballots) : [];
  const valid = (counts: Record<string, number> = {}): number => Object.entries(counts).reduce((sum, [level, n]) => (level === 'dk' ? sum : sum + n), 0);

  test('some public cells fall below the minimum of 10', () => {
    const few = counted.filter(
      (row) => ['public-web', 'public-newspaper', 'community'].includes(row.group) && Object.values(row.counts).some((counts) => valid(counts) < 10),
    );
    expect(few.length).toBeGreaterThan(10);
    expect(few.length).toBeLessThan(150);
  });

  test('the earlier year came as imported tallies', () => {
    expect(demo.tallies.every((row) => row.origin === 'imported' && row.windowId === 'demo-2024')).toBe(true);
    expect(demo.tallies.length).toBeGreaterThan(900);
  });

  test.each(['imported', 'counted'])('counts, pairs and products agree: %s', (which) => {
    for (const row of which === 'imported' ? demo.tallies : counted) {
      const questions = Object.keys(row.counts);
      expect(questions).toEqual([...questions].sort());
      const keys = questions.flatMap((a, i) => questions.slice(i).map((b) => `${a}*${b}`));
      expect([Object.keys(row.pairs), Object.keys(row.products)]).toEqual([keys, keys]);
      for (const question of questions) {
        const counts = row.counts[question] ?? {};
        const squares = Object.entries(counts).reduce((sum, [level, n]) => sum + n * (LEVEL_VALUES[level] ?? 0) ** 2, 0);
        expect(row.pairs[`${question}*${question}`]).toBe(valid(counts));
        expect(row.products[`${question}*${question}`]).toBe(String(squares));
      }
      for (const key of keys) {
        const [a = '', b = ''] = key.split('*');
        expect(row.pairs[key]).toBeLessThanOrEqual(Math.min(valid(row.counts[a]), valid(row.counts[b])));
      }
    }
  });

  test('order of ballots does not matter', () => {
    const sorted = (rows: typeof counted): string => JSON.stringify([...rows].sort((a, b) => (`${a.unitId}/${a.group}` < `${b.unitId}/${b.group}` ? -1 : 1)));
    expect(open && sorted(tally(city, open.window?.id ?? '', [...ballots].reverse()))).toBe(sorted(counted));
  });
});
