import { type City, dayOf } from '../../content/load.ts';
import { type ClockedCase, type Term, termsOf } from '../../proof/release/case-clock.ts';
import { workingDays } from '../../proof/release/working-days.ts';
import { workCalendar } from '../releases/calendar.ts';

/**
 * The terms of cases by the official calendar of holidays and make-up workdays, as a release counts them.
 * @param earliest when the oldest of the cases was received.
 */
export function caseClock(city: City, earliest: Date, now: Date): (one: ClockedCase) => Term[] {
  const rules = city.comments ?? { kinds: [] };
  const days = workingDays(workCalendar([dayOf(earliest, city.timezone)], dayOf(now, city.timezone)));
  return (one) => termsOf(one, rules, days);
}
