import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exact, type UnitInput } from '../../../scoring/index.ts';
import { answerTo, type Seen } from '../../../scoring/standing/conditions.ts';
import { answersOn } from '../../../scoring/standing/letter.ts';
import { withinQuota } from '../../../scoring/standing/quota.ts';
import { type Loose, unitOf } from '../support.ts';
import { category, label, leaf, runWith, schemeOf, unit } from './small.ts';

describe('conditions', () => {
  const seen = (values: Record<string, string | null>, more: Partial<Seen> = {}): Seen => ({
    figures: new Map(
      Object.entries(values).map(([id, value]) => [
        id,
        {
          value: value === null ? null : exact(value),
          absence: value === null ? 'empty' : null,
          node: { label: label(id), rounded: value } as Loose,
          spread: { variance: 0, kind: 'none' },
        },
      ]),
    ),
    vetoes: [],
    place: null,
    grade: null,
    ...more,
  });
  const yes = { part: 'a', from: '1' };
  const no = { part: 'a', from: '2' };
  const open = { part: 'b', from: '1' };
  const given = seen({ a: '1', b: null });

  it.each<[string, Loose, boolean | null]>([
    ['any: one true is enough', { any: [no, yes] }, true],
    ['any: true although another is open', { any: [open, yes] }, true],
    ['any: open while it might still be true', { any: [no, open] }, null],
    ['any: none', { any: [no, no] }, false],
    ['all: all true', { all: [yes, yes] }, true],
    ['all: one false is enough', { all: [open, no] }, false],
    ['all: open while it might still fail', { all: [yes, open] }, null],
  ])('%s', (_, when, wanted) => expect(answerTo(when, given).holds).toBe(wanted));

  it.each<[string, Loose, Partial<Seen>, boolean | null]>([
    ['a veto', { veto: 'any' }, { vetoes: ['x'] }, true],
    ['that veto', { veto: 'y' }, { vetoes: ['x'] }, false],
    ['no veto', { veto: 'any' }, {}, false],
    ['a grade', { grade: ['good'] }, { grade: 'good' }, true],
    ['another grade', { grade: ['good'] }, { grade: 'poor' }, false],
    ['no grade yet', { grade: ['good'] }, { grade: null }, null],
    ['a place', { place_up_to: 3 }, { place: 3 }, true],
    ['a place too far', { place_up_to: 3 }, { place: 4 }, false],
    ['no place', { place_up_to: 3 }, { place: null }, false],
  ])('%s', (_, one, more, wanted) => expect(answerTo({ any: [one] }, seen({}, more)).holds).toBe(wanted));

  it('say what holds, and what is missing', () => {
    expect(answerTo({ any: [yes] }, given).because).toEqual([{ zh: '“部分a”1（≥ 1）', en: '“a” 1 (≥ 1)' }]);
    expect(answerTo({ any: [no, open] }, given).open).toEqual([label('b')]);
  });
});

describe('quotas', () => {
  const chosen = (scores: Record<string, string>, share: string, assessed: number) =>
    [
      ...withinQuota(
        Object.entries(scores).map(([id, score]) => ({ id, score: exact(score) })),
        share,
        assessed,
      ),
    ].sort();

  it.each<[string, Record<string, string>, string, number, string[]]>([
    ['30 % of ten', { a: '9', b: '8', c: '7', d: '6' }, '3/10', 10, ['a', 'b', 'c']],
    ['30 % of nine, rounded down', { a: '9', b: '8', c: '7' }, '3/10', 9, ['a', 'b']],
    ['30 % of three: nobody', { a: '9' }, '3/10', 3, []],
    ['a tie that does not fit is left out whole', { a: '9', b: '8', c: '8' }, '3/10', 7, ['a']],
    ['and nobody passes it', { a: '9', b: '9', c: '8' }, '3/10', 4, []],
    ['a tie that fits', { a: '9', b: '9', c: '8' }, '3/10', 7, ['a', 'b']],
    ['fewer applicants than places', { a: '9' }, '3/10', 100, ['a']],
  ])('%s', (_, scores, share, assessed, wanted) => expect(chosen(scores, share, assessed)).toEqual(wanted));

  it('never give more places than there are, and never pass over a better one', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 20 }), fc.integer({ min: 0, max: 40 }), (scores, assessed) => {
        const applicants = scores.map((score, index) => ({ id: `u${index}`, score: exact(score) }));
        const taken = withinQuota(applicants, '3/10', assessed);
        const worst = Math.min(...applicants.filter(({ id }) => taken.has(id)).map(({ score }) => Number(score.toString())));
        return taken.size <= Math.floor((3 * assessed) / 10) && applicants.every(({ id, score }) => taken.has(id) || Number(score.toString()) < worst);
      }),
    );
  });
});

