import { describe, expect, test } from 'vitest';
import { checkReplyValues } from '../../../proof/release/checks/reply-values.ts';
import type { ReleaseContents } from '../../../proof/release/contents.ts';
import type { CaseEvent, CommentRecord, PublicScores } from '../../../proof/release/files.ts';
import { replyValues } from '../../../proof/release/reply-values.ts';
import { category, node, schemeOf } from '../../scoring/systems/small.ts';

/** Monday to Friday; 5 January 2026 is a Monday. */
const calendar = { from: '2026-01-01', to: '2027-12-31', off: [], on: [] };
const rules = {
  kinds: [
    { id: 'question', replyWithin: 2 },
    { id: 'complaint', replyWithin: 5 },
    { id: 'suggestion', replyWithin: null },
  ],
  stops: { longest: 5, reasons: [] },
  handOver: { clock: 'restart' },
} as const;
const share = (id: string, take: string, more = {}) => node('replies', id, { take, no_cases: 'empty', ...more });
const scheme = schemeOf([
  category('all', node('weighted', 'total', { missing: 'zero', parts: [share('prompt', 'in-time', { weight: 1 }), share('solved', 'solved', { weight: 1 })] })),
]);

const event = (kind: CaseEvent['kind'], on: string, after: number, more: Partial<CaseEvent> = {}): CaseEvent => ({
  ...{ kind, on, after, reason: null, from: null, to: null, digest: null },
  ...more,
});
const comment = (id: string, receivedOn: string, answers: readonly string[], more: Partial<CommentRecord> = {}): CommentRecord => ({
  ...{ id, unit: 'water', cycle: '2026', goal: null, kind: 'question', language: 'zh', receivedOn, digest: '', events: [], answerBy: null },
  ...{ replies: answers.map((on) => ({ on, digest: '' })), overdue: false, withdrawn: null, publicOn: receivedOn },
  ...more,
});

const units = [
  { id: 'water', category: 'all' },
  { id: 'roads', category: 'all' },
];
const counted = (comments: readonly CommentRecord[], asOf = '2026-03-31', unit = 'water') => {
  const values = replyValues(scheme, { comments, calendar, rules }, { cycle: '2026', asOf, units }).get(unit);
  const of = (part: string, ids: readonly string[]) => ids.map((id) => values?.[part]?.[id]).join('/');
  return [of('prompt', ['in-time', 'ended']), of('solved', ['solved', 'judged'])];
};

