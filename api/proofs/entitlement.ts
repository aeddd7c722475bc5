import type { Entitlement } from '../context.ts';
import { signedCookie } from './signed-cookie.ts';

/** Half an hour is enough for a sitting; the proof can be shown again as long as the window is open. */
const cookie = signedCookie<Entitlement>('gongping-rate', 1800);

/** Carries an entitlement in the rater's browser. */
export const entitlementCookie = cookie.write;
export const readEntitlement = cookie.read;
