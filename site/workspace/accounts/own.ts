import { ask, faultsOf, type Problem } from '../server/ask.ts';
import { carry, field, frameOf, leadTo, type PageContext, sentForm } from '../server/page.ts';

import type { Sent } from './sign-in.ts';

type Api = PageContext['locals']['api'];
export type Own = NonNullable<Awaited<ReturnType<typeof readOwn>>['value']>;

const readOwn = (api: Api) => ask(api.api.v1.account.$get());

export interface OwnPage {
  readonly own: Own | null;
  /** The secret that was just made, until a code of it is confirmed. */
  readonly begun: { readonly secret: string; readonly address: string } | null;
  /** A code went to a number that is being taken into use. */
  readonly sent: Sent | null;
  /** The number as it was typed. */
  readonly phone: string;
  /** Shown this once. */
  readonly recoveryCodes: readonly string[] | null;
  readonly problem: Problem | null;
  readonly faults: Readonly<Record<string, string>>;
  /** Which of the forms was sent. */
  readonly action: string;
}

/** One's own account: password, second factor, devices. */
export async function ownPage(context: PageContext): Promise<OwnPage | Response> {
  const { lang } = frameOf(context);
  const { api } = context.locals;
  const form = await sentForm(context);
  const action = field(form, 'action');
  const done = form && (await act(api, action, form));
  if (done?.led) return leadTo(context, lang, '/workspace/account', done.led);
  const problem = carry(context, done?.problem ?? null);
  return {
    own: (await readOwn(api)).value,
    begun: done?.begun ?? null,
    sent: done?.sent ?? null,
    phone: field(form, 'phone'),
    recoveryCodes: done?.recoveryCodes ?? null,
    problem,
    faults: faultsOf(problem, lang),
    action,
  };
}

interface Done {
  readonly problem: Problem | null;
  readonly led?: string;
  readonly begun?: OwnPage['begun'];
  readonly sent?: OwnPage['sent'];
  readonly recoveryCodes?: readonly string[];
}

async function act(api: Api, action: string, form: FormData): Promise<Done> {
  const current = field(form, 'current');
  if (action === 'password') {
    const { problem } = await ask(api.api.v1.account.password.$post({ json: { current, password: field(form, 'password') } }));
    return problem ? { problem } : { problem, led: 'password' };
  }
  if (action === 'begin') {
    const { value, problem } = await ask(api.api.v1.account.factor.$post());
    return { problem, begun: value };
  }
  if (action === 'phone') {
    const { value, problem } = await ask(api.api.v1.account.factor.phone.$post({ json: { phone: field(form, 'phone') } }));
    return { problem, sent: value };
  }
  if (action === 'confirm') {
    const { value, problem } = await ask(api.api.v1.account.factor.$put({ json: { code: field(form, 'code') } }));
    if (value) return { problem, recoveryCodes: value.recoveryCodes };
    const number = field(form, 'number');
    return number ? { problem, sent: { number, shown: null } } : { problem, begun: { secret: field(form, 'secret'), address: field(form, 'address') } };
  }
  if (action === 'end') {
    const { problem } = await ask(api.api.v1.account.factor.$delete({ json: { current } }));
    return problem ? { problem } : { problem, led: 'factor' };
  }
  const { problem } = await ask(api.api.v1.account.devices[':device'].$delete({ param: { device: field(form, 'device') } }));
  return problem ? { problem } : { problem, led: 'device' };
}
