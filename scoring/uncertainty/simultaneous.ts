import type { UnitResult } from '../result.ts';
import type { Estimated, Simulation } from './draws.ts';
import { meanBands } from './mean-bands.ts';
import { rankIntervals } from './rank-intervals.ts';

/** What a scoring run needs to make statements that hold for all units of a category at once. */
export type Together = Omit<Simulation, 'level'>;

type Simultaneous = NonNullable<UnitResult['simultaneous']>;

/** Rank sets and bands of one category that hold for all its units at once, at the level of every published interval. */
export function simultaneous(units: readonly Estimated[], ranked: boolean, simulation: Simulation): Simultaneous[] {
  const places = ranked ? rankIntervals(units, { ...simulation, method: 'simultaneous' }) : [];
  const bands = meanBands(units, { ...simulation, method: 'simultaneous' });
  return units.map((_, index) => ({ rankInterval: places[index] ?? null, band: bands[index] ?? null }));
}
