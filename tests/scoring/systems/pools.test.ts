import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exact } from '../../../scoring/index.ts';
import { apportion, fenText, fromFen, toFen } from '../../../scoring/pools/apportion.ts';
import { prizeOf } from '../../../scoring/pools/slices.ts';
import { ordered } from '../../../scoring/standing/order.ts';
import { type Loose, unitOf } from '../support.ts';
import { category, label, leaf, runWith, schemeOf, unit } from './small.ts';

const shares = (weights: Record<string, string>) => Object.entries(weights).map(([id, weight]) => ({ id, weight: exact(weight) }));
const divided = (total: bigint, weights: Record<string, string>) => Object.fromEntries(apportion(total, shares(weights)));

describe('fen', () => {
  it.each([
    ['12.34', 1234n],
    ['12.349', 1234n],
    ['200/3', 6666n],
    ['0', 0n],
    ['-5', 0n],
  ])('%s yuan is %i fen: cut, never below 0', (yuan, fen) => expect(toFen(exact(yuan))).toBe(fen));

  it('print with two decimals', () =>
    expect([fenText(0n), fenText(5n), fenText(123456n), fromFen(1n).toString()]).toEqual(['0.00', '0.05', '1234.56', '0.01']));
});

describe('sharing by largest remainder', () => {
  it.each<[string, bigint, Record<string, string>, Record<string, bigint>]>([
    ['evenly', 100n, { a: '1', b: '1' }, { a: 50n, b: 50n }],
    ['a fen left over goes to the first id of equal remainders', 100n, { c: '1', a: '1', b: '1' }, { a: 34n, b: 33n, c: 33n }],
    ['to the largest remainder', 10n, { a: '1', b: '2', c: '3' }, { a: 2n, b: 3n, c: 5n }],
    ['fractions as weights', 7n, { a: '1/3', b: '2/3' }, { a: 2n, b: 5n }],
    ['a weight of 0 gets nothing', 10n, { a: '0', b: '1' }, { a: 0n, b: 10n }],
    ['a weight below 0 counts as 0', 10n, { a: '-5', b: '1' }, { a: 0n, b: 10n }],
    ['all weights 0: nobody is paid', 10n, { a: '0', b: '0' }, { a: 0n, b: 0n }],
    ['nobody', 10n, {}, {}],
    ['nothing to share', 0n, { a: '1' }, { a: 0n }],
  ])('%s', (_, total, weights, wanted) => expect(divided(total, weights)).toEqual(wanted));

  const weightsArb = fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), fc.integer({ min: 0, max: 1000 }).map(String), { minKeys: 1, maxKeys: 8 });

  it('adds up, stays within a fen of the exact share, and does not care for the order', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), weightsArb, (total, weights) => {
        const all = shares(weights);
        const parts = apportion(total, all);
        const whole = Object.values(weights).reduce((sum, one) => sum + Number(one), 0);
        if (whole === 0) return [...parts.values()].every((fen) => fen === 0n);
        const sum = [...parts.values()].reduce((a, b) => a + b, 0n);
        const near = all.every(({ id, weight }) => {
          const gap = exact((parts.get(id) ?? 0n).toString()).sub(exact(total.toString()).mul(weight).div(exact(whole)));
          return gap.abs().compare(exact('1')) < 0;
        });
        const back = apportion(total, [...all].reverse());
        return sum === total && near && all.every(({ id }) => back.get(id) === parts.get(id));
      }),
    );
  });

  it('more weight never gets less', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 9n }), weightsArb, (total, weights) => {
        const parts = apportion(total, shares(weights));
        const list = Object.entries(weights);
        return list.every(([a, x]) => list.every(([b, y]) => Number(x) <= Number(y) || (parts.get(a) ?? 0n) >= (parts.get(b) ?? 0n)));
      }),
    );
  });
});

describe('prizes', () => {
  const amounts = ['900', '600', '300'].map(exact);
  const prize = (own: string, all: string[]) => prizeOf(exact(own), ordered(all.map(exact)), amounts).toString();

  it.each<[string, string, string[], string]>([
    ['first', '9', ['9', '8', '7'], '900'],
    ['two first share 900 and 600', '9', ['9', '9', '7'], '750'],
    ['after two first comes the third prize', '7', ['9', '9', '7'], '300'],
    ['two third share one prize', '7', ['9', '8', '7', '7'], '150'],
    ['three second share 600 and 300', '8', ['9', '8', '8', '8'], '300'],
    ['fourth', '6', ['9', '8', '7', '6'], '0'],
  ])('%s', (_, own, all, wanted) => expect(prize(own, all)).toBe(wanted));
});

