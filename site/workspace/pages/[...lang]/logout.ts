import type { APIRoute } from 'astro';
import { href, langOf } from '../../../language.ts';

export const prerender = false;

/** Ends the session; the middleware gives the cleared cookie to the browser. */
export const POST: APIRoute = async ({ locals, params, redirect }) => {
  await locals.api.api.v1.session.$delete();
  return redirect(href(langOf(params['lang']), '/login'), 303);
};

/** Somebody typed the address: signing out is a button, so that no link does it unasked. */
export const GET: APIRoute = ({ params, redirect }) => redirect(href(langOf(params['lang']), '/workspace'), 303);
