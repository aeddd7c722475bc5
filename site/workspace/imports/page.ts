import { type Api, ask, type Problem } from '../server/ask.ts';
import { carry, field, frameOf, idOf, leadTo, type PageContext, sentForm } from '../server/page.ts';
import type { Words } from '../text/index.ts';
import { countingOf, countRolesOf } from './counts-form.ts';
import { type Asked, mappingOf, type Roles, rolesOf } from './form.ts';

const readFacts = async (api: Api, window: string) => (await ask(api.api.v1.windows[':window'].$get({ param: { window } }))).value;
const listOf = (api: Api, window: string) => ask(api.api.v1.windows[':window'].imports.$get({ param: { window } }));
const waitingIn = (api: Api, window: string) => ask(api.api.v1.windows[':window'].imports.files.$get({ param: { window } }));
const upload = (api: Api, window: string, json: Upload) => ask(api.api.v1.windows[':window'].imports.files.$post({ param: { window }, json }));
const lookAt = (api: Api, param: Place, query: { readonly source?: string; readonly headerLine?: string }) =>
  ask(api.api.v1.windows[':window'].imports.files[':file'].$get({ param, query }));
const previewOf = (api: Api, param: Place, json: Way) => ask(api.api.v1.windows[':window'].imports.files[':file'].preview.$post({ param, json }));
const progressOf = (api: Api, param: Place, fileSha256: string) =>
  ask(api.api.v1.windows[':window'].imports.files[':file'].progress.$get({ param, query: { fileSha256 } }));
const propose = (api: Api, param: Place, json: Proposal) => ask(api.api.v1.windows[':window'].imports.files[':file'].proposal.$post({ param, json }));

type Value<T extends (...args: never[]) => Promise<{ readonly value: unknown }>> = NonNullable<Awaited<ReturnType<T>>['value']>;
export type WindowFacts = NonNullable<Awaited<ReturnType<typeof readFacts>>>;
export type Staged = Value<typeof lookAt>;
type Preview = Value<typeof previewOf>;
type Line = Value<typeof listOf>['imports'][number];
type Files = Api['api']['v1']['windows'][':window']['imports']['files'];
type Upload = Parameters<Files['$post']>[0]['json'];
type Way = Parameters<Files[':file']['preview']['$post']>[0]['json'];
type Proposal = Parameters<Files[':file']['proposal']['$post']>[0]['json'];
export type Mapping = NonNullable<Way['mapping']>;
export type Counting = NonNullable<Way['counting']>;
type Waiting = Value<typeof waitingIn>['files'][number];
export type ImportsWords = Words['imports'];

interface Place {
  readonly window: string;
  readonly file: string;
}

/** A group with one of its channels that takes imports: answers of people, or counts. */
export interface Target {
  readonly value: string;
  readonly label: string;
  readonly counts: boolean;
}

/** An uploaded file on its way. */
export interface FileStep {
  readonly staged: Staged;
  readonly sheet: Staged['sheets'][number];
  readonly roles: Roles;
  readonly asked: Asked;
  readonly preview: Preview | null;
}

/** A file whose columns are said: proposed by one person, or sent by a partner. */
export interface Review {
  readonly file: Waiting;
  readonly preview: Preview | null;
}

export interface ImportsPage {
  readonly window: WindowFacts | null;
  readonly targets: readonly Target[];
  readonly imports: readonly Line[];
  readonly waiting: readonly Waiting[];
  readonly step: FileStep | null;
  readonly review: Review | null;
  /** While the file is being sealed. */
  readonly running: { readonly done: number; readonly total: number } | null;
  readonly typed: (name: string) => string;
  readonly problem: Problem | null;
  /** Every fault of the file, in its order. */
  readonly faults: readonly { readonly path: string; readonly text: string }[];
  /** The same as a table that spreadsheet programs open; no cell of it runs as a formula. */
  readonly faultsFile: string;
}

