import { findUserByLogin } from '../../db/queries/staff.ts';
import * as queries from '../../db/queries/verifications.ts';
import { audit } from '../audit.ts';
import type { Dependencies, Staff } from '../context.ts';
import { type Fault, invalidInput } from '../errors.ts';
import * as errors from './verifications.errors.ts';
import type { ScopeChange, VerifierView } from './verifications.shapes.ts';

type Needs = Pick<Dependencies, 'db' | 'clock' | 'city'>;

/** Gives an account of role verifier its goals, units and categories, in place of those before. */
export async function setScope({ db, clock, city }: Needs, staff: Staff, login: string, { revision, ...lists }: ScopeChange): Promise<VerifierView> {
  const faults = unknown(city, lists);
  if (faults.length > 0) throw invalidInput(faults);
  const user = await findUserByLogin(db, login);
  if (user?.role !== 'verifier') throw errors.noVerifier();
  return db.transaction(async (tx) => {
    const before = await queries.lockScope(tx, user.id);
    if ((before?.revision ?? 0) !== revision) throw errors.staleScope();
    const scope = await queries.writeScope(tx, { userId: user.id, ...lists, revision: revision + 1 });
    if (!scope) throw errors.staleScope();
    await audit(tx, clock(), {
      actor: staff.userId,
      action: 'verifier.scoped',
      subject: `account:${login}`,
      detail: { before: before && { categories: before.categories, units: before.units, goals: before.goals }, after: lists },
    });
    return verifierView({ ...user, scope });
  });
}

export const verifierView = ({ login, name, unitId, body, scope }: queries.Verifier): VerifierView => ({
  login,
  name,
  unit: unitId,
  body,
  revision: scope?.revision ?? 0,
  categories: [...(scope?.categories ?? [])],
  units: [...(scope?.units ?? [])],
  goals: [...(scope?.goals ?? [])],
});

function unknown(city: Needs['city'], { categories, units }: Pick<ScopeChange, 'categories' | 'units'>): Fault[] {
  const [knownCategories, knownUnits] = [new Set(city.categories.map(({ id }) => id)), new Set(city.units.map(({ id }) => id))];
  return [
    ...categories.flatMap((id, at) => (knownCategories.has(id) ? [] : [{ path: `categories.${at}`, message: errors.UNKNOWN.category }])),
    ...units.flatMap((id, at) => (knownUnits.has(id) ? [] : [{ path: `units.${at}`, message: errors.UNKNOWN.unit }])),
  ];
}