describe('pools', () => {
  const slice = (id: string, more: Loose = {}) => ({ id, label: label(id), kind: 'portion', share: 1, by: 'total', ...more });
  const prizes = (amounts: number[], more: Loose = {}) => ({ id: 'prizes', label: label('prizes'), kind: 'prizes', amounts, by: 'total', ...more });
  const pool = (slices: Loose[], more: Loose = {}) => ({
    id: 'pot',
    label: label('pot'),
    from: { category: 'town', figure: 'money', gather: 'together' },
    to: { category: 'all', vetoed: 'kept' },
    slices,
    ...more,
  });
  const vetoes = { list: [{ id: 'unrest', label: label('unrest'), measure: { zh: '群体事件 1 起', en: 'one case of unrest' }, bars: ['commendation'] }] };
  const town = (money: string | null, id = 'town') => ({ id, category: 'town', values: { money: { v: money } } });
  const pay = (one: Loose, totals: Record<string, string | null>, money: string | null = '100', more: Loose[] = []) => {
    const scheme = schemeOf([category('town', leaf('money', { unit: 'yuan' })), category('all', leaf('total'))], { pools: [one], vetoes });
    const units = Object.entries(totals).map(([id, total]) => unit(id, { total }));
    const result = runWith(scheme, [...units, ...more, ...(money === null ? [] : [town(money)])] as never);
    const paid = (id: string) => unitOf(result, id).payouts?.[0]?.exact ?? null;
    return { result, paid: Object.fromEntries(Object.keys(totals).map((id) => [id, paid(id)])), pools: result.pools };
  };

  it('are shared in proportion and add up', () => expect(pay(pool([slice('s')]), { a: '1', b: '2' }).paid).toEqual({ a: '33.33', b: '66.67' }));

  it('leave out units without a total', () => expect(pay(pool([slice('s')]), { a: '1', b: null }).paid).toEqual({ a: '100', b: null }));

  it('pay nothing over weights that are all 0', () => {
    const { paid, pools } = pay(pool([slice('s')]), { a: '0', b: '0' });
    expect([paid, pools?.[0]?.left]).toEqual([{ a: '0', b: '0' }, '100.00']);
  });

  it('pay prizes first, then portions of what they leave', () => {
    const { result } = pay(pool([prizes([50]), slice('s', { share: '1/2' })]), { a: '3', b: '1' });
    expect(unitOf(result, 'a').payouts?.[0]?.children.map(({ id, exact: yuan }) => [id, yuan])).toEqual([
      ['prizes', '50'],
      ['s', '18.75'],
    ]);
    expect(result.pools?.[0]).toMatchObject({ amount: '100.00', paid: '75.00', left: '25.00' });
  });

  it('shrink prizes in proportion when there is less money', () =>
    expect(pay(pool([prizes([150, 50])]), { a: '3', b: '1' }).paid).toEqual({ a: '75', b: '25' }));

  it('leave a slice in the pool that nobody may share, and say so', () => {
    const { pools } = pay(pool([slice('s', { only: { all: [{ part: 'total', from: 95 }] } })]), { a: '90' });
    expect(pools?.[0]).toMatchObject({ left: '100.00', notes: [{ kind: 'excluded' }] });
  });

  it('leave out vetoed units where the scheme says so', () => {
    const veto = { ...unit('v', { total: '9' }), findings: [{ part: 'total', kind: 'veto', criterion: 'unrest' }] };
    const out = pay(pool([prizes([50])], { to: { category: 'all', vetoed: 'left-out' } }), { a: '1' }, '100', [veto]);
    expect([out.paid, unitOf(out.result, 'v').payouts]).toEqual([{ a: '50' }, undefined]);
    const kept = pay(pool([prizes([50])]), { a: '1' }, '100', [veto]);
    expect(kept.paid).toEqual({ a: '0' });
  });

  it('without money of their own pay prizes in full', () => {
    const { from: _, ...free } = pool([prizes([900, 600])]);
    expect(pay(free, { a: '1', b: '2' }, null).paid).toEqual({ a: '600', b: '900' });
  });

  it('split a payment to the fen', () => {
    const into = ['x', 'y', 'z'].map((id) => ({ id, label: label(id), weight: 1 }));
    const { result } = pay(pool([slice('s')], { into }), { a: '1' });
    expect(
      unitOf(result, 'a')
        .payouts?.[0]?.children.slice(1)
        .map(({ exact: yuan }) => yuan),
    ).toEqual(['33.34', '33.33', '33.33']);
  });

  it('gather the figures of several units, or pay each one’s own', () => {
    const link = (owner: string) => ({ links: { of: [owner] } });
    const scheme = (gather: string) =>
      schemeOf([category('town', leaf('money')), category('all', leaf('total'))], {
        pools: [pool([slice('s')], { from: { category: 'town', figure: 'money', gather }, to: { category: 'all', link: 'of', vetoed: 'kept' } })],
      });
    const units = [
      town('10', 't1'),
      town('20', 't2'),
      unit('a', { total: '1' }, link('t1')),
      unit('b', { total: '1' }, link('t2')),
      unit('c', { total: '1' }, link('t2')),
    ];
    const paid = (gather: string) => runWith(scheme(gather), units as never).units.flatMap(({ payouts }) => payouts?.map(({ exact: yuan }) => yuan) ?? []);
    expect(paid('each')).toEqual(['10', '10', '10']);
    expect(paid('together')).toEqual(['10', '10', '10']);
    expect(runWith(scheme('each'), units as never).pools?.map(({ owner, amount }) => [owner, amount])).toEqual([
      ['t1', '10.00'],
      ['t2', '20.00'],
    ]);
  });

  it('always pay out what they say', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 8 }), fc.integer({ min: 0, max: 100000 }), (totals, money) => {
        const given = Object.fromEntries(totals.map((total, index) => [`u${index}`, String(total)]));
        const { paid, pools } = pay(pool([prizes([300, 200, 100]), slice('s', { share: '2/5' }), slice('t', { share: '3/5' })]), given, String(money));
        const sum = Object.values(paid).reduce((all, yuan) => all.add(exact(yuan ?? '0')), exact('0'));
        const one = pools?.[0];
        return (
          sum.equals(exact(one?.paid ?? '')) &&
          exact(one?.paid ?? '')
            .add(exact(one?.left ?? ''))
            .equals(exact(one?.amount ?? ''))
        );
      }),
      { numRuns: 60 },
    );
  });
});
