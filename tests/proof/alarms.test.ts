import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AlarmSource, alarmsOf, eligibleIn } from '../../proof/alarms.ts';
import { figureFaults } from '../../proof/release/checks/figures.ts';
import type { ClosingStatement, LogStatement, WindowRecord } from '../../proof/release/files.ts';
import { manifest as sealed } from './proof.fixture.ts';

const [open, panel] = sealed.groups;
if (!open || !panel) throw new Error('two groups');
const manifest = {
  ...sealed,
  groups: [open, { ...panel, kind: 'panel' as const, roster: 20 }],
  areas: [
    { id: 'east', eligible: 100 },
    { id: 'west', eligible: null },
  ],
};

type Closing = NonNullable<AlarmSource['closing']>;
const closing: Closing = {
  cells: [
    { unit: 'water', group: 'public-web', ballots: 60 },
    { unit: 'water', group: 'community', ballots: 20 },
    { unit: 'education-bureau', group: 'public-web', ballots: 40 },
  ],
  channels: [
    { group: 'community', channel: 'code', issued: 20, used: 20, ballots: 20 },
    { group: 'public-web', channel: 'code', issued: 90, used: 60, ballots: 60 },
    { group: 'public-web', channel: 'sms', issued: null, used: 40, ballots: 40 },
  ],
  areas: [
    { area: 'all', proofs: 40, ballots: 40, most: { unit: 'water', ballots: 30 } },
    { area: 'east', proofs: 60, ballots: 60, most: { unit: 'water', ballots: 40 } },
    { area: 'west', proofs: 20, ballots: 20, most: { unit: 'water', ballots: 10 } },
  ],
};
const log: NonNullable<AlarmSource['log']> = {
  ballots: 120,
  spoiled: { 'bad-form': 6 },
  labels: [{ group: 'public-web', by: 'channel', label: 'sms', ballots: 60, spoiled: 3 }],
};
const survey = { group: 'community', channel: 'interview', people: 20, origin: null };

const alarmsWith = (change: Partial<AlarmSource>) => alarmsOf({ manifest, closing, log, imports: [survey], ...change });
const change = <T>(list: readonly T[], at: number, fields: Partial<T>): T[] => list.map((one, i) => (i === at ? { ...one, ...fields } : one));

test('figures that fit raise no alarm; before closing there is nothing to say', () => {
  expect(alarmsWith({})).toEqual([]);
  expect(alarmsWith({ closing: null, log: null })).toBeNull();
});

const place = { group: null, channel: null, area: null, unit: null };
test.each<[string, Partial<AlarmSource>, object]>([
  [
    'more proofs used than issued',
    { closing: { ...closing, channels: change(closing.channels, 1, { used: 91 }) } },
    { stage: 'closing', kind: 'used', ...place, group: 'public-web', channel: 'code', figure: 91, limit: 90 },
  ],
  [
    'more ballots than the used proofs allow',
    { closing: { ...closing, channels: change(closing.channels, 2, { used: 19, ballots: 40 }) } },
    { stage: 'closing', kind: 'rights', ...place, group: 'public-web', channel: 'sms', figure: 40, limit: 38 },
  ],
  [
    'more ballots about a unit than people on the list',
    { closing: { ...closing, cells: change(closing.cells, 1, { ballots: 21 }) } },
    { stage: 'closing', kind: 'roster', ...place, group: 'community', unit: 'water', figure: 21, limit: 20 },
  ],
  [
    'more distinct proofs of an area than eligible residents',
    { closing: { ...closing, areas: change(closing.areas ?? [], 1, { proofs: 101 }) } },
    { stage: 'closing', kind: 'residents', ...place, area: 'east', figure: 101, limit: 100 },
  ],
  [
    'more ballots of an area about one unit than eligible residents',
    { closing: { ...closing, areas: change(closing.areas ?? [], 1, { most: { unit: 'water', ballots: 101 } }) } },
    { stage: 'closing', kind: 'ballots', ...place, area: 'east', unit: 'water', figure: 101, limit: 100 },
  ],
  [
    'more distinct proofs in the whole city than eligible residents',
    { manifest: { ...manifest, areas: manifest.areas.map(({ id }) => ({ id, eligible: 59 })) } },
    { stage: 'closing', kind: 'residents', ...place, area: 'all', figure: 120, limit: 118 },
  ],
  [
    'an import above the list of its group',
    { imports: [{ ...survey, people: 21 }] },
    { stage: 'closing', kind: 'sample', ...place, group: 'community', channel: 'interview', figure: 21, limit: 20 },
  ],
  [
    'an import above its stated sample',
    { imports: [{ ...survey, people: 13, origin: { source: 'x', method: 'y', from: '', to: '', sample: 12 } }] },
    { stage: 'closing', kind: 'sample', ...place, group: 'community', channel: 'interview', figure: 13, limit: 12 },
  ],
  [
    'more than five per cent spoiled',
    { log: { ...log, spoiled: { 'bad-form': 4, empty: 3 } } },
    { stage: 'opening', kind: 'spoiled', ...place, area: 'all', figure: 7, limit: 6 },
  ],
  [
    'more than five per cent spoiled by one channel',
    { log: { ...log, labels: change(log.labels ?? [], 0, { spoiled: 4 }) } },
    { stage: 'opening', kind: 'spoiled', ...place, group: 'public-web', channel: 'sms', figure: 4, limit: 3 },
  ],
])('%s is told with its figures', (_, source, expected) => {
  expect(alarmsWith(source)?.filter(({ kind }) => kind === (expected as { kind: string }).kind)).toContainEqual(expected);
});

