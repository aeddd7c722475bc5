import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAnswered, runDays, termsOf, verdictOf } from '../../../proof/release/case-clock.ts';
import { checkReplies } from '../../../proof/release/checks/replies.ts';
import type { ReleaseContents } from '../../../proof/release/contents.ts';
import type { CaseEvent, CommentRecord } from '../../../proof/release/files.ts';
import { replyRecord } from '../../../proof/release/reply-record.ts';
import { workingDays } from '../../../proof/release/working-days.ts';

/** 2025-12-01 is a Monday; the 6th, a Saturday, is worked, the 8th is free. */
const CALENDAR = { from: '2025-01-01', to: '2026-12-31', off: ['2025-12-08'], on: ['2025-12-06'] };
const DAYS = workingDays(CALENDAR);
const RULES = {
  kinds: [
    { id: 'question', replyWithin: 2 },
    { id: 'complaint', replyWithin: 5 },
    { id: 'suggestion', replyWithin: null },
  ],
  stops: { longest: 3, reasons: [{ id: 'author' }] },
  reopening: { times: 1 },
  handOver: { clock: 'restart' },
} as const;

const step = (kind: CaseEvent['kind'], on: string, after = 0, more: Partial<CaseEvent> = {}): CaseEvent => ({
  ...{ kind, on, after, reason: kind === 'stopped' ? 'author' : null, from: null, to: null, digest: null },
  ...more,
});
const one = (events: readonly CaseEvent[], answers: readonly string[] = [], kind: CommentRecord['kind'] = 'complaint') => ({
  kind,
  receivedOn: '2025-12-01',
  replies: answers.map((on) => ({ on, digest: 'd' })),
  events,
});
const dueOf = (events: readonly CaseEvent[], answers: readonly string[] = []) => termsOf(one(events, answers), RULES, DAYS).map(({ answerBy }) => answerBy);

describe('the terms of a case', () => {
  it('counts working days from the day after, make-up days among them', () => {
    expect(dueOf([])).toEqual(['2025-12-06']);
    expect(termsOf(one([], [], 'suggestion'), RULES, DAYS)).toEqual([]);
  });

  it('days of a stop do not count; one that lasts counts with all that are left', () => {
    expect(dueOf([step('stopped', '2025-12-02'), step('resumed', '2025-12-04')])).toEqual(['2025-12-10']);
    expect(dueOf([step('stopped', '2025-12-02')])).toEqual(['2025-12-11']);
  });

  it('handing on starts anew, or does not, as the city sets', () => {
    const handed = [step('handed-on', '2025-12-03', 0, { from: 'a', to: 'b' })];
    expect(dueOf(handed)).toEqual(['2025-12-10']);
    expect(termsOf(one(handed), { ...RULES, handOver: { clock: 'continue' } }, DAYS)[0]?.answerBy).toBe('2025-12-06');
  });

  it('a reopening starts another term with its own answer', () => {
    const events = [step('reopened', '2025-12-09', 1)];
    expect(termsOf(one(events, ['2025-12-05', '2025-12-17']), RULES, DAYS)).toMatchObject([
      { from: '2025-12-01', answerBy: '2025-12-06', answeredOn: '2025-12-05' },
      { from: '2025-12-09', answerBy: '2025-12-16', answeredOn: '2025-12-17' },
    ]);
    expect([isAnswered(one(events, ['2025-12-05'])), verdictOf({ events })]).toEqual([false, 'not-solved']);
  });

  it('a stop never brings the last day forward, and never moves it by more than the city allows', () => {
    const day = fc.integer({ min: 2, max: 20 }).map((n) => `2025-12-${String(n).padStart(2, '0')}`);
    fc.assert(
      fc.property(day, day, (a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        const [due = ''] = dueOf([step('stopped', from), step('resumed', to)]);
        const [plain = ''] = dueOf([]);
        expect(due >= plain && DAYS.between(plain, due) <= RULES.stops.longest).toBe(true);
        expect(runDays('2025-12-01', due, [{ from, to }], RULES.stops.longest, DAYS)).toBe(5);
      }),
    );
  });
});

describe('what a release says of cases', () => {
  const record = (events: readonly CaseEvent[], answers: readonly string[] = [], more: Partial<CommentRecord> = {}): CommentRecord => {
    const terms = termsOf(one(events, answers), RULES, DAYS).map(({ from, answerBy }) => ({ from, answerBy }));
    return {
      ...{ id: 'c', unit: 'b', cycle: '2025', goal: null, language: 'zh', digest: 'd', overdue: false, withdrawn: null },
      ...one(events, answers),
      ...{ terms, answerBy: terms.at(-1)?.answerBy ?? null },
      ...more,
    };
  };
  const faults = (comment: CommentRecord): string[] => {
    const contents = { comments: [comment], calendar: CALENDAR, replyRecord: replyRecord([comment], CALENDAR, RULES) } as unknown as ReleaseContents;
    return checkReplies(RULES, contents)
      .filter(({ holds }) => holds === false)
      .map(({ id }) => id);
  };

  it('counts every term, and what authors said', () => {
    const reopened = record([step('reopened', '2025-12-09', 1), step('solved', '2025-12-18', 2)], ['2025-12-05', '2025-12-17']);
    expect(replyRecord([reopened], CALENDAR, RULES)).toMatchObject([{ asked: 2, inTime: 1, late: 1, solved: 1, notSolved: 0, unsaid: 0, reopened: 1 }]);
    expect(faults(reopened)).toEqual([]);
  });

  it.each([
    ['solved before an answer', record([step('solved', '2025-12-02')])],
    ['days out of order', record([step('stopped', '2025-12-04'), step('resumed', '2025-12-02')])],
    ['resumed without a stop', record([step('resumed', '2025-12-02')])],
    ['a reason nobody published', record([step('stopped', '2025-12-02', 0, { reason: 'busy' })])],
    ['reopened more often than allowed', record([step('reopened', '2025-12-05', 1), step('reopened', '2025-12-06', 2)], ['2025-12-05', '2025-12-06'])],
    ['handed on to another unit', record([step('handed-on', '2025-12-02', 0, { from: 'a', to: 'x' })])],
    ['a message without a digest', record([step('message', '2025-12-02')])],
    ['more answers before it than there are', record([step('solved', '2025-12-05', 2)], ['2025-12-04'])],
  ])('refuses %s', (_, comment) => {
    expect(faults(comment)).toContain('replies.events');
  });

  it('refuses a last day that the steps do not give', () => {
    expect(faults(record([step('stopped', '2025-12-02')], [], { answerBy: '2025-12-31' }))).toContain('replies.clock');
  });
});
