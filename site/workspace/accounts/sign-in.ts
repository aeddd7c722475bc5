import { ask, faultsOf, type Problem } from '../server/ask.ts';
import { carry, field, frameOf, leadTo, type PageContext, safeNext, sentForm } from '../server/page.ts';

export interface ProofPage {
  readonly next: string;
  readonly problem: Problem | null;
  readonly fault: string | undefined;
  /** Codes go out as text messages: a button sends one. */
  readonly byMessage: boolean;
  readonly sent: Sent | null;
}

/** Where a code went, and in a demonstration what it says. */
export type Sent = NonNullable<Awaited<ReturnType<typeof sendForSignIn>>['value']>;
const sendForSignIn = (api: PageContext['locals']['api']) => ask(api.api.v1.session.code.message.$post());

/** The second factor of a sign-in. */
export async function codePage(context: PageContext): Promise<ProofPage | Response> {
  const { lang } = frameOf(context);
  const form = await sentForm(context);
  const next = safeNext(form === null ? context.url.searchParams.get('next') : field(form, 'next'));
  const byMessage = (form === null ? context.url.searchParams.get('by') : field(form, 'by')) === 'sms';
  const shown = { next, byMessage, sent: null, problem: null, fault: undefined };
  if (form === null) return shown;
  if (field(form, 'action') === 'send') {
    const { value, problem } = await sendForSignIn(context.locals.api);
    return { ...shown, sent: value, problem: carry(context, problem) };
  }
  const { problem } = await ask(context.locals.api.api.v1.session.code.$post({ json: { code: field(form, 'code') } }));
  if (problem?.code === 'auth.no_code_awaited') return leadTo(context, lang, `/login?next=${encodeURIComponent(next)}`);
  return problem ? { ...shown, problem: carry(context, problem), fault: faultsOf(problem, lang)['code'] } : leadTo(context, lang, next);
}

/** Confirms once more that it is the person, and leads back. */
export async function confirmPage(context: PageContext): Promise<ProofPage | Response> {
  const { lang } = frameOf(context);
  const form = await sentForm(context);
  const next = safeNext(form === null ? context.url.searchParams.get('next') : field(form, 'next'));
  const { api } = context.locals;
  const { value: own } = await ask(api.api.v1.account.$get());
  const shown = { next, byMessage: own?.factor.inUse === true && own.factor.kind === 'sms', sent: null, problem: null, fault: undefined };
  if (form === null) return shown;
  if (field(form, 'action') === 'send') {
    const { value, problem } = await ask(api.api.v1.session.confirm.message.$post());
    return { ...shown, sent: value, problem: carry(context, problem) };
  }
  const { problem } = await ask(api.api.v1.session.confirm.$post({ json: { proof: field(form, 'proof') } }));
  const faults = faultsOf(problem, lang);
  return problem ? { ...shown, problem: carry(context, problem), fault: faults['current'] ?? faults['proof'] } : leadTo(context, lang, next);
}

export interface WelcomePage {
  readonly token: string;
  readonly invited: { readonly login: string; readonly name: string; readonly shortestPassword: number } | null;
  readonly problem: Problem | null;
  readonly fault: string | undefined;
}

/** Sets a password by a one-time link. */
export async function welcomePage(context: PageContext): Promise<WelcomePage | Response> {
  const { lang } = frameOf(context);
  const { invitations } = context.locals.api.api.v1;
  const form = await sentForm(context);
  const token = form === null ? (context.url.searchParams.get('token') ?? '') : field(form, 'token');
  const set = form && (await ask(invitations.$post({ json: { token, password: field(form, 'password') } })));
  if (set?.value) return leadTo(context, lang, '/login?next=/workspace', 'password');
  const look = await ask(invitations.look.$post({ json: { token } }));
  const problem = carry(context, set?.problem ?? look.problem);
  return { token, invited: look.value, problem, fault: faultsOf(problem, lang)['password'] };
}