test('an area whose population nobody knows raises none, and makes that of the city unknown', () => {
  expect(eligibleIn(manifest.areas, 'west')).toBeNull();
  expect(eligibleIn(manifest.areas, 'all')).toBeNull();
  expect(eligibleIn(undefined, 'all')).toBeNull();
  expect(alarmsWith({ closing: { ...closing, areas: change(closing.areas ?? [], 2, { proofs: 9_999_999 }) } })).toEqual([]);
});

test('the order of the figures does not change the list', () => {
  const many = change(closing.channels, 1, { used: 91, ballots: 200 });
  const areas = change(closing.areas ?? [], 1, { proofs: 500 });
  const told = JSON.stringify(alarmsWith({ closing: { ...closing, channels: many, areas } }));
  fc.assert(
    fc.property(
      fc.shuffledSubarray([...many], { minLength: many.length }),
      fc.shuffledSubarray([...areas], { minLength: areas.length }),
      (channels, shuffled) => {
        expect(JSON.stringify(alarmsWith({ closing: { ...closing, channels, areas: shuffled } }))).toBe(told);
      },
    ),
  );
});

/** A record whose figures fit, as far as these checks read it. */
function record(edit: { readonly closing?: object; readonly log?: object; readonly alarms?: unknown } = {}): WindowRecord {
  const statement = { ...closing, ballots: 120, ...edit.closing } as unknown as ClosingStatement;
  const labels = [
    { group: 'community', by: 'channel', label: 'code', ballots: 20, spoiled: 0 },
    { group: 'public-web', by: 'channel', label: 'code', ballots: 60, spoiled: 1 },
    { group: 'public-web', by: 'channel', label: 'sms', ballots: 40, spoiled: 1 },
    { group: 'public-web', by: 'area', label: 'east', ballots: 70, spoiled: 0 },
    { group: 'public-web', by: 'area', label: 'merged', ballots: 30, spoiled: 2 },
  ];
  const opened = { ballots: 120, spoiled: { empty: 2 }, labels, ...edit.log } as unknown as LogStatement;
  const whole = { manifest, closing: { statement }, log: { statement: opened }, imports: [] } as unknown as WindowRecord;
  const alarms = edit.alarms ?? alarmsOf({ manifest, closing: statement, log: opened, imports: [] });
  return { ...whole, alarms: alarms as never };
}

test('figures that fit are not complained about, nor records from before there were any', () => {
  expect(figureFaults(record())).toEqual([]);
  const { alarms: _, ...older } = record({ closing: { areas: undefined }, log: { labels: undefined } });
  expect(figureFaults(older)).toEqual([]);
});

test('a closed window without its alarms is complained about', () => {
  const { alarms: _, ...silent } = record();
  expect(figureFaults(silent).map(([found]) => found)).toEqual(['window.alarms']);
});

const labels = (record().log as unknown as { statement: { labels: object[] } }).statement.labels;
test.each<[string, Parameters<typeof record>[0], string]>([
  ['an alarm disappears', { closing: { channels: change(closing.channels, 1, { used: 91 }) }, alarms: [] }, 'window.alarms'],
  ['an alarm is made up', { alarms: [{ stage: 'closing', kind: 'used', ...place, figure: 2, limit: 1 }] }, 'window.alarms'],
  ['the ballots of an area are changed', { closing: { areas: change(closing.areas ?? [], 0, { ballots: 39 }) } }, 'window.areas'],
  ['the ballots of a channel are not those of the closing', { log: { labels: change(labels, 1, { ballots: 59 }) } }, 'window.labels'],
  ['a spoiled ballot moves to no channel', { log: { labels: change(labels, 1, { spoiled: 0 }) } }, 'window.labels'],
  ['more spoiled than cast', { log: { labels: change(labels, 4, { ballots: 1, spoiled: 2 }) } }, 'window.labels'],
  ['an area disappears', { log: { labels: labels.slice(0, 4) } }, 'window.labels'],
  ['a group disappears', { log: { labels: labels.slice(1) } }, 'window.labels'],
])('%s: found', (_, edit, id) => {
  expect(figureFaults(record(edit)).map(([found]) => found)).toContain(id);
});
