import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';

/** A value that a browser carries for a while, signed; the server keeps nothing of it. */
export interface SignedCookie<T> {
  /** @returns the value of a Set-Cookie header. */
  readonly write: (value: T, key: Uint8Array, now: Date, secure: boolean) => string;
  /** What a Cookie header carries; null when there is none, or it is altered or over. */
  readonly read: (cookieHeader: string, key: Uint8Array, now: Date, secure: boolean) => T | null;
  /** Takes it out of the browser. */
  readonly clear: (secure: boolean) => string;
}

const sign = (key: Uint8Array, text: string): Buffer => createHmac('sha256', createSecretKey(key)).update(text).digest();
const attributes = (secure: boolean): string => `HttpOnly; Path=/; SameSite=Lax${secure ? '; Secure' : ''}`;

/** @param seconds how long the value counts. With `kept` the browser keeps it as long, else until it is closed. */
export function signedCookie<T extends object>(name: string, seconds: number, { kept = false } = {}): SignedCookie<T> {
  const nameOf = (secure: boolean): string => (secure ? `__Host-${name}` : name);
  const age = kept ? `Max-Age=${seconds}; ` : '';
  return {
    write: (value, key, now, secure) => {
      const payload = Buffer.from(JSON.stringify({ ...value, until: Math.floor(now.getTime() / 1000) + seconds })).toString('base64url');
      return `${nameOf(secure)}=${payload}.${sign(key, payload).toString('base64url')}; ${age}${attributes(secure)}`;
    },
    read: (cookieHeader, key, now, secure) => {
      const wanted = `${nameOf(secure)}=`;
      const found = cookieHeader.split(/;\s*/).find((part) => part.startsWith(wanted));
      const [payload = '', signature = ''] = found?.slice(wanted.length).split('.') ?? [];
      const [given, right] = [Buffer.from(signature, 'base64url'), sign(key, payload)];
      if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
      const { until, ...value } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as T & { until: number };
      return until * 1000 > now.getTime() ? (value as unknown as T) : null;
    },
    clear: (secure) => `${nameOf(secure)}=; Max-Age=0; ${attributes(secure)}`,
  };
}
