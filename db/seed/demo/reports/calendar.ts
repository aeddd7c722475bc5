import { type City, type CityCycle, type CityPeriod, lastMoment, resolveDate } from '../../../../content/load.ts';
import { random } from '../random.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** When and how a report came in. Null: it never came. */
export interface Arrival {
  readonly state: 'submitted' | 'returned' | 'accepted';
  readonly submittedAt: Date;
  readonly decidedAt: Date | null;
}

interface Site {
  readonly seed: string;
  readonly city: City;
  readonly cycle: CityCycle;
  readonly period: CityPeriod;
  readonly unitId: string;
  readonly installedAt: Date;
}

/** Units whose last report of the open year is not in yet; `housing` is left for the demonstration's own account. */
const NOT_IN_YET = new Set(['housing', 'cable-network', 'literary-federation', 'ports']);
/** Reports of the last quarter on the office's desk, and one it sent back. */
const ON_THE_DESK = new Set(['transport', 'library', 'womens-federation', 'gas', 'statistics']);
const SENT_BACK = 'museum';

/** The fate of one report: mostly in time and accepted, sometimes late, rarely missing. */
export function arrival(site: Site): Arrival | null {
  return typeof site.period.reportBy === 'string' ? pastArrival(site) : openArrival(site);
}

function pastArrival({ seed, city, cycle, period, unitId, installedAt }: Site): Arrival | null {
  const draw = random(seed, 'report', cycle.id, period.id, unitId);
  const fate = draw.next();
  const last = cycle.periods.at(-1)?.id === period.id;
  if (fate < 0.02 && !last) return null;
  const by = lastMoment(resolveDate(period.reportBy, installedAt, city.timezone), city.timezone).getTime();
  const days = fate < 0.08 ? draw.int(1, 6) : -draw.int(0, 8);
  const submittedAt = new Date(workHour(by + days * DAY, draw.int(0, 8)));
  return { state: 'accepted', submittedAt, decidedAt: new Date(submittedAt.getTime() + draw.int(1, 5) * DAY) };
}

/** The quarter whose deadline is still to come: reports arrived in the last days before installation. */
function openArrival({ seed, cycle, period, unitId, installedAt }: Site): Arrival | null {
  if (NOT_IN_YET.has(unitId)) return null;
  const draw = random(seed, 'report', cycle.id, period.id, unitId);
  const submittedAt = new Date(workHour(installedAt.getTime() - draw.int(4, 12) * DAY, draw.int(0, 8)));
  if (ON_THE_DESK.has(unitId)) return { state: 'submitted', submittedAt, decidedAt: null };
  const decidedAt = new Date(submittedAt.getTime() + draw.int(1, 2) * DAY);
  return { state: unitId === SENT_BACK ? 'returned' : 'accepted', submittedAt, decidedAt };
}

/** A moment of the same day between 8:59 and 16:59 Beijing time. */
const workHour = (moment: number, hour: number): number => Math.floor((moment + 8 * HOUR) / DAY) * DAY + hour * HOUR + 59 * 60_000;
