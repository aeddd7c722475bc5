import { type Api, ask, type Problem } from '../server/ask.ts';
import { carry, field, frameOf, idOf, leadTo, type PageContext, sentForm } from '../server/page.ts';
import type { Words } from '../text/index.ts';
import { type Asked, mappingOf, type Roles, rolesOf } from './form.ts';

const readFacts = async (api: Api, window: string) => (await ask(api.api.v1.windows[':window'].$get({ param: { window } }))).value;
const listOf = (api: Api, window: string) => ask(api.api.v1.windows[':window'].imports.$get({ param: { window } }));
const upload = (api: Api, window: string, json: { readonly fileName: string; readonly content: string }) =>
  ask(api.api.v1.windows[':window'].imports.files.$post({ param: { window }, json }));
const lookAt = (api: Api, param: Place, query: { readonly source?: string; readonly headerLine?: string }) =>
  ask(api.api.v1.windows[':window'].imports.files[':file'].$get({ param, query }));
const previewOf = (api: Api, param: Place, mapping: Mapping) =>
  ask(api.api.v1.windows[':window'].imports.files[':file'].preview.$post({ param, json: { mapping } }));
const progressOf = (api: Api, param: Place, fileSha256: string) =>
  ask(api.api.v1.windows[':window'].imports.files[':file'].progress.$get({ param, query: { fileSha256 } }));

type Value<T extends (...args: never[]) => Promise<{ readonly value: unknown }>> = NonNullable<Awaited<ReturnType<T>>['value']>;
export type WindowFacts = NonNullable<Awaited<ReturnType<typeof readFacts>>>;
export type Staged = Value<typeof lookAt>;
type Preview = Value<typeof previewOf>;
type Line = Value<typeof listOf>['imports'][number];
export type Mapping = Parameters<Api['api']['v1']['windows'][':window']['imports']['files'][':file']['preview']['$post']>[0]['json']['mapping'];
export type ImportsWords = Words['imports'];

interface Place {
  readonly window: string;
  readonly file: string;
}

/** A group with one of its channels that takes imports. */
export interface Target {
  readonly value: string;
  readonly label: string;
}

/** An uploaded file on its way. */
export interface FileStep {
  readonly staged: Staged;
  readonly sheet: Staged['sheets'][number];
  readonly roles: Roles;
  readonly asked: Asked;
  readonly preview: Preview | null;
}

export interface ImportsPage {
  readonly window: WindowFacts | null;
  readonly targets: readonly Target[];
  readonly imports: readonly Line[];
  readonly step: FileStep | null;
  /** While the file is being sealed. */
  readonly running: { readonly done: number; readonly total: number } | null;
  readonly typed: (name: string) => string;
  readonly problem: Problem | null;
  /** Every fault of the file, in its order. */
  readonly faults: readonly { readonly path: string; readonly text: string }[];
  /** The same as a table that spreadsheet programs open; no cell of it runs as a formula. */
  readonly faultsFile: string;
}

/** Uploading a table, saying what its columns are, previewing, importing; and what was imported so far. */
export async function importsPage(context: PageContext): Promise<ImportsPage | Response> {
  const { lang, t } = frameOf(context);
  const { api, city } = context.locals;
  const window = await openWindow(api);
  const form = await sentForm(context);
  const base = { window, targets: window ? targetsOf(context, window) : [], typed: (name: string) => field(form, name) };
  const imports = window ? ((await listOf(api, window.id)).value?.imports ?? []) : [];
  const page = (more: Partial<ImportsPage>): ImportsPage => {
    const problem = carry(context, more.problem ?? null);
    const faults = (problem?.errors ?? []).map(({ path, messages }) => ({ path, text: messages[lang] }));
    return { ...base, imports, step: null, running: null, ...more, problem, faults, faultsFile: csvOf(t.imports.faultColumns, faults) };
  };
  if (!window) return page({});
  const action = field(form, 'action');
  if (form && action === 'upload') {
    const { value, problem } = await upload(api, window.id, await fileOf(form));
    return value ? leadTo(context, lang, `/workspace/imports?file=${value.id}`) : page({ problem });
  }
  const file = form ? field(form, 'file') : context.url.searchParams.get('file');
  if (!file) return page({});
  const place = { window: window.id, file: idOf(file) };
  const sha = context.url.searchParams.get('sha');
  if (!form && sha) return follow(context, place, sha, page);
  if (action === 'drop') {
    await ask(api.api.v1.windows[':window'].imports.files[':file'].$delete({ param: place }));
    return leadTo(context, lang, '/workspace/imports', 'dropped');
  }
  const [source, headerLine] = [field(form, 'source').trim(), field(form, 'headerLine').trim()];
  const looked = await lookAt(api, place, { ...(source && { source }), ...(/^\d{1,4}$/.test(headerLine) && { headerLine }) });
  if (!looked.value) return page({ problem: looked.problem });
  const staged = looked.value;
  const [first] = staged.sheets;
  const sheet = staged.sheets.find(({ name }) => name === field(form, 'sheet')) ?? first;
  const groupId = field(form, 'group').split('/')[0] || base.targets[0]?.value.split('/')[0];
  const asks = window.groups.find(({ id }) => id === groupId)?.questionnaire;
  const asked = city.questionnaires.find(({ id }) => id === asks);
  if (!sheet || !asked) return page({});
  const names = { words: t.imports, units: city.units, asked, lang };
  const fresh = action === 'look' || form === null;
  const step = { staged, sheet, asked, preview: null, roles: rolesOf(sheet.columns, fresh ? null : form, staged.remembered, names) };
  if (!form || fresh) return page({ step });
  const mapping = mappingOf(sheet, form, names);
  const seen = await previewOf(api, place, mapping);
  if (!seen.value || action !== 'commit') return page({ step: { ...step, preview: seen.value }, problem: seen.problem });
  const origin = { source, method: field(form, 'method').trim(), from: field(form, 'from'), to: field(form, 'to') };
  const begun = await ask(
    api.api.v1.windows[':window'].imports.files[':file'].commit.$post({ param: place, json: { mapping, origin, digest: field(form, 'digest') } }),
  );
  if (begun.problem) return page({ step: { ...step, preview: seen.value }, problem: begun.problem });
  return leadTo(context, lang, `/workspace/imports?file=${staged.id}&sha=${staged.fileSha256}`);
}

/** The page that waits: it renews itself until the file is in or refused. */
async function follow(context: PageContext, place: Place, sha: string, page: (more: Partial<ImportsPage>) => ImportsPage): Promise<ImportsPage | Response> {
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
  const imported = new Set(locals.city.channels.filter(({ proof }) => proof === 'import').map(({ id }) => id));
  return window.groups.flatMap((group) =>
    group.channels
      .filter(({ id }) => imported.has(id))
      .map((channel) => ({ value: `${group.id}/${channel.id}`, label: `${group.label[lang]} · ${channel.label[lang]}` })),
  );
}

async function fileOf(form: FormData): Promise<{ readonly fileName: string; readonly content: string }> {
  const sent = form.get('table');
  if (!(sent instanceof File)) return { fileName: 'survey.csv', content: '' };
  return { fileName: sent.name || 'survey.csv', content: Buffer.from(await sent.arrayBuffer()).toString('base64') };
}

const csvOf = (columns: readonly string[], faults: ImportsPage['faults']): string =>
  `\ufeff${[columns, ...faults.map(({ path, text }) => [path, text])].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;

/** A leading sign would start a formula. */
const cell = (text: string): string => `"${text.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;
