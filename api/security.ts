import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import type { AppEnv } from './context.ts';
import { foreignOrigin, tooLarge } from './errors.ts';

/** Nothing inline, nothing from elsewhere, no frames. Evidence files and the API's documentation have policies of their own. */
export const securityHeaders = (secure: boolean): MiddlewareHandler =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    crossOriginEmbedderPolicy: false,
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    strictTransportSecurity: secure ? 'max-age=31536000; includeSubDomains' : false,
    permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
  });

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A write must come from a page of this site. Programs that send no Origin carry no cookie and are let through without one. */
export const sameOrigin = (publicUrl: string): MiddlewareHandler<AppEnv> => async (c, next) => {
  if (READING.has(c.req.method)) return next();
  const origin = c.req.header('origin');
  const site = c.req.header('sec-fetch-site');
  if (site && site !== 'same-origin' && site !== 'none') throw foreignOrigin();
  if (origin !== undefined && origin !== publicUrl && origin !== ownOrigin(c.req.header('host'), publicUrl)) throw foreignOrigin();
  if (origin === undefined && site === undefined && c.req.header('cookie')) throw foreignOrigin();
  return next();
};

/** The same machine under another of its names (127.0.0.1 beside localhost) is the same site when not behind TLS. */
const ownOrigin = (host: string | undefined, publicUrl: string): string | null =>
  host && publicUrl.startsWith('http://') ? `http://${host}` : null;

const MEGABYTE = 1024 * 1024;

/** 1 MB for a request; files (evidence, a survey firm's table) come as base64 in JSON and may have 20 MB. */
export const bodyLimits: MiddlewareHandler = (c, next) => {
  const large = /\/(evidence|imports)(\/|$)/.test(c.req.path);
  const maxSize = large ? 20 * MEGABYTE : MEGABYTE;
  return bodyLimit({
    maxSize,
    onError: () => {
      throw tooLarge(`${maxSize / MEGABYTE} MB`);
    },
  })(c, next);
};
