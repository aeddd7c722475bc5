import { ask, type Problem } from './ask.ts';
import { carry, field, frameOf, leadTo, type PageContext, safeNext, sentForm } from './page.ts';

export interface LoginPage {
  readonly login: string;
  readonly next: string;
  readonly problem: Problem | null;
}

/** Signs in and leads to where the reader wanted to go, inside the workspace only. */
export async function loginPage(context: PageContext): Promise<LoginPage | Response> {
  const { lang } = frameOf(context);
  const form = await sentForm(context);
  const next = safeNext(form === null ? context.url.searchParams.get('next') : field(form, 'next'));
  if (form === null) return context.locals.staff ? leadTo(context, lang, next) : { login: '', next, problem: null };
  const login = field(form, 'login');
  const { value, problem } = await ask(context.locals.api.api.v1.session.$post({ json: { login, password: field(form, 'password') } }));
  if (value && 'next' in value) return leadTo(context, lang, `/login/code?by=${value.by}&next=${encodeURIComponent(next)}`);
  return problem ? { login, next, problem: carry(context, problem) } : leadTo(context, lang, next);
}
