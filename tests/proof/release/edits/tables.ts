import { type Edit, edit, json, text } from './edit.ts';

const WINDOW = 'windows/demo-2024.json';

/** A note that ends a key as two bodies sign it. */
const END = { on: '2099-01-01T00:00:00.000Z', by: ['市审计局', '市公证处'] };

/** Rating windows. */
export const WINDOWS: readonly Edit[] = [
  edit(
    'the ballots of a group are changed',
    json('windows.json', ([one]) => (one.ballots.community += 1)),
    'window.counts',
  ),
  edit(
    'the closing root is changed',
    json('windows.json', ([one]) => (one.closingRoot = '0'.repeat(64))),
    'window.closing',
  ),
  edit(
    'the root of the log is changed',
    json('windows.json', ([one]) => (one.logRoot = '0'.repeat(64))),
    'window.log',
  ),
  edit(
    'a window is called archived without the end of its key',
    json('windows.json', ([one]) => Object.assign(one, { state: 'archived', keyDestroyed: null })),
    'window.key_destroyed',
  ),
  edit(
    'the key is said to be destroyed while the window can still be opened again',
    json('windows.json', ([one]) => Object.assign(one, { state: 'opened', keyDestroyed: END })),
    'window.key_destroyed',
  ),
  edit(
    'one body alone ended the key',
    json('windows.json', ([one]) => Object.assign(one, { state: 'archived', keyDestroyed: { ...END, by: ['市审计局', '市审计局'] } })),
    'window.key_destroyed',
  ),
  edit(
    'the key ended before the opening',
    json('windows.json', ([one]) => Object.assign(one, { state: 'archived', keyDestroyed: { ...END, on: '2000-01-01T00:00:00.000Z' } })),
    'window.key_destroyed',
  ),
  edit(
    'an opened window is called open',
    json('windows.json', ([one]) => (one.state = 'open')),
    'window.log',
  ),
  edit(
    'the custody of the key is changed',
    json('windows.json', ([one]) => (one.keyCustody = one.keyCustody === 'holders' ? 'demonstration' : 'holders')),
    'window.custody',
  ),
  edit(
    'the digest of the rules is changed',
    json('windows.json', ([one]) => (one.manifestSha256 = '0'.repeat(64))),
    'window.manifest',
  ),
  edit(
    'a count of the closing statement is changed',
    json(WINDOW, ({ closing }) => (closing.statement.cells[0].ballots += 1)),
    'window.closing',
  ),
  edit(
    'the time of closing is changed',
    json(WINDOW, ({ closing }) => (closing.statement.closedAt = '2024-12-31T00:00:00.000Z')),
    'window.closing',
  ),
  edit(
    'the opening statement disappears',
    json(WINDOW, (record) => (record.log = null)),
    'window.log',
  ),
  edit(
    'spoiled ballots are hidden',
    json(WINDOW, ({ log }) => (log.statement.spoiled = {})),
    'window.log',
  ),
  edit(
    'the sealed rules are changed',
    json(WINDOW, ({ manifest }) => (manifest.groups[0].minimum = 3)),
    'window.manifest',
  ),
  edit(
    'another key signs the statements',
    json(WINDOW, ({ manifest }) => (manifest.signingKey = 'A'.repeat(43))),
    'window.key',
  ),
];

const SPLITS = 'scores/2024/splits.json';

/** How answers came together. */
export const SPLIT_EDITS: readonly Edit[] = [
  edit(
    'a number of a split is changed',
    json(SPLITS, ([one]) => (one.shown.code = { good5: 30 })),
    'splits.line',
  ),
  edit(
    'a label of a split disappears',
    json(SPLITS, ([one]) => delete one.shown.sms),
    'splits.line',
  ),
  edit(
    'a label alone is hidden',
    json(SPLITS, ([one]) => {
      delete one.shown.sms;
      one.hidden = ['sms'];
    }),
    'splits.line',
  ),
  edit(
    'a split of another unit appears',
    json(SPLITS, (splits) => splits.push({ ...splits.at(-1), unit: 'zz' })),
    'splits.line',
  ),
];

const cell = (path: string): Edit =>
  edit(
    `a cell of ${path} is changed`,
    text(path, (before) => before.replace(/\n(.)/, '\nX$1')),
    'table.agrees',
  );

/** CSV files and their dictionary. */
export const TABLES: readonly Edit[] = [
  ...['units', 'periods', 'plans', 'goals', 'progress', 'reports', 'evidence', 'comments', 'replies', 'windows', 'participation'].map((name) =>
    cell(`${name}.csv`),
  ),
  ...['ranking', 'findings', 'values', 'tallies', 'pairs', 'parts', 'splits'].map((name) => cell(`scores/2024/${name}.csv`)),
  edit(
    'a line of a table disappears',
    text('goals.csv', (before) => before.replace(/\n[^\n]+\n$/, '\n')),
    'table.agrees',
  ),
  edit(
    'a line of a table stands twice',
    text('units.csv', (before) => before.replace(/\n([^\n]+)\n$/, '\n$1\n$1\n')),
    'table.agrees',
  ),
  edit(
    'the byte order mark is gone',
    text('units.csv', (before) => before.slice(1)),
    'table.agrees',
  ),
  edit(
    'a column is renamed',
    text('units.csv', (before) => before.replace('name_zh', 'name')),
    'dictionary.complete',
  ),
  edit(
    'a column is not described',
    json('datapackage.json', ({ resources }) => delete resources[0].schema.fields[0].description_zh),
    'dictionary.complete',
  ),
  edit(
    'a file is not described',
    json('datapackage.json', ({ resources }) => resources.pop()),
    'dictionary.complete',
  ),
  edit(
    'a file is described that is not there',
    json('datapackage.json', ({ resources }) => resources.push({ name: 'x', path: 'x.csv' })),
    'dictionary.complete',
  ),
];