type Page = (more: Partial<ImportsPage>) => ImportsPage;

/** Uploading a table, saying what its columns are, previewing, importing by two people; and what was imported so far. */
export async function importsPage(context: PageContext): Promise<ImportsPage | Response> {
  const { lang, t } = frameOf(context);
  const { api } = context.locals;
  const window = await openWindow(api);
  const form = await sentForm(context);
  const base = { window, targets: window ? targetsOf(context, window) : [], typed: (name: string) => field(form, name) };
  const imports = window ? ((await listOf(api, window.id)).value?.imports ?? []) : [];
  const waiting = window ? ((await waitingIn(api, window.id)).value?.files ?? []) : [];
  const page: Page = (more) => {
    const problem = carry(context, more.problem ?? null);
    const faults = (problem?.errors ?? []).map(({ path, messages }) => ({ path, text: messages[lang] }));
    const rest = { step: null, review: null, running: null, ...more, problem, faults };
    return { ...base, imports, waiting, ...rest, faultsFile: csvOf(t.imports.faultColumns, faults) };
  };
  if (!window) return page({});
  if (form && field(form, 'action') === 'upload') {
    const { value, problem } = await upload(api, window.id, await fileOf(form));
    return value ? leadTo(context, lang, `/workspace/imports?file=${value.id}`) : page({ problem });
  }
  const file = form ? field(form, 'file') : context.url.searchParams.get('file');
  if (!file) return page({});
  const place = { window: window.id, file: idOf(file) };
  const sha = context.url.searchParams.get('sha');
  if (!form && sha) return follow(context, place, sha, page);
  const found = waiting.find(({ id }) => id === place.file);
  const done = form && (await decide(context, place, form));
  if (done instanceof Response) return done;
  if (found && (found.proposed || found.kind === 'partner')) {
    const seen = await previewOf(api, place, {});
    return page({ review: { file: found, preview: seen.value }, problem: done?.problem ?? seen.problem });
  }
  if (done?.problem) return page({ problem: done.problem });
  return columnsStep(context, { window, place, form, targets: base.targets, page });
}

/** What a button on a file does; null where the form is about its columns. */
async function decide(context: PageContext, param: Place, form: FormData): Promise<Response | { readonly problem: Problem } | null> {
  const { lang } = frameOf(context);
  const files = context.locals.api.api.v1.windows[':window'].imports.files[':file'];
  const reason = field(form, 'reason').trim();
  const digest = field(form, 'digest');
  const after = (problem: Problem | null, done: string) => (problem ? { problem } : leadTo(context, lang, '/workspace/imports', done));
  switch (field(form, 'action')) {
    case 'drop':
      return after((await ask(files.$delete({ param, query: reason ? { reason } : {} }))).problem, reason ? 'refused' : 'dropped');
    case 'withdraw':
      return after((await ask(files.proposal.$delete({ param }))).problem, 'withdrawn');
    case 'propose-batch':
      return after((await propose(context.locals.api, param, { digest })).problem, 'proposed');
    case 'commit': {
      const { problem } = await ask(files.commit.$post({ param }));
      return problem ? { problem } : leadTo(context, lang, `/workspace/imports?file=${param.file}&sha=${field(form, 'sha')}`);
    }
    default:
      return null;
  }
}

interface Columns {
  readonly window: WindowFacts;
  readonly place: Place;
  readonly form: FormData | null;
  readonly targets: readonly Target[];
  readonly page: Page;
}

