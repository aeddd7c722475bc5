import { type Api, ask, faultsOf, type Problem } from '../server/ask.ts';
import { isOffice } from '../server/entries.ts';
import { carry, field, frameOf, idOf, leadTo, type PageContext, sentForm, staffOf } from '../server/page.ts';
import { isoOf } from '../windows/steps.ts';

const listKeys = (api: Api) => ask(api.api.v1['partner-keys'].$get());
const listWindows = (api: Api) => ask(api.api.v1.windows.$get());
type Key = NonNullable<Awaited<ReturnType<typeof listKeys>>['value']>['keys'][number];

/** A window, group and channel that a key can be for. */
interface Target {
  readonly value: string;
  readonly label: string;
}

export interface PartnersPage {
  readonly keys: readonly Key[];
  readonly targets: readonly Target[];
  readonly mayRequest: boolean;
  readonly mayIssue: boolean;
  /** The key that was issued just now: it stands in this answer only. */
  readonly issued: { readonly key: string; readonly partner: string } | null;
  readonly typed: (name: string) => string;
  readonly problem: Problem | null;
  readonly faults: Readonly<Record<string, string>>;
}

/** Keys with which survey firms send answers themselves: asked for by one person, issued by an administrator. */
export async function partnersPage(context: PageContext): Promise<PartnersPage | Response> {
  const { lang } = frameOf(context);
  const { api, city } = context.locals;
  const { role } = staffOf(context);
  const form = await sentForm(context);
  const done = form && (await act(api, form, city.timezone));
  if (done && !done.problem && done.done) return leadTo(context, lang, '/workspace/partners', done.done);
  const keys = (await listKeys(api)).value?.keys ?? [];
  const problem = carry(context, done?.problem ?? null);
  const issued = done?.key ? { key: done.key, partner: keys.find(({ id }) => id === field(form, 'key'))?.partner ?? '' } : null;
  return {
    keys,
    targets: await targetsOf(context),
    mayRequest: isOffice(role) || role === 'administrator',
    mayIssue: role === 'administrator',
    issued,
    typed: (name) => field(form, name),
    problem,
    faults: faultsOf(problem, lang),
  };
}

interface Done {
  readonly problem: Problem | null;
  readonly done?: string;
  readonly key?: string;
}

async function act(api: Api, form: FormData, timeZone: string): Promise<Done> {
  const param = { key: idOf(field(form, 'key')) };
  const keys = api.api.v1['partner-keys'];
  switch (field(form, 'action')) {
    case 'issue': {
      const { value, problem } = await ask(keys[':key'].issue.$post({ param }));
      return value ? { problem, key: value.key } : { problem };
    }
    case 'revoke':
      return { ...(await ask(keys[':key'].revoke.$post({ param }))), done: 'revoked' };
    default: {
      const [window = '', group = '', channel = ''] = field(form, 'target').split('/');
      const json = { window, group, channel, partner: field(form, 'partner').trim(), expiresAt: isoOf(field(form, 'expiresAt'), timeZone) };
      return { ...(await ask(keys.$post({ json }))), done: 'requested' };
    }
  }
}

async function targetsOf({ locals, params, request, url }: PageContext): Promise<Target[]> {
  const { lang } = frameOf({ params, request, url });
  const { city, api } = locals;
  const imported = new Map(city.channels.filter(({ proof }) => proof === 'import').map(({ id, label }) => [id, label]));
  const windows = ((await listWindows(api)).value?.windows ?? []).filter(({ state }) => ['draft', 'sealed', 'open'].includes(state));
  return windows.flatMap(({ id }) =>
    city.groups.flatMap((group) =>
      group.channels.flatMap((channel) => {
        const label = imported.get(channel);
        return label ? [{ value: `${id}/${group.id}/${channel}`, label: `${id} · ${group.label[lang]} · ${label[lang]}` }] : [];
      }),
    ),
  );
}
