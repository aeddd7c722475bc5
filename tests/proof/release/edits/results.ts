import { type Anything, type Edit, edit, json, text } from './edit.ts';

const RESULT = 'scores/2024/result.json';
const SCHEME = 'schemes/demo-flagship-2024';
const unit = (id: string) => (value: Anything) => value.units.find((one: Anything) => one.id === id);
const water = unit('water');

/** What the engine gave. */
export const RESULTS: readonly Edit[] = [
  edit(
    'a total is raised',
    json(RESULT, (value) => (water(value).total = { exact: '99', rounded: '99.00' })),
    'scores.total',
  ),
  edit(
    'two ranks are exchanged',
    json(RESULT, ({ units: [a, b] }) => ([a.rank, b.rank] = [b.rank, a.rank])),
    'scores.rank',
  ),
  edit(
    'a rank range is narrowed',
    json(RESULT, (value) => (water(value).rankInterval = [1, 1])),
    'scores.rank-interval',
  ),
  edit(
    'an interval is narrowed',
    json(RESULT, (value) => (water(value).interval.low = water(value).interval.high)),
    'scores.interval',
  ),
  edit(
    'a band is changed',
    json(RESULT, (value) => (water(value).band = water(value).band === 'not-separable' ? 'clearly-above' : 'not-separable')),
    'scores.band',
  ),
  edit(
    'a grade is changed',
    json(RESULT, (value) => (water(value).grade = 'poor')),
    'scores.grade',
  ),
  edit(
    'a commendation is given',
    json(RESULT, (value) => (water(value).commended = !water(value).commended)),
    'scores.commended',
  ),
  edit(
    'a unit without a total gets one',
    json(RESULT, (value) => (unit('statistics')(value).total = { exact: '80', rounded: '80.00' })),
    'scores.total',
  ),
  edit(
    'a step of a score is changed',
    json(RESULT, (value) => (water(value).tree.children[0].rounded = '1.00')),
    'scores.step',
  ),
  edit(
    'a step deep in the tree is changed',
    json(RESULT, (value) => (water(value).tree.children[0].children[0].exact = '1')),
    'scores.step',
  ),
  edit(
    'a note disappears',
    json(RESULT, (value) => (unit('statistics')(value).notes = [])),
    'scores.step',
  ),
  edit(
    'the mean of a category is changed',
    json(RESULT, (value) => (value.categories[0].mean = { exact: '50', rounded: '50.00' })),
    'scores.mean',
  ),
  edit(
    'a unit disappears from the result',
    json(RESULT, (value) => value.units.shift()),
    'scores.units',
  ),
  edit(
    'two units change places in the file',
    json(RESULT, ({ units }) => units.splice(0, 2, units[1], units[0])),
    'scores.bytes',
  ),
  edit(
    'the result names another engine',
    json(RESULT, (value) => (value.engine = '0.9.0')),
    'chain.scores',
  ),
  edit(
    'the result names another scheme',
    json(RESULT, (value) => (value.scheme = value.scheme.replace(/.$/, '0'))),
    'scheme.reference',
  ),
  edit(
    'an unused value is hidden',
    json(RESULT, (value) => (value.unused = ['somewhere'])),
    'scores.head',
  ),
];

/** The schemes. */
export const RULES: readonly Edit[] = [
  edit(
    'a weight of the scheme is changed (JSON)',
    text(`${SCHEME}.json`, (before) => before.replace('"minimum": 10', '"minimum": 9')),
    'scheme.digest',
  ),
  edit(
    'a label of the scheme is changed (JSON)',
    json(`${SCHEME}.json`, (scheme) => (scheme.title.zh = '别的办法')),
    'scheme.digest',
  ),
  edit(
    'a number of the scheme is changed (YAML)',
    text(`${SCHEME}.yaml`, (before) => before.replace(/minimum: \d+/, 'minimum: 11')),
    'scheme.yaml',
  ),
  edit(
    'a comment in the YAML is changed',
    text(`${SCHEME}.yaml`, (before) => `# another\n${before}`),
    null,
  ),
  edit(
    'the YAML is broken',
    text(`${SCHEME}.yaml`, (before) => `${before}\n  : :\n- x`),
    'scheme.form',
  ),
];
