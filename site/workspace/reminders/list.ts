import { ask, faultsOf, type Problem } from '../server/ask.ts';
import { carry, field, frameOf, leadTo, type PageContext, safeNext, sentForm } from '../server/page.ts';

export type Notice = Awaited<ReturnType<typeof noticesOf>>[number];

/** A person's own notices, newest first. */
export const noticesOf = async ({ locals }: Pick<PageContext, 'locals'>) => (await ask(locals.api.api.v1.reminders.$get())).value?.notices ?? [];

export interface RemindersPage {
  readonly notices: readonly Notice[];
  readonly contact: { readonly mail: string; readonly phone: string; readonly sends: { readonly mail: boolean; readonly sms: boolean } };
  readonly problem: Problem | null;
  readonly faults: Readonly<Record<string, string>>;
}

/** All notices, and where the person wants to be reminded. */
export async function remindersPage(context: PageContext): Promise<RemindersPage | Response> {
  const { api } = context.locals.api;
  const { lang } = frameOf(context);
  const form = await sentForm(context);
  if (form && field(form, 'action') === 'read') {
    const ids = form.getAll('id').map(String);
    if (ids.length > 0) await ask(api.v1.reminders.read.$post({ json: { ids } }));
    return leadTo(context, lang, safeNext(field(form, 'next')));
  }
  const typed = { mail: field(form, 'mail').trim(), phone: field(form, 'phone').trim() };
  const saved = form && (await ask(api.v1.contact.$put({ json: { mail: typed.mail || null, phone: typed.phone || null } })));
  if (saved?.value) return leadTo(context, lang, '/workspace/reminders', 'saved');
  const stored = (await ask(api.v1.contact.$get())).value;
  const sends = stored?.sends ?? { mail: false, sms: false };
  const problem = carry(context, saved?.problem ?? null);
  return {
    notices: await noticesOf(context),
    contact: form ? { ...typed, sends } : { mail: stored?.mail ?? '', phone: stored?.phone ?? '', sends },
    problem,
    faults: faultsOf(problem, lang),
  };
}
