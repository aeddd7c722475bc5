import { describe, expect, it } from 'vitest';
import { score, type UnitInput } from '../../scoring/index.ts';
import { DIGEST, loadScheme, nodeAt, unitOf, vector } from './support.ts';

interface Service {
  service: string;
  id: string;
  counts: Record<string, number>;
  expect: { exact: string; rounded: string; rank: number; rankInterval: [number, number]; band: string; interval: [string, string] };
}

const { services, mean } = vector('bloomington-services') as { services: Service[]; mean: string };

const units = services.map(
  ({ id, counts }): UnitInput => ({ id, category: 'services', ratings: { residents: { roster: null, counts: { quality: counts } } } }),
);
const result = score(loadScheme('bloomington-2017'), { scheme: 'bloomington-2017', cycle: '2017', units }, DIGEST);

describe('a real survey of 43 services, worked out independently', () => {
  it.each(services)('$service', ({ id, counts: { dk }, expect: wanted }) => {
    const unit = unitOf(result, id);
    expect(unit.total).toEqual({ exact: wanted.exact, rounded: wanted.rounded });
    expect({ rank: unit.rank, rankInterval: unit.rankInterval, band: unit.band }).toEqual({
      rank: wanted.rank,
      rankInterval: wanted.rankInterval,
      band: wanted.band,
    });
    expect([unit.interval?.low, unit.interval?.high]).toEqual(wanted.interval);
    expect(nodeAt(unit.tree, 'residents').answers?.dontKnow).toBe(dk);
  });

  it('has the category mean', () => expect(result.categories[0]?.mean?.rounded).toBe(mean));

  it('uses everything it was given', () => expect(result.unused).toEqual([]));

  it('tells about as many apart as the data allow: neither all nor none', () => {
    const apart = result.units.filter(({ band }) => band !== 'not-separable').length;
    expect(apart).toBeGreaterThan(10);
    expect(apart).toBeLessThan(43);
  });
});
