import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { AppEnv } from './context.ts';
import { foreignOrigin, tooLarge } from './errors.ts';

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers of every answer: nothing inline, nothing from elsewhere, no frames. Evidence and the API's documentation replace the policy. */
export const securityHeaders = (secure: boolean): Readonly<Record<string, string>> => ({
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  ...(secure && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
});

/** What other sites may show: pages without a script and pictures whose few rules of style stand inside them. */
const EMBEDS = /^\/(en\/)?embed\//;

const embedPolicy = (picture: boolean): string =>
  ["default-src 'none'", `style-src ${picture ? "'unsafe-inline'" : "'self'"}`, "form-action 'none'", "base-uri 'none'", 'frame-ancestors *'].join('; ');

function embedHeaders(secure: boolean, picture: boolean): Readonly<Record<string, string>> {
  const { 'x-frame-options': _nobody, ...headers } = securityHeaders(secure);
  return { ...headers, 'content-security-policy': embedPolicy(picture), 'cross-origin-resource-policy': 'cross-origin' };
}

/** Sets the headers on every answer that has not set its own. */
export const secured = (secure: boolean): MiddlewareHandler => {
  const headers = Object.entries(securityHeaders(secure));
  const ofEmbeds = [false, true].map((picture) => Object.entries(embedHeaders(secure, picture)));
  return async (c, next) => {
    await next();
    const embed = EMBEDS.test(c.req.path) && c.res.status < 400 ? ofEmbeds[c.req.path.endsWith('.svg') ? 1 : 0] : undefined;
    for (const [name, value] of embed ?? headers) if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  };
};

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A write must come from a page of this site. Programs that send neither Origin nor cookie are let through. */
export const sameOrigin =
  (publicUrl: string): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    if (READING.has(c.req.method)) return next();
    const origin = c.req.header('origin');
    const site = c.req.header('sec-fetch-site');
    if (site && site !== 'same-origin' && site !== 'none') throw foreignOrigin();
    if (origin !== undefined && origin !== publicUrl && origin !== ownOrigin(c.req.header('host'), publicUrl)) throw foreignOrigin();
    if (origin === undefined && site === undefined && c.req.header('cookie')) throw foreignOrigin();
    return next();
  };

/**
 * The same machine under another of its names (127.0.0.1 beside localhost) is the same site when not behind TLS. Names
 * only that no foreign server of names can point here: localhost and plain addresses.
 */
const ownOrigin = (host: string | undefined, publicUrl: string): string | null =>
  host && publicUrl.startsWith('http://') && OWN_NAME.test(host) ? `http://${host}` : null;
const OWN_NAME = /^(localhost|\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:.]+\])(:\d+)?$/i;

const MEGABYTE = 1024 * 1024;

/**
 * 1 MB for a request; files (evidence, a survey firm's table, a list of people) come as base64 in JSON and may have 20 MB. A length that
 * is declared is all that Node's parser lets through, and asking for it leaves the body where it is read fastest.
 */
const TAKES_FILES =
  /^\/api\/v1\/(units\/[^/]+\/(progress\/[^/]+\/[^/]+\/(evidence|import(\/preview)?)|plans\/[^/]+\/draft\/import(\/preview)?)|progress\/[^/]+\/import(\/preview)?|windows\/[^/]+\/(imports\/files|codes)|partner\/batches)$/;

export const bodyLimits: MiddlewareHandler = (c, next) => {
  const large = TAKES_FILES.test(c.req.path);
  const maxSize = large ? 20 * MEGABYTE : MEGABYTE;
  const onError = (): never => {
    throw tooLarge(`${maxSize / MEGABYTE} MB`);
  };
  const declared = c.req.header('transfer-encoding') === undefined ? c.req.header('content-length') : undefined;
  if (declared === undefined) return bodyLimit({ maxSize, onError })(c, next);
  return Number(declared) > maxSize ? onError() : next();
};
