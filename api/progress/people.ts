import type { Role } from '../../db/schema/staff.ts';
import type { AppEnv, Staff } from '../context.ts';
import { notYourUnit } from './progress.errors.ts';

/** Those who write for one unit. */
export const UNIT_STAFF = ['unit-editor', 'unit-approver'] as const satisfies readonly Role[];
/** Those who decide on a unit's report; whether its figures are right, verifiers say. */
export const DECIDING_STAFF = ['office-staff', 'office-approver'] as const satisfies readonly Role[];
/** Those who may read a report that is not public yet. */
export const READING_STAFF = [...UNIT_STAFF, ...DECIDING_STAFF, 'verifier', 'auditor'] as const satisfies readonly Role[];

/** Whom the guard has let in. */
export function signedIn(variables: AppEnv['Variables']): Staff {
  if (variables.staff === null) throw new Error('the route has no guard that asks for a sign-in');
  return variables.staff;
}

export const writesForUnit = (staff: Staff): boolean => UNIT_STAFF.some((role) => role === staff.role);

/** Unit staff see and change their own unit only; other roles are not bound to one. */
export function requireOwnUnit(staff: Staff, unit: string): void {
  if (writesForUnit(staff) && staff.unitId !== unit) throw notYourUnit();
}
