import { defineMiddleware } from 'astro:middleware';
import { href, langOf } from '../language.ts';
import { ask } from './server/ask.ts';

/** The address without its language. */
const withoutLanguage = (pathname: string): string => pathname.replace(/^\/en(?=\/|$)/, '').replace(/(.)\/$/, '$1') || '/';

/** Knows who is signed in, keeps strangers out of the workspace, and gives the API's cookies to the browser. */
export const onRequest = defineMiddleware(async (context, next) => {
  const { locals, params, url } = context;
  if (params['lang'] !== undefined && params['lang'] !== 'en') return new Response('404', { status: 404, headers: { 'content-type': 'text/plain' } });
  const path = withoutLanguage(url.pathname);
  const inWorkspace = path === '/workspace' || path.startsWith('/workspace/');
  if (inWorkspace || path === '/login') locals.staff = (await ask(locals.api.api.v1.session.$get())).value;
  const stranger = inWorkspace && !locals.staff;
  const response = stranger ? context.redirect(href(langOf(url.pathname), `/login?next=${encodeURIComponent(path)}`), 303) : await next();
  for (const cookie of locals.cookies) response.headers.append('set-cookie', cookie);
  return response;
});
