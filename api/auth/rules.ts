import type { City } from '../../content/load.ts';
import { PROFILES } from './password-rules.ts';
import type { SignInRules } from './sessions.ts';

/** What a city's settings ask of its staff. */
export const rulesOf = ({ staff }: Pick<City, 'staff'>): SignInRules => ({
  profile: PROFILES[staff.passwords],
  factorRequired: staff.secondFactor === 'required',
});