describe('levels', () => {
  const levels = ['top', 'mid', 'low'].map((id) => ({ id, label: label(id) }));
  const bands = {
    of: 'total',
    bands: [
      { level: 'top', from: 90 },
      { level: 'mid', from: 60, below: 90 },
      { level: 'low', below: 60 },
    ],
  };
  const grades = (grading: Loose, units: UnitInput[], more: Loose = {}) => {
    const scheme = schemeOf([category('all', leaf('total'), { grading: { levels, ...grading }, figures: [leaf('faults'), leaf('side')] })], more);
    const result = runWith(scheme, units);
    return Object.fromEntries(result.units.map(({ id, grade }) => [id, grade]));
  };
  const of = (...totals: (string | null)[]) => totals.map((total, index) => unit(`u${index}`, { total, faults: '0', side: '0' }));

  it('by bands, on exact values', () => expect(grades({ bands }, of('90', '89.999', '59.99', null))).toEqual({ u0: 'top', u1: 'mid', u2: 'low', u3: null }));

  it('by places, ties included; everybody else gets the rest', () =>
    expect(
      grades(
        {
          places: [
            { level: 'top', up_to: 1 },
            { level: 'mid', up_to: 3 },
          ],
          otherwise: 'low',
        },
        of('9', '9', '8', '7', null),
      ),
    ).toEqual({
      u0: 'top',
      u1: 'top',
      u2: 'mid',
      u3: 'low',
      u4: null,
    }));

  const worst = [{ id: 'r', label: label('r'), level: 'low', when: { any: [{ part: 'faults', from: 1 }] } }];

  it('rules go before bands', () =>
    expect(grades({ rules: worst, bands }, [unit('a', { total: '95', faults: '1', side: '0' }), unit('b', { total: '95', faults: '0', side: '0' })])).toEqual({
      a: 'low',
      b: 'top',
    }));

  it('an open rule leaves the level open', () =>
    expect(grades({ rules: worst, bands }, [unit('a', { total: '95', faults: null, side: '0' })])).toEqual({ a: null }));

  it('a rule decides without a total too', () =>
    expect(grades({ rules: worst, bands }, [unit('a', { total: null, faults: '2', side: '0' })])).toEqual({ a: 'low' }));

  it('quotas count barred units in and go by score among the rest', () => {
    const quotas = [{ level: 'top', share: '1/2', by: 'total', barred: { any: [{ part: 'side', from: 1 }] } }];
    const units = [
      unit('a', { total: '9', faults: '0', side: '1' }),
      unit('b', { total: '8', faults: '0', side: '0' }),
      unit('c', { total: '7', faults: '0', side: '0' }),
      unit('d', { total: '6', faults: '0', side: '0' }),
    ];
    expect(
      grades(
        {
          quotas,
          bands: {
            ...bands,
            bands: [
              { level: 'mid', from: 0 },
              { level: 'low', below: 0 },
            ],
          },
        },
        units,
      ),
    ).toEqual({ a: 'mid', b: 'top', c: 'top', d: 'mid' });
  });

  it('a veto caps', () => {
    const vetoes = { list: [{ id: 'v', label: label('v'), measure: { zh: '事故 1 起', en: 'one accident' }, caps_grade: 'mid' }] };
    const vetoed = (id: string, total: string) => ({
      ...unit(id, { total, faults: '0', side: '0' }),
      findings: [{ part: 'total', kind: 'veto' as const, criterion: 'v' }],
    });
    expect(grades({ bands }, [vetoed('a', '95'), vetoed('b', '50')], { vetoes })).toEqual({ a: 'mid', b: 'low' });
  });

  it('say which rule decided', () => {
    const scheme = schemeOf([category('all', leaf('total'), { figures: [leaf('faults'), leaf('side')], grading: { levels, rules: worst, bands } })]);
    const found = unitOf(runWith(scheme, [unit('a', { total: '95', faults: '2', side: '0' })]), 'a');
    expect(found.notes.map(({ text }) => text.en)).toEqual(['“r”: “faults” 2.00 (≥ 1).']);
  });
});

describe('consequences', () => {
  const rules = [
    { id: 'praise', label: label('praise'), when: { all: [{ part: 'total', from: 90 }, { place_up_to: 1 }] } },
    { id: 'report', label: label('report'), when: { any: [{ part: 'total', below: 60 }] }, due: { after: { event: 'result', months: 1 } } },
  ];
  const scheme = schemeOf([category('all', leaf('total'), { consequences: rules })]);
  const follow = (calendar?: Loose) => {
    const result = runWith(scheme, [unit('a', { total: '95' }), unit('b', { total: '50' }), unit('c', { total: null })], calendar ? { calendar } : {});
    return result.units.map(({ consequences }) => consequences?.map(({ id, due }) => [id, due]));
  };

  it('follow from results, with a day where the calendar gives one', () =>
    expect(follow({ from: '2026-01-01', asOf: '2026-12-31', dates: { result: '2027-01-31' } })).toEqual([
      [['praise', undefined]],
      [['report', '2027-02-28']],
      [],
    ]));

  it('have no day without a calendar', () => expect(follow()[1]).toEqual([['report', undefined]]));
});

describe('letters', () => {
  const holder = (id: string, since: string, signed: string | null) => ({ holder: id, since, signed });

  it.each<[string, Loose[], string, string | null]>([
    ['nobody', [], '2026-06-01', null],
    ['before the signature', [holder('a', '2026-01-01', '2026-01-10')], '2026-01-09', null],
    ['from the signature on', [holder('a', '2026-01-01', '2026-01-10')], '2026-01-10', 'a'],
    ['until the successor has signed, the predecessor', [holder('a', '2026-01-01', '2026-01-10'), holder('b', '2026-06-01', '2026-06-20')], '2026-06-19', 'a'],
    ['then the successor', [holder('a', '2026-01-01', '2026-01-10'), holder('b', '2026-06-01', '2026-06-20')], '2026-06-20', 'b'],
    [
      'a successor who signs before the change answers from the change on',
      [holder('a', '2026-01-01', '2026-01-10'), holder('b', '2026-06-01', '2026-05-20')],
      '2026-05-31',
      'a',
    ],
    ['whatever the order they are written in', [holder('b', '2026-06-01', '2026-06-20'), holder('a', '2026-01-01', '2026-01-10')], '2026-07-01', 'b'],
  ])('%s', (_, holders, day, wanted) => expect(answersOn(holders as never, day)).toBe(wanted));
});
