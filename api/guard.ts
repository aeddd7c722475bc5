import { createRoute, OpenAPIHono, type RouteConfig } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Role } from '../db/schema/staff.ts';
import type { AppEnv } from './context.ts';
import { confirmFirst, notAllowed, proveFirst, setFactorFirst, setPasswordFirst, signInFirst } from './errors.ts';
import { keyMissing } from './partners/partners.errors.ts';
import { validationHook } from './problem.ts';

/** Who may call a route: anyone, anyone signed in (`own-account`: even who still has to set a password or second factor), whoever proved the right to rate, a partner by its key, or the named roles. */
export type Guard = 'public' | 'signed-in' | 'own-account' | 'rater' | 'partner' | readonly Role[];

export function isAllowed(guard: Guard, role: Role | null, hasEntitlement: boolean, isPartner = false): boolean {
  if (guard === 'public') return true;
  if (guard === 'partner') return isPartner;
  if (guard === 'rater') return hasEntitlement;
  if (guard === 'signed-in' || guard === 'own-account') return role !== null;
  return role !== null && guard.includes(role);
}

interface GuardOptions {
  /** The step matters: the person has to have confirmed within the last ten minutes that it is them. */
  readonly confirmed?: boolean;
}

const enforce =
  (guard: Guard, { confirmed = false }: GuardOptions): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    const { staff, entitlement, partner } = c.var;
    if (isAllowed(guard, staff?.role ?? null, entitlement !== null, partner !== null)) {
      if (staff?.owes && guard !== 'public' && guard !== 'own-account' && guard !== 'rater' && guard !== 'partner')
        throw staff.owes === 'password' ? setPasswordFirst() : setFactorFirst();
      if (confirmed && staff && !staff.confirmed) throw confirmFirst();
      return next();
    }
    if (guard === 'rater') throw proveFirst();
    if (guard === 'partner') throw keyMissing();
    throw staff === null ? signInFirst() : notAllowed();
  };

/** A route declares its guard beside its shape; the guard runs before validation and stands in the OpenAPI text. */
export function guarded<P extends string, R extends Omit<RouteConfig, 'path'> & { path: P }>(guard: Guard, route: R, options: GuardOptions = {}) {
  const withGuard: R & { middleware: MiddlewareHandler<AppEnv> } = { ...route, 'x-guard': guard, middleware: enforce(guard, options) };
  return createRoute(withGuard);
}

/** A sub-app of one noun. Chain `.openapi()` on it: the type of the chain is what the site's client knows. */
export const router = () => new OpenAPIHono<AppEnv>({ defaultHook: validationHook });
