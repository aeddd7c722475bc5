import { ask, faultsOf, type Problem } from '../server/ask.ts';
import { carry, field, frameOf, leadTo, type PageContext, sentForm } from '../server/page.ts';

type Api = PageContext['locals']['api'];
export type Own = NonNullable<Awaited<ReturnType<typeof readOwn>>['value']>;

const readOwn = (api: Api) => ask(api.api.v1.account.$get());

export interface OwnPage {
  readonly own: Own | null;
  /** The secret that was just made, until a code of it is confirmed. */
  readonly begun: { readonly secret: string; readonly address: string } | null;
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
  if (action === 'confirm') {
    const { value, problem } = await ask(api.api.v1.account.factor.$put({ json: { code: field(form, 'code') } }));
    const begun = { secret: field(form, 'secret'), address: field(form, 'address') };
    return value ? { problem, recoveryCodes: value.recoveryCodes } : { problem, begun };
  }
  if (action === 'end') {
    const { problem } = await ask(api.api.v1.account.factor.$delete({ json: { current } }));
    return problem ? { problem } : { problem, led: 'factor' };
  }
  const { problem } = await ask(api.api.v1.account.devices[':device'].$delete({ param: { device: field(form, 'device') } }));
  return problem ? { problem } : { problem, led: 'device' };
}
