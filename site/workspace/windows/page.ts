import { type Api, ask, faultsOf, type Problem } from '../server/ask.ts';
import { isOffice } from '../server/entries.ts';
import { carry, field, frameOf, idOf, leadTo, type PageContext, sentForm, staffOf } from '../server/page.ts';
import { carryOut, isoOf } from './steps.ts';

const readWindow = async (api: Api, window: string) => ask(api.api.v1.windows[':window'].$get({ param: { window } }));
const readOffice = async (api: Api, window: string) => ask(api.api.v1.windows[':window'].office.$get({ param: { window } }));
export const readPending = async (api: Api, window: string) => (await ask(api.api.v1.windows[':window'].imports.pending.$get({ param: { window } }))).value;
const readShares = async (api: Api, window: string) => ask(api.api.v1.windows[':window'].shares.$get({ param: { window } }));

type Value<T extends (...args: never[]) => Promise<{ readonly value: unknown }>> = NonNullable<Awaited<ReturnType<T>>['value']>;
export type Facts = Value<typeof readWindow>;
export type Office = Value<typeof readOffice>;
export type Decision = Office['decisions'][number];
export type Shares = Value<typeof readShares>;

export interface WindowPage {
  readonly window: Facts;
  readonly office: Office;
  /** While it is closed and holders have the key; null otherwise. */
  readonly shares: Shares | null;
  /** What closing would leave out; null where this account does not see it. */
  readonly pending: Awaited<ReturnType<typeof readPending>>;
  /** Whether this account drafts, proposes and confirms; holders enter shares and end keys only. */
  readonly mayDecide: boolean;
  readonly typed: (name: string) => string;
  readonly problem: Problem | null;
  readonly faults: Readonly<Record<string, string>>;
}

export async function windowPage(context: PageContext): Promise<WindowPage | Response | { readonly problem: Problem }> {
  const { lang } = frameOf(context);
  const { api, city } = context.locals;
  const id = idOf(context.params['window']);
  const form = await sentForm(context);
  const done = form && (await carryOut(api, id, form, city.timezone));
  if (done?.file) return done.file;
  if (done && !done.problem) return leadTo(context, lang, done.to ?? `/workspace/windows/${id}`, done.to ? undefined : done.done);
  const [window, office] = await Promise.all([readWindow(api, id), readOffice(api, id)]);
  if (window.problem) return { problem: carry(context, window.problem) };
  if (office.problem) return { problem: carry(context, office.problem) };
  const held = window.value.state === 'closed' && window.value.keyCustody === 'holders';
  const problem = carry(context, done?.problem ?? null);
  return {
    window: window.value,
    office: office.value,
    shares: held ? (await readShares(api, id)).value : null,
    pending: window.value.state === 'open' && isOffice(staffOf(context).role) ? await readPending(api, id) : null,
    mayDecide: isOffice(staffOf(context).role),
    // A share, a password and a code are never written back into the page.
    typed: (name) => (/^(share|password|code|other-password)/.test(name) ? '' : field(form, name)),
    problem,
    faults: faultsOf(problem, lang),
  };
}

type Summaries = NonNullable<Awaited<ReturnType<typeof listWindows>>['value']>['windows'];
const listWindows = (api: Api) => ask(api.api.v1.windows.$get());

export interface WindowsPage {
  readonly windows: Summaries;
  readonly mayDecide: boolean;
  readonly typed: (name: string) => string;
  readonly problem: Problem | null;
  readonly faults: Readonly<Record<string, string>>;
}

/** All windows, the newest first, and the form that drafts another. */
export async function windowsPage(context: PageContext): Promise<WindowsPage | Response> {
  const { lang } = frameOf(context);
  const { api, city } = context.locals;
  const form = await sentForm(context);
  const made = form && (await draft(api, form, city.timezone));
  if (form && made && !made.problem) return leadTo(context, lang, `/workspace/windows/${made.value.window}`, 'drafted');
  const problem = carry(context, made?.problem ?? null);
  return {
    windows: [...((await listWindows(api)).value?.windows ?? [])].reverse(),
    mayDecide: isOffice(staffOf(context).role),
    typed: (name) => field(form, name),
    problem,
    faults: faultsOf(problem, lang),
  };
}

const draft = (api: Api, form: FormData, timeZone: string) =>
  ask(
    api.api.v1.windows.$post({
      json: {
        window: field(form, 'window').trim(),
        cycle: field(form, 'cycle'),
        opensAt: isoOf(field(form, 'opensAt'), timeZone),
        closesAt: isoOf(field(form, 'closesAt'), timeZone),
        custody: field(form, 'custody') === 'demonstration' ? 'demonstration' : 'holders',
      },
    }),
  );
