import type { AstroGlobal } from 'astro';
import { href, type Lang, langOf } from '../../language.ts';
import { type Words, words } from '../text/index.ts';
import type { Account, Problem } from './ask.ts';

/** What a page's work is given of Astro. */
export type PageContext = Pick<AstroGlobal, 'request' | 'locals' | 'params' | 'url' | 'redirect' | 'response'>;

/** What every page of the workspace knows. */
export interface Frame {
  readonly lang: Lang;
  readonly t: Words;
  /** What was done by the form that led here: the name of a sentence. */
  readonly done: string | null;
}

export function frameOf({ params, request, url }: Pick<PageContext, 'params' | 'request' | 'url'>): Frame {
  const lang = langOf(params['lang']);
  return { lang, t: words(lang), done: request.method === 'POST' ? null : url.searchParams.get('done') };
}

/** Who is signed in. The middleware has sent everybody else to the sign-in page. */
export function staffOf({ locals }: Pick<PageContext, 'locals'>): Account {
  if (!locals.staff) throw new Error('a page of the workspace was reached without a sign-in');
  return locals.staff;
}

/** After a form has done its work: an address of its own, so that reloading does not send it again. */
export const leadTo = ({ redirect }: Pick<PageContext, 'redirect'>, lang: Lang, path: string, done?: string): Response =>
  redirect(href(lang, done === undefined ? path : `${path}${path.includes('?') ? '&' : '?'}done=${done}`), 303);

/** The page's status is that of what the API refused. */
export function carry<T extends Problem | null>({ response }: Pick<PageContext, 'response'>, problem: T): T {
  if (problem) response.status = problem.status;
  return problem;
}

export const isPost = ({ request }: Pick<PageContext, 'request'>): boolean => request.method === 'POST';

/** The sentence of what was done; the address may name anything, only known names have one. */
export const doneSentence = ({ done }: Frame, sentences: Readonly<Record<string, string>>): string | undefined =>
  done !== null && Object.hasOwn(sentences, done) ? sentences[done] : undefined;

/** The form that was sent; null when the page was only asked for. One that cannot be read is an empty one: the API says what is missing. */
export async function sentForm(context: Pick<PageContext, 'request'>): Promise<FormData | null> {
  if (!isPost(context)) return null;
  return context.request.formData().catch(() => new FormData());
}

/** An id as it may stand in an address of the API; whatever else was typed becomes one that nothing has. */
export const idOf = (typed: string | undefined | null): string => (typed && /^[A-Za-z0-9][A-Za-z0-9.-]{0,79}$/.test(typed) ? typed : 'none');

/** What the city calls a cycle; its id where the city no longer lists it. */
export const cycleName = ({ locals }: Pick<PageContext, 'locals'>, cycle: string, lang: Lang): string =>
  locals.city.cycles.find(({ id }) => id === cycle)?.label[lang] ?? cycle;

/** Where to go after a form, inside the workspace only. */
export const safeNext = (path: string | null): string => (path !== null && /^\/workspace(\/[A-Za-z0-9-]+)*$/.test(path) ? path : '/workspace');

/** One field of a form as text; empty when it was not sent. */
export const field = (form: FormData | null, name: string): string => {
  const value = form?.get(name);
  return typeof value === 'string' ? value : '';
};
