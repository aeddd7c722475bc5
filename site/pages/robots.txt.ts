import type { APIRoute } from 'astro';
import { absolute } from '../address.ts';
import { href, LANGS } from '../language.ts';

/** What programs need not read: forms, accounts and the programming interface. Everything published is open to them. */
const CLOSED = ['/rate', '/comment', '/login', '/logout', '/workspace'];

export const GET: APIRoute = () => {
  const closed = ['/api/', ...LANGS.flatMap((lang) => CLOSED.map((path) => href(lang, path)))];
  return new Response(`User-agent: *\n${closed.map((path) => `Disallow: ${path}\n`).join('')}\nSitemap: ${absolute('/sitemap.xml')}\n`, {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
};