/** The second and third step of an uploaded table: its columns, its preview, the proposal. */
async function columnsStep(context: PageContext, { window, place, form, targets, page }: Columns): Promise<ImportsPage | Response> {
  const { lang, t } = frameOf(context);
  const { api, city } = context.locals;
  const [source, headerLine] = [field(form, 'source').trim(), field(form, 'headerLine').trim()];
  const looked = await lookAt(api, place, { ...(source && { source }), ...(/^\d{1,4}$/.test(headerLine) && { headerLine }) });
  if (!looked.value) return page({ problem: looked.problem });
  const staged = looked.value;
  const [first] = staged.sheets;
  const sheet = staged.sheets.find(({ name }) => name === field(form, 'sheet')) ?? first;
  const counted = staged.kind === 'hotline';
  const groupId = (field(form, 'group') || targets.find(({ counts }) => counts === counted)?.value || '').split('/')[0];
  const asks = window.groups.find(({ id }) => id === groupId)?.questionnaire;
  const asked = city.questionnaires.find(({ id }) => id === asks);
  if (!sheet || !asked) return page({});
  const names = { words: t.imports, units: city.units, asked, lang };
  const fresh = form === null || field(form, 'action') === 'look';
  const given = fresh ? null : form;
  const roles = counted ? countRolesOf(sheet.columns, given, staged.counting, names) : rolesOf(sheet.columns, given, staged.mapping, names);
  const step = { staged, sheet, asked, preview: null, roles };
  if (!form || fresh) return page({ step });
  const way = counted ? { counting: countingOf(sheet, form, names) } : { mapping: mappingOf(sheet, form, names) };
  const seen = await previewOf(api, place, way);
  if (!seen.value || field(form, 'action') !== 'propose') return page({ step: { ...step, preview: seen.value }, problem: seen.problem });
  const origin = { source, method: field(form, 'method').trim(), from: field(form, 'from'), to: field(form, 'to') };
  const { problem } = await propose(api, place, { ...way, origin, digest: field(form, 'digest') });
  return problem ? page({ step: { ...step, preview: seen.value }, problem }) : leadTo(context, lang, '/workspace/imports', 'proposed');
}

/** The page that waits: it renews itself until the file is in or refused. */
async function follow(context: PageContext, place: Place, sha: string, page: Page): Promise<ImportsPage | Response> {
  const { lang } = frameOf(context);
  const { value, problem } = await progressOf(context.locals.api, place, sha);
  if (!value) return page({ problem });
  if (value.state === 'done') return leadTo(context, lang, '/workspace/imports', 'imported');
  if (value.state !== 'failed' || !value.failure) return page({ running: value });
  const { code, zh, en } = value.failure;
  return page({ problem: { status: 409, code, messages: { zh, en } } });
}

async function openWindow(api: Api): Promise<WindowFacts | null> {
  const windows = (await ask(api.api.v1.windows.$get())).value?.windows ?? [];
  const found = windows.findLast(({ state }) => state === 'open');
  return found ? readFacts(api, found.id) : null;
}

function targetsOf({ locals, params, request, url }: PageContext, window: WindowFacts): Target[] {
  const { lang } = frameOf({ params, request, url });
  const proofs = new Map(locals.city.channels.map(({ id, proof }) => [id, proof]));
  return window.groups.flatMap((group) =>
    group.channels
      .filter(({ id }) => ['import', 'counts'].includes(proofs.get(id) ?? ''))
      .map(({ id, label }) => ({ value: `${group.id}/${id}`, label: `${group.label[lang]} · ${label[lang]}`, counts: proofs.get(id) === 'counts' })),
  );
}

async function fileOf(form: FormData): Promise<Upload> {
  const sent = form.get('table');
  const kind = field(form, 'kind') === 'hotline' ? 'hotline' : 'survey';
  if (!(sent instanceof File)) return { kind, fileName: `${kind}.csv`, content: '' };
  return { kind, fileName: sent.name || `${kind}.csv`, content: Buffer.from(await sent.arrayBuffer()).toString('base64') };
}

const csvOf = (columns: readonly string[], faults: ImportsPage['faults']): string =>
  `\ufeff${[columns, ...faults.map(({ path, text }) => [path, text])].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;

/** A leading sign would start a formula. */
const cell = (text: string): string => `"${text.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;
