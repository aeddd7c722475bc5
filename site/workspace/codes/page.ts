import { type Api, ask, faultsOf, type Problem } from '../server/ask.ts';
import { isOffice } from '../server/entries.ts';
import { carry, field, frameOf, idOf, leadTo, type PageContext, sentForm, staffOf } from '../server/page.ts';

type Facts = NonNullable<Awaited<ReturnType<typeof readFacts>>>;
type Batch = NonNullable<Awaited<ReturnType<typeof readBatches>>['value']>['batches'][number];
export type Issued = NonNullable<Awaited<ReturnType<typeof issueCodes>>['value']>;

export type Layout = 'letters' | 'cards';

export interface CodesPage {
  readonly view: 'batches';
  readonly window: Facts | null;
  readonly batches: readonly Batch[];
  /** Groups that codes can be issued for. */
  readonly groups: readonly { readonly id: string; readonly label: string; readonly roster: number | null }[];
  readonly mayAct: boolean;
  readonly typed: { readonly group: string; readonly count: string };
  readonly problem: Problem | null;
  readonly faults: Readonly<Record<string, string>>;
}

/** The sheets, in the answer to the very form that issued them. */
export interface SheetsPage {
  readonly view: 'sheets';
  readonly window: Facts;
  readonly issued: Issued;
  readonly group: Facts['groups'][number];
  readonly layout: Layout;
}

const readFacts = async (api: Api, window: string) => (await ask(api.api.v1.windows[':window'].$get({ param: { window } }))).value;
const readBatches = (api: Api, window: string) => ask(api.api.v1.windows[':window'].codes.$get({ param: { window } }));
const issueCodes = (api: Api, window: string, json: IssueRequest) => ask(api.api.v1.windows[':window'].codes.$post({ param: { window }, json }));

interface IssueRequest {
  readonly group: string;
  readonly count?: number;
  readonly file?: string;
}

/** Batches of printed codes: issue them, see their numbers, make one void. */
export async function codesPage(context: PageContext): Promise<CodesPage | SheetsPage | Response> {
  const { lang } = frameOf(context);
  const { api, city } = context.locals;
  const form = await sentForm(context);
  const window = await currentWindow(api);
  const done = form && window ? await act(api, window, form) : null;
  if (done === 'voided') return leadTo(context, lang, '/workspace/codes', 'voided');
  if (done !== null && 'issued' in done) return done;
  const list = window && (await readBatches(api, window.id));
  const problem = carry(context, done?.problem ?? list?.problem ?? null);
  const codes = city.channels.filter(({ proof }) => proof === 'printed-code' || proof === 'roster-code').map(({ id }) => id);
  return {
    view: 'batches',
    window,
    batches: list?.value?.batches ?? [],
    groups: (window?.groups ?? [])
      .filter(({ channels }) => channels.some(({ id }) => codes.includes(id)))
      .map(({ id, label, roster }) => ({ id, label: label[lang], roster })),
    mayAct: isOffice(staffOf(context).role),
    typed: { group: field(form, 'group'), count: field(form, 'count') },
    problem,
    faults: faultsOf(problem, lang),
  };
}

/** The window that codes can be issued for: the last one that is sealed or open. */
async function currentWindow(api: Api): Promise<Facts | null> {
  const windows = (await ask(api.api.v1.windows.$get())).value?.windows ?? [];
  const found = windows.findLast(({ state }) => state === 'sealed' || state === 'open');
  return found ? readFacts(api, found.id) : null;
}

async function act(api: Api, window: Facts, form: FormData): Promise<SheetsPage | 'voided' | { readonly problem: Problem } | null> {
  const action = field(form, 'action');
  if (action === 'void') {
    const param = { window: window.id, batch: field(form, 'batch') };
    const { problem } = await ask(api.api.v1.windows[':window'].codes[':batch'].void.$post({ param }));
    return problem ? { problem } : 'voided';
  }
  if (action !== 'issue') return null;
  const layout: Layout = field(form, 'layout') === 'cards' ? 'cards' : 'letters';
  const { value, problem } = await issueCodes(api, window.id, await requestOf(form));
  if (problem) return { problem };
  const group = window.groups.find(({ id }) => id === field(form, 'group'));
  return group ? { view: 'sheets', window, issued: value, group, layout } : null;
}

async function requestOf(form: FormData): Promise<IssueRequest> {
  const group = idOf(field(form, 'group'));
  const list = form.get('list');
  const file = list instanceof File && list.size > 0 ? Buffer.from(await list.arrayBuffer()).toString('base64') : undefined;
  const typed = field(form, 'count').normalize('NFKC').trim();
  const count = /^\d{1,9}$/.test(typed) ? Number(typed) : undefined;
  return { group, ...(count !== undefined && { count }), ...(file !== undefined && { file }) };
}
