import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';

/** What a browser carries from leaving for the provider until it is back. */
export interface LoginFlow {
  readonly window: string;
  readonly channel: string;
  readonly state: string;
  readonly nonce: string;
  /** PKCE: only its hash goes to the provider before the code comes back. */
  readonly verifier: string;
  readonly redirectUri: string;
  /** The employer that was declared before leaving; null for none of the units. */
  readonly employer: string | null;
}

/** Ten minutes to sign in elsewhere. */
const LIFETIME_SECONDS = 600;
const NAME = 'gongping-login';

const cookieName = (secure: boolean): string => (secure ? `__Host-${NAME}` : NAME);
const attributes = (secure: boolean): string => `HttpOnly; Path=/; SameSite=Lax${secure ? '; Secure' : ''}`;
const sign = (key: Uint8Array, text: string): Buffer => createHmac('sha256', createSecretKey(key)).update(text).digest();

export function flowCookie(flow: LoginFlow, key: Uint8Array, now: Date, secure: boolean): string {
  const payload = Buffer.from(JSON.stringify({ ...flow, until: Math.floor(now.getTime() / 1000) + LIFETIME_SECONDS })).toString('base64url');
  return `${cookieName(secure)}=${payload}.${sign(key, payload).toString('base64url')}; Max-Age=${LIFETIME_SECONDS}; ${attributes(secure)}`;
}

/** A way back is walked once. */
export const clearedFlow = (secure: boolean): string => `${cookieName(secure)}=; Max-Age=0; ${attributes(secure)}`;

/** The flow of a Cookie header; null when there is none, or it is altered or over. */
export function readFlow(cookieHeader: string, key: Uint8Array, now: Date, secure: boolean): LoginFlow | null {
  const wanted = `${cookieName(secure)}=`;
  const value = cookieHeader
    .split(/;\s*/)
    .find((part) => part.startsWith(wanted))
    ?.slice(wanted.length);
  const [payload = '', signature = ''] = value?.split('.') ?? [];
  const given = Buffer.from(signature, 'base64url');
  const right = sign(key, payload);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
  const { until, ...flow } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as LoginFlow & { until: number };
  return until * 1000 > now.getTime() ? flow : null;
}
