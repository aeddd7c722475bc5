import { type Anything, type Edit, edit, json, text } from './edit.ts';

const INPUT = 'scores/2024/input.json';
const unit = (id: string) => (value: Anything) => value.units.find((one: Anything) => one.id === id);
const water = unit('water');

/** What the engine takes. */
export const INPUTS: readonly Edit[] = [
  edit(
    'one more answer of the best level',
    json(INPUT, (value) => bumpNumber(Object.values<Record<string, number>>(water(value).ratings['public-web'].counts)[0] ?? {})),
    'tallies.pairs',
  ),
  edit(
    'answers moved between levels of a panel',
    json(INPUT, (value) => shift(water(value).ratings.community.counts)),
    'scores.total',
  ),
  edit(
    'a tally below the minimum is published',
    json(INPUT, (value) => {
      unit('health')(value).ratings['public-newspaper'].counts = { results: { good5: 4 } };
    }),
    'tallies.minimum',
  ),
  edit(
    'a sum of products is changed',
    json(INPUT, (value) => bump(water(value).ratings['public-web'].products)),
    'tallies.pairs',
  ),
  edit(
    'a number of pairs is changed',
    json(INPUT, (value) => bumpNumber(water(value).ratings['public-web'].pairs)),
    'tallies.pairs',
  ),
  edit(
    'the list of a panel gets longer',
    json(INPUT, (value) => (water(value).ratings.community.roster = 400)),
    'scores.interval',
  ),
  edit(
    'more answers than ballots in the box',
    json(INPUT, (value) => grow(unit('housing')(value).ratings.community.counts)),
    'window.tallies',
  ),
  edit(
    'a figure of a goal is raised',
    json(INPUT, (value) => (water(value).values['main-business'][0].verified = '131')),
    'scores.total',
  ),
  edit(
    'a given value is raised',
    json(INPUT, (value) => (water(value).values['key-tasks'].manyuan = '99.9')),
    'scores.total',
  ),
  edit(
    'a deduction is halved',
    json(INPUT, (value) => (water(value).findings.find(({ kind }: Anything) => kind === 'deduct').points = '1')),
    'scores.input',
  ),
  edit(
    'a veto disappears',
    json(INPUT, (value) => (unit('transport')(value).findings = unit('transport')(value).findings.filter(({ kind }: Anything) => kind !== 'veto'))),
    'scores.grade',
  ),
  edit(
    'a finding gets another document',
    json(INPUT, (value) => (water(value).findings[0].source = '别的文件')),
    'scores.step',
  ),
  edit(
    'a unit is left out of the scores',
    json(INPUT, (value) => (value.units = value.units.filter(({ id }: Anything) => id !== 'water'))),
    'scores.units',
  ),
  edit(
    'a unit is scored in another category',
    json(INPUT, (value) => (water(value).category = 'zone')),
    'scores.input',
  ),
  edit(
    'a value stands twice',
    text(INPUT, (before) => before.replace('"cycle":"2024"', '"cycle":"2023","cycle":"2024"')),
    'json.spelling',
  ),
];

function shift(counts: Record<string, Record<string, number>>): void {
  const [levels = {}] = Object.values(counts);
  const [best = '', next = ''] = Object.keys(levels).filter((level) => level !== 'dk');
  levels[best] = (levels[best] ?? 0) + 5;
  levels[next] = (levels[next] ?? 0) - 5;
}

function bump(sums: Record<string, string>): void {
  const [pair = ''] = Object.keys(sums);
  sums[pair] = String(Number(sums[pair]?.split('/')[0]) + 1);
}

function bumpNumber(pairs: Record<string, number>): void {
  const [pair = ''] = Object.keys(pairs);
  pairs[pair] = (pairs[pair] ?? 0) + 1;
}

function grow(counts: Record<string, Record<string, number>>): void {
  for (const levels of Object.values(counts)) for (const level of Object.keys(levels)) levels[level] = (levels[level] ?? 0) + 4;
}
