import { expect, test } from 'vitest';
import { countedFaults } from '../../../proof/release/checks/counted.ts';
import { importFaults } from '../../../proof/release/checks/imports.ts';
import type { PublicImport, WindowRecord } from '../../../proof/release/files.ts';
import { listDigest } from '../../../proof/release/import-digest.ts';

const survey: PublicImport = {
  ...{ kind: 'survey', group: 'community', channel: 'interview', people: 120, ballots: 40, sha256: 'a'.repeat(64), on: '2026-11-12' },
  origin: { source: '社情民意调查中心', method: '电话访问', from: '2026-11-01', to: '2026-11-10' },
  clippings: null,
};
const paper: PublicImport = {
  ...{ kind: 'clippings', group: 'newspaper', channel: 'paper', people: 10, ballots: 20, sha256: null, on: '2026-11-12', origin: null },
  clippings: { received: 10, spoiled: { copy: 2 }, differed: 1 },
};

function faultsOf(...imports: readonly PublicImport[]): number {
  const record = {
    imports,
    manifest: {
      groups: [
        { id: 'community', channels: ['invitation', 'interview'] },
        { id: 'newspaper', channels: ['paper'] },
      ],
    },
    closing: {
      statement: {
        channels: [
          { group: 'community', channel: 'interview', issued: 30, ballots: 40 },
          { group: 'newspaper', channel: 'paper', issued: 10, ballots: 20 },
        ],
      },
    },
  } as unknown as WindowRecord;
  return importFaults(record).length;
}

test('imports that fit the rules and the counts hold; so does a record without any', () => {
  expect(faultsOf(survey, paper)).toBe(0);
  expect(faultsOf()).toBe(0);
});

test.each<[string, readonly PublicImport[]]>([
  ['a group that the rules do not have', [{ ...survey, group: 'leaders' }]],
  ['a channel of another group', [{ ...survey, channel: 'paper' }]],
  ['more ballots than were counted', [{ ...survey, ballots: 41 }]],
  ['the same file twice over the count', [survey, survey]],
  ['a survey without a digest', [{ ...survey, sha256: null }]],
  ['a digest that is none', [{ ...survey, sha256: 'A'.repeat(64) }]],
  ['a digest of few people’s answers, which can be tried out', [{ ...survey, people: 99 }]],
  ['days the wrong way round', [{ ...survey, origin: { source: 'x', method: 'y', from: '2026-11-11', to: '2026-11-10' } }]],
  ['clippings without figures', [{ ...paper, clippings: null }]],
  ['more spoiled than received', [{ ...paper, clippings: { received: 10, spoiled: { copy: 11 }, differed: 1 } }]],
  ['another number received than told', [{ ...paper, people: 9 }]],
])('%s is told', (_, imports) => {
  expect(faultsOf(...imports)).toBeGreaterThan(0);
});

test('the list of imports is the one that was signed at closing', () => {
  const channels = [{ group: 'community', channel: 'interview', issued: 30, ballots: 40 }];
  const signed = (imports: readonly PublicImport[], importsSha256: string) =>
    importFaults({
      ...{ imports, manifest: { groups: [{ id: 'community', channels: ['interview'] }] } },
      closing: { statement: { channels, importsSha256 } },
    } as unknown as WindowRecord).map(([id]) => id);
  const one = { ...survey, people: 120, sha256: 'a'.repeat(64) };
  expect(signed([one], listDigest([one]))).toEqual([]);
  expect(signed([], listDigest([]))).toEqual([]);
  const origin = { ...(one.origin as NonNullable<PublicImport['origin']>), sample: 4000 };
  for (const edited of [
    [],
    [one, one],
    [{ ...one, people: 119, sha256: null }],
    [{ ...one, origin }],
    [{ ...one, sha256: 'b'.repeat(64) }],
    [{ ...one, on: '2026-11-13' }],
  ])
    expect(signed(edited, listDigest([one]))).toContain('window.imports');
});

const hotline: PublicImport = {
  ...{ kind: 'hotline', group: 'hotline', channel: 'line-12345', people: 0, ballots: 0, answers: 150, sha256: null, on: '2026-11-12' },
  origin: { source: '12345 热线', method: '办结后回访', from: '2026-10-01', to: '2026-10-31' },
  clippings: null,
};

function countedOf(counts: Record<string, Record<string, number>>, imports: readonly PublicImport[] = [hotline], answers = 150): number {
  const record = {
    imports,
    manifest: {
      cycle: '2026',
      groups: [{ id: 'hotline', channels: ['line-12345'], questionnaire: 'calls' }],
      questionnaires: [{ id: 'calls', questions: [{ id: 'quality' }, { id: 'speed' }] }],
    },
    closing: { statement: { channels: [], counted: [{ unit: 'water', group: 'hotline', answers }] } },
    log: {},
  } as unknown as WindowRecord;
  const scores = [{ cycle: '2026', input: { units: [{ id: 'water', ratings: { hotline: { counts } } }] } }];
  return countedFaults({ scores } as never, record).length + importFaults(record).length;
}

test('counts of a hotline that agree with the closing statement hold, with a question below the minimum left out as well', () => {
  expect(countedOf({ quality: { good: 100, poor: 20 }, speed: { good: 30 } })).toBe(0);
  expect(countedOf({ quality: { good: 100, poor: 20 } })).toBe(0);
});

test.each<[string, () => number]>([
  ['an answer more than was signed', () => countedOf({ quality: { good: 100, poor: 21 }, speed: { good: 30 } })],
  ['an answer less, with no question left out', () => countedOf({ quality: { good: 99, poor: 20 }, speed: { good: 30 } })],
  ['files that hold more than was signed', () => countedOf({ quality: { good: 150 }, speed: {} }, [hotline, { ...hotline, on: '2026-11-13' }])],
  ['signed answers of no file', () => countedOf({ quality: { good: 150 }, speed: {} }, [])],
  [
    'a digest of counts, of which all but the smallest are public',
    () => countedOf({ quality: { good: 150 }, speed: {} }, [{ ...hotline, sha256: 'b'.repeat(64) }]),
  ],
  ['counts that are called ballots', () => countedOf({ quality: { good: 150 }, speed: {} }, [{ ...hotline, ballots: 150 }])],
  ['a survey that is called counts', () => countedOf({ quality: { good: 150 }, speed: {} }, [hotline, { ...hotline, kind: 'survey', answers: 0 }])],
])('%s: told', (_, faults) => {
  expect(faults()).toBeGreaterThan(0);
});
