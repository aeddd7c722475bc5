import { exact, floorOf, type Rational } from '../exact.ts';
import { behind, ordered } from './order.ts';

/** A unit that may take one of the places of a quota. */
export interface Applicant {
  readonly id: string;
  readonly score: Rational;
}

/**
 * Ids of at most floor(share × assessed) applicants, best score first. A tied set that does not fit whole is left out,
 * and so is everyone after it: nobody passes a better one.
 * @param assessed number of units that have a total, barred ones included.
 */
export function withinQuota(applicants: readonly Applicant[], share: string, assessed: number): ReadonlySet<string> {
  const limit = Number(floorOf(exact(share).mul(exact(assessed))));
  const all = ordered(applicants.map(({ score }) => score));
  const chosen = applicants.filter(({ score }) => all.length - behind(score, all) <= limit);
  return new Set(chosen.map(({ id }) => id));
}