describe('what a scheme counts of cases', () => {
  test.each<[string, CommentRecord, readonly string[]]>([
    ['answered on the last day', comment('a', '2026-01-05', ['2026-01-07']), ['1/1', '0/0']],
    ['answered a day late', comment('a', '2026-01-05', ['2026-01-08']), ['0/1', '0/0']],
    ['never answered', comment('a', '2026-01-05', []), ['0/1', '0/0']],
    ['its last day still to come, though answered', comment('a', '2026-03-31', ['2026-03-31']), ['0/0', '0/0']],
    ['a kind without a term', comment('a', '2026-01-05', [], { kind: 'suggestion' }), ['0/0', '0/0']],
    ['of another year', comment('a', '2026-01-05', [], { cycle: '2025' }), ['0/0', '0/0']],
    ['withdrawn by the day', comment('a', '2026-01-05', [], { withdrawn: { rule: 'r', on: '2026-03-31' } }), ['0/0', '0/0']],
    ['withdrawn later', comment('a', '2026-01-05', [], { withdrawn: { rule: 'r', on: '2026-04-01' } }), ['0/1', '0/0']],
    ['away on the day', comment('a', '2026-01-05', [], { away: { from: '2026-03-30', to: '2026-04-02' } }), ['0/0', '0/0']],
    ['back on the day', comment('a', '2026-01-05', [], { away: { from: '2026-03-01', to: '2026-03-31' } }), ['0/1', '0/0']],
    ['public after the day', comment('a', '2026-01-05', [], { publicOn: '2026-04-01' }), ['0/0', '0/0']],
    ['solved', comment('a', '2026-01-05', ['2026-01-06'], { events: [event('solved', '2026-01-09', 1)] }), ['1/1', '1/1']],
    ['solved, said after the day', comment('a', '2026-01-05', ['2026-01-06'], { events: [event('solved', '2026-04-01', 1)] }), ['1/1', '0/0']],
    [
      'reopened and not answered again: two terms',
      comment('a', '2026-01-05', ['2026-01-06'], { events: [event('reopened', '2026-01-12', 1)] }),
      ['1/2', '0/1'],
    ],
    ['an answer after the day', comment('a', '2026-01-05', ['2026-04-01']), ['0/1', '0/0']],
  ])('%s', (_, one, wanted) => expect(counted([one])).toEqual(wanted));

  test('a case that was handed on counts with whom it stood on the day', () => {
    const moved = comment('a', '2026-01-05', [], { unit: 'roads', events: [event('handed-on', '2026-02-02', 0, { from: 'water', to: 'roads' })] });
    expect([counted([moved], '2026-01-31'), counted([moved], '2026-01-31', 'roads')]).toEqual([
      ['0/1', '0/0'],
      ['0/0', '0/0'],
    ]);
    expect([counted([moved]), counted([moved], '2026-03-31', 'roads')]).toEqual([
      ['0/0', '0/0'],
      ['0/1', '0/0'],
    ]);
  });

  test('what comes after the day changes nothing', () => {
    const before = comment('a', '2026-01-05', ['2026-01-06']);
    const after = comment('a', '2026-01-05', ['2026-01-06', '2026-04-09'], { events: [event('reopened', '2026-04-01', 1), event('solved', '2026-04-10', 2)] });
    expect(counted([after, comment('b', '2026-04-01', [])])).toEqual(counted([before]));
  });
});

const comments = [
  comment('a', '2026-01-05', ['2026-01-07'], { events: [event('solved', '2026-01-09', 1)] }),
  comment('b', '2026-01-12', ['2026-01-20']),
  comment('c', '2026-01-12', [], { unit: 'roads' }),
];
const values = replyValues(scheme, { comments, calendar, rules }, { cycle: '2026', asOf: '2026-03-31', units });
const scores = {
  cycle: '2026',
  input: { scheme: 'small', cycle: '2026', repliesAsOf: '2026-03-31', units: units.map((unit) => ({ ...unit, values: values.get(unit.id) ?? {} })) },
} as unknown as PublicScores;
const found = (edited: readonly CommentRecord[], of = scores) =>
  checkReplyValues(scheme, rules, { comments: edited, calendar } as unknown as ReleaseContents, of).map(({ id, holds, where }) => [id, holds, where]);

describe('a release that scores reply records', () => {
  test('holds as it was made', () => expect(found(comments)).toEqual([['scores.replies', true, 'scores/2026/input.json']]));

  test('is caught when the day of one answer was changed', () => {
    const edited = comments.map((one) => (one.id === 'b' ? { ...one, replies: [{ on: '2026-01-13', digest: '' }] } : one));
    expect(found(edited)).toEqual([['scores.replies', false, 'scores/2026/input.json water']]);
  });

  test('is caught when a case was left out', () => {
    expect(found(comments.filter(({ id }) => id !== 'c'))).toEqual([['scores.replies', false, 'scores/2026/input.json roads']]);
  });

  test('is caught when a public record is missing from the input, or its day', () => {
    const { repliesAsOf: _, ...undated } = scores.input;
    const emptied = { ...scores.input, units };
    expect(found(comments, { ...scores, input: undated } as PublicScores)).toEqual([['scores.replies', false, 'scores/2026/input.json']]);
    expect(found(comments, { ...scores, input: emptied } as PublicScores).map(([, ok]) => ok)).toEqual([false, false]);
  });
});
