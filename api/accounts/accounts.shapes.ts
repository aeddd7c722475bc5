import { z } from '@hono/zod-openapi';
import { ROLES, type Role } from '../../db/schema/staff.ts';
import type { Sentence } from '../errors.ts';
import { line } from '../windows/windows.shapes.ts';

export const Login = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{1,39}$/)
  .openapi({ description: 'Small letters, digits, dots and hyphens, 2–40' });

export const NewAccount = z
  .strictObject({
    login: Login,
    name: line(80),
    role: z.enum(ROLES),
    unit: line(80).nullable().openapi({ description: 'For the roles of a unit, and only for them' }),
    body: line(120).nullable().openapi({ description: 'The body the person works for, where two bodies have to act' }),
  })
  .openapi('NewAccount');

export type AccountInput = z.infer<typeof NewAccount>;

const UNIT_ROLES: readonly Role[] = ['unit-editor', 'unit-approver'];

/** What a role asks of the unit; null when it fits. `units` are the city's. */
export function unitFault({ role, unit }: Pick<AccountInput, 'role' | 'unit'>, units: ReadonlySet<string>): Sentence | null {
  if (UNIT_ROLES.includes(role) && unit === null) return { zh: '单位的角色要写明单位。', en: 'A role of a unit needs the unit.' };
  if (unit === null) return null;
  if (!units.has(unit)) return { zh: `没有单位“${unit}”。`, en: `There is no unit "${unit}".` };
  return UNIT_ROLES.includes(role) || role === 'verifier' ? null : { zh: '这个角色不属于某个单位。', en: 'This role belongs to no unit.' };
}
