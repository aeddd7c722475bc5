import { describe, expect, it } from 'vitest';
import { exact, round, score } from '../../../scoring/index.ts';
import { compiled } from '../../../scoring/what-if/compile.ts';
import { imagesOf, ratersOf, reweighed } from '../../../scoring/what-if/groups.ts';
import { schemeView, weightViews, withoutGroupViews } from '../../../scoring/what-if/views.ts';
import { DIGEST, inputOf, loadScheme, makeUnit, panelTally, publicTally } from '../support.ts';
import { city, ranks, totals } from './support.ts';

const flagship = loadScheme('demo-flagship');
const lastYear = loadScheme('demo-flagship-2024');
const input = inputOf(city(12));
const official = score(flagship, input, DIGEST);

describe('last year’s weights', () => {
  const view = schemeView(flagship, lastYear, input, DIGEST);
  const alone = score(lastYear, { ...input, scheme: lastYear.id }, DIGEST);

  it('gives what that scheme gives by itself', () => {
    expect(totals(view)).toEqual(alone.units.map(({ total }) => total?.exact ?? null));
    expect(ranks(view)).toEqual(alone.units.map(({ rank }) => rank));
  });

  it('lays it beside the official result', () => {
    view.units.forEach((unit, index) => {
      expect(unit.official).toEqual({ total: official.units[index]?.total, rank: official.units[index]?.rank });
    });
  });

  it('says what changed: points, and places won or lost', () => {
    for (const { official: was, view: is, change } of view.units) {
      expect(change.total).toBe(round(exact(is.total?.exact ?? 0).sub(exact(was.total?.exact ?? 0)), 2));
      expect(change.places).toBe((was.rank ?? 0) - (is.rank ?? 0));
    }
    expect(view.units.some(({ change }) => change.places !== 0)).toBe(true);
    expect(view.units.reduce((sum, { change }) => sum + (change.places ?? 0), 0)).toBe(0);
  });

  it('names itself in both languages', () => {
    expect(view.id).toBe(`scheme-${lastYear.id}`);
    expect(view.label.zh).toContain(lastYear.title.zh);
    expect(view.label.en).toContain(lastYear.title.en);
  });

  it('worked by hand: 90 × 50 + 90 × 30 + 80 × 20 becomes 90 × 15 + 90 × 7 + 80 × 6 over 28', () => {
    const one = schemeView(flagship, lastYear, inputOf([makeUnit('water')]), DIGEST).units[0];
    expect(one?.official.total?.rounded).toBe('88.00');
    expect(one?.view.total?.exact).toBe('615/7');
    expect(one?.change).toEqual({ total: '-0.14', places: null });
  });
});

describe('one group left out', () => {
  const views = withoutGroupViews(flagship, input, DIGEST);

  it('is asked of every group that weighs', () => {
    expect(views.map(({ id }) => id)).toEqual(ratersOf(flagship).map(({ id }) => `without-${id}`));
    expect(views).toHaveLength(8);
  });

  it('is the result of the scheme with that weight at 0, to the last digit', () => {
    for (const { id } of ratersOf(flagship)) {
      const changed = reweighed(flagship, (group) => (group.id === id ? '0' : group.weight));
      const slow = score(changed, input, DIGEST);
      const view = views.find((one) => one.id === `without-${id}`);
      expect(view && totals(view)).toEqual(slow.units.map(({ total }) => total?.exact ?? null));
      expect(view && ranks(view)).toEqual(slow.units.map(({ rank }) => rank));
    }
  });

  it('changes nothing where the group has rated nobody', () => {
    const view = views.find(({ id }) => id === 'without-community');
    expect(view && totals(view)).toEqual(official.units.map(({ total }) => total?.exact));
    expect(view?.units.map(({ change }) => change)).toEqual(Array(12).fill({ total: '0.00', places: 0 }));
  });

  it('leaves no figure where it was the only group', () => {
    const only = inputOf([makeUnit('a', { ratings: { journalists: panelTally({ good4: 5 }) } }), makeUnit('b')]);
    const view = withoutGroupViews(flagship, only, DIGEST).find(({ id }) => id === 'without-journalists');
    expect(view?.units[0]?.view).toEqual({ total: null, rank: null });
    expect(view?.units[0]?.change).toEqual({ total: null, places: null });
    expect(view?.units[1]?.view.rank).toBe(1);
  });

  it('worked by hand: 80 from the web (35) and 50 from journalists (5) is 80 without the latter', () => {
    const unit = makeUnit('a', { ratings: { 'public-web': publicTally({ good4: 20 }), journalists: panelTally({ good5: 3, good1: 3 }) } });
    const view = withoutGroupViews(flagship, inputOf([unit]), DIGEST).find(({ id }) => id === 'without-journalists');
    expect(view?.units[0]?.official.total?.exact).toBe(
      exact('45')
        .add(exact('76.25').mul(exact('0.3')))
        .add(exact(16))
        .toString(),
    );
    expect(view?.units[0]?.view.total?.exact).toBe('85');
  });
});

describe('weights one fifth up and down', () => {
  const views = weightViews(flagship, input, DIGEST);

  it('are two views for each group', () => expect(views).toHaveLength(16));

  it('are the results of the schemes with those weights', () => {
    for (const [id, factor] of [
      ['more-public-web', '42'],
      ['less-public-web', '28'],
    ] as const) {
      const slow = score(
        reweighed(flagship, (group) => (group.id === 'public-web' ? factor : group.weight)),
        input,
        DIGEST,
      );
      const view = views.find((one) => one.id === id);
      expect(view && totals(view)).toEqual(slow.units.map(({ total }) => total?.exact ?? null));
    }
  });

  it('lie on either side of the official total', () => {
    const [more, less] = ['more-public-web', 'less-public-web'].map((id) => views.find((view) => view.id === id));
    more?.units.forEach(({ change }, index) => {
      expect(Math.sign(Number(change.total)) * Math.sign(Number(less?.units[index]?.change.total))).toBeLessThanOrEqual(0);
    });
  });
});

describe('the short way of scoring again', () => {
  it('does not change the scheme it is given', () => {
    const before = JSON.stringify(flagship);
    withoutGroupViews(flagship, input, DIGEST);
    expect(JSON.stringify(flagship)).toBe(before);
  });

  it('gives the official totals when no weight is changed', () => {
    const again = compiled(flagship, input, DIGEST).score(flagship);
    expect(again.units.map(({ total, rank }) => [total, rank])).toEqual(official.units.map(({ total, rank }) => [total, rank]));
  });

  it('finds every public image of a scheme', () => expect(imagesOf(flagship)).toHaveLength(3));

  it('does not depend on the order of units', () => {
    const back = withoutGroupViews(flagship, inputOf([...city(12)].reverse()), DIGEST);
    expect(JSON.stringify(back)).toBe(JSON.stringify(withoutGroupViews(flagship, input, DIGEST)));
  });

  it('keeps every other rule: units without a total stay without', () => {
    const units = [...city(3), { id: 'empty', category: 'departments' }];
    const view = withoutGroupViews(flagship, inputOf(units), DIGEST)[0];
    expect(view?.units.find(({ id }) => id === 'empty')).toMatchObject({ official: { total: null, rank: null }, view: { total: null, rank: null } });
  });

  it('refuses faulty input like the official way', () => {
    expect(() => schemeView(flagship, lastYear, inputOf([makeUnit('a'), makeUnit('a')]), DIGEST)).toThrow(/appears twice/);
  });
});
