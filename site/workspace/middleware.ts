import { defineMiddleware } from 'astro:middleware';
import type { MiddlewareNext } from 'astro';
import { href, langOf } from '../language.ts';
import { insideRelease } from './archive/links.ts';
import { ask } from './server/ask.ts';

/** The address without its language. */
const withoutLanguage = (pathname: string): string => pathname.replace(/^\/en(?=\/|$)/, '').replace(/(.)\/$/, '$1') || '/';

/** Knows who is signed in, keeps strangers out of the workspace, and gives the API's cookies to the browser. */
export const onRequest = defineMiddleware(async (context, next) => {
  const { locals, params, url } = context;
  if (params['lang'] !== undefined && params['lang'] !== 'en') return locals.notFound();
  try {
    const path = withoutLanguage(url.pathname);
    const inWorkspace = path === '/workspace' || path.startsWith('/workspace/');
    if (inWorkspace || path === '/login') locals.staff = (await ask(locals.api.api.v1.session.$get())).value;
    const stranger = inWorkspace && !locals.staff;
    // Whoever still has to set a password or a second factor does so before anything else.
    const owing = inWorkspace && locals.staff?.owes && path !== '/workspace/account';
    const away = stranger ? `/login?next=${encodeURIComponent(path)}` : owing ? '/workspace/account' : null;
    const response = away === null ? await drawn(locals, next) : context.redirect(href(langOf(url.pathname), away), 303);
    for (const cookie of locals.cookies) response.headers.append('set-cookie', cookie);
    return response;
  } catch (error) {
    return locals.unavailable(error as Error);
  }
});

/** The page; one of an old release is finished here, so that a fault in drawing it is still answered as one. */
async function drawn(locals: App.Locals, next: MiddlewareNext): Promise<Response> {
  const response = await next();
  if (!locals.archive || response.status !== 200) return response;
  return new Response(insideRelease(await response.text(), locals.archive.number), { headers: response.headers });
}
