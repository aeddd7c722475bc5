import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { Entitlement } from '../context.ts';

/** Half an hour is enough for a sitting; the proof can be shown again as long as the window is open. */
const LIFETIME_SECONDS = 1800;
const NAME = 'gongping-rate';

const cookieName = (secure: boolean): string => (secure ? `__Host-${NAME}` : NAME);
const sign = (key: Uint8Array, text: string): Buffer => createHmac('sha256', createSecretKey(key)).update(text).digest();

/** Carries an entitlement in the rater's browser, signed; the server keeps nothing of it. */
export function entitlementCookie(entitlement: Entitlement, key: Uint8Array, now: Date, secure: boolean): string {
  const payload = Buffer.from(JSON.stringify({ ...entitlement, until: Math.floor(now.getTime() / 1000) + LIFETIME_SECONDS })).toString('base64url');
  const value = `${payload}.${sign(key, payload).toString('base64url')}`;
  return `${cookieName(secure)}=${value}; HttpOnly; Path=/; SameSite=Lax${secure ? '; Secure' : ''}`;
}

/** The entitlement of a Cookie header; null when there is none, or it is altered or over. */
export function readEntitlement(cookieHeader: string, key: Uint8Array, now: Date, secure: boolean): Entitlement | null {
  const wanted = `${cookieName(secure)}=`;
  const value = cookieHeader
    .split(/;\s*/)
    .find((part) => part.startsWith(wanted))
    ?.slice(wanted.length);
  const [payload = '', signature = ''] = value?.split('.') ?? [];
  const given = Buffer.from(signature, 'base64url');
  const right = sign(key, payload);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
  const { until, ...entitlement } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Entitlement & { until: number };
  return until * 1000 > now.getTime() ? entitlement : null;
}
