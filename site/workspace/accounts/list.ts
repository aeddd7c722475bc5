import { ask, faultsOf, type Problem } from '../server/ask.ts';
import { carry, field, frameOf, idOf, leadTo, type PageContext, sentForm } from '../server/page.ts';

type Api = PageContext['locals']['api'];
type Listed = NonNullable<Awaited<ReturnType<typeof readAll>>['value']>['accounts'][number];
type Link = NonNullable<Awaited<ReturnType<typeof create>>['value']>;
type Role = Listed['role'];

const readAll = (api: Api) => ask(api.api.v1.accounts.$get());
const create = (api: Api, json: { login: string; name: string; role: Role; unit: string | null; body: string | null }) =>
  ask(api.api.v1.accounts.$post({ json }));

export interface AccountsPage {
  readonly accounts: readonly Listed[];
  readonly search: string;
  /** One-time links that the form sent just now has made. */
  readonly links: readonly Link[];
  readonly typed: Readonly<Record<string, string>>;
  readonly action: string;
  readonly problem: Problem | null;
  readonly faults: Readonly<Record<string, string>>;
}

const orNull = (text: string): string | null => text.trim() || null;

const matches = (search: string, { login, name, unit, body }: Listed, unitName: (id: string | null) => string): boolean =>
  [login, name, unit ?? '', body ?? '', unitName(unit)].some((text) => text.toLowerCase().includes(search.toLowerCase()));

/** All accounts, with the forms that make one or many. */
export async function accountsPage(context: PageContext): Promise<AccountsPage> {
  const { lang } = frameOf(context);
  const { api, city } = context.locals;
  const form = await sentForm(context);
  const action = field(form, 'action');
  const typed = Object.fromEntries(['login', 'name', 'role', 'unit', 'body'].map((name) => [name, field(form, name)]));
  const made = form && (action === 'import' ? await importList(api, form) : await createOne(api, typed));
  const all = await readAll(api);
  const problem = carry(context, made?.problem ?? all.problem);
  const search = context.url.searchParams.get('q')?.trim() ?? '';
  const unitName = (id: string | null): string => city.units.find((unit) => unit.id === id)?.name[lang] ?? '';
  return {
    accounts: (all.value?.accounts ?? []).filter((account) => matches(search, account, unitName)),
    search,
    links: made?.value ?? [],
    typed: made?.value ? {} : typed,
    action,
    problem,
    faults: faultsOf(problem, lang),
  };
}

async function createOne(api: Api, typed: Readonly<Record<string, string>>) {
  const { login = '', name = '', role = '', unit = '', body = '' } = typed;
  const { value, problem } = await create(api, { login: login.trim(), name: name.trim(), role: role as Role, unit: orNull(unit), body: orNull(body) });
  return { value: value && [value], problem };
}

async function importList(api: Api, form: FormData) {
  const file = form.get('file');
  const bytes = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
  const { value, problem } = await ask(api.api.v1.accounts.import.$post({ json: { content: Buffer.from(bytes).toString('base64') } }));
  return { value: value?.invitations ?? null, problem };
}

export interface AccountPage {
  readonly account: Listed | null;
  readonly link: Link | null;
  readonly action: string;
  readonly problem: Problem | null;
  readonly faults: Readonly<Record<string, string>>;
}

/** One account: change it, give a new link, hand the post over, end it. */
export async function accountPage(context: PageContext): Promise<AccountPage | Response> {
  const { lang } = frameOf(context);
  const { api } = context.locals;
  const login = idOf(context.params['login']?.replaceAll('.', '-') === undefined ? null : (context.params['login'] ?? null));
  const form = await sentForm(context);
  const action = field(form, 'action');
  const done = form && (await act(api, login, action, form));
  if (done?.led) return leadTo(context, lang, `/workspace/accounts/${login}`, done.led);
  const all = await readAll(api);
  const problem = carry(context, done?.problem ?? all.problem);
  return {
    account: all.value?.accounts.find((one) => one.login === login) ?? null,
    link: done?.link ?? null,
    action,
    problem,
    faults: faultsOf(problem, lang),
  };
}

interface Done {
  readonly problem: Problem | null;
  readonly led?: string;
  readonly link?: Link | null;
}

async function act(api: Api, login: string, action: string, form: FormData): Promise<Done> {
  const account = api.api.v1.accounts[':login'];
  const param = { login };
  const reason = field(form, 'reason').trim();
  if (action === 'change') {
    const json = {
      name: field(form, 'name').trim(),
      role: field(form, 'role') as Role,
      unit: orNull(field(form, 'unit')),
      body: orNull(field(form, 'body')),
      reason,
    };
    const { problem } = await ask(account.$patch({ param, json }));
    return problem ? { problem } : { problem, led: 'changed' };
  }
  if (action === 'end') {
    const { problem } = await ask(account.end.$post({ param, json: { reason } }));
    return problem ? { problem } : { problem, led: 'ended' };
  }
  const { value, problem } =
    action === 'hand'
      ? await ask(account.successor.$post({ param, json: { login: field(form, 'login').trim(), name: field(form, 'name').trim(), reason } }))
      : await ask(account.invitation.$post({ param }));
  return { problem, link: value };
}
