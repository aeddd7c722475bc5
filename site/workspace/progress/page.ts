import { words as siteWords } from '../../text/index.ts';
import { type Api, ask, type Problem } from '../server/ask.ts';
import { carry, cycleName, field, frameOf, idOf, leadTo, type PageContext, sentForm, staffOf } from '../server/page.ts';
import type { Words } from '../text/index.ts';

interface Key {
  readonly unit: string;
  readonly cycle: string;
  readonly period: string;
}

const one = (api: Api) => api.api.v1.units[':unit'].progress[':cycle'][':period'];
const many = (api: Api) => api.api.v1.progress[':cycle'];
const lookAt = (api: Api, param: { readonly cycle: string }, content: string) => ask(many(api).import.preview.$post({ param, json: { content } }));
export type Preview = NonNullable<Awaited<ReturnType<typeof lookAt>>['value']>;
export type Change = Preview['changes'][number];
type Entry = Change['now'];
type Answer<T> = Promise<{ readonly value: T | null; readonly problem: Problem | null }>;

/** A table to be compared and written: a unit's for one period, or the office's for a cycle. */
export interface TablePage {
  readonly title: string;
  readonly lead: string;
  readonly path: string;
  readonly back: { readonly to: string; readonly label: string };
  readonly files: readonly { readonly to: string; readonly label: string }[];
  readonly ofMany: boolean;
  readonly nameOf: (unit: string) => string;
  readonly periodOf: (period: string) => string;
  /** What is being looked at, with the file itself so that it need not be chosen again. */
  readonly preview: { readonly view: Preview; readonly content: string } | null;
  readonly problem: Problem | null;
  /** Every fault of the file, in its order. */
  readonly faults: readonly string[];
}

type Shown = Pick<TablePage, 'title' | 'lead' | 'path' | 'back' | 'files' | 'ofMany'>;
interface Calls {
  readonly look: (content: string) => Answer<Preview>;
  readonly write: (content: string, reports: Preview['reports']) => Answer<unknown>;
}

/** A unit's own table of one period. */
export function unitTable(context: PageContext): Promise<TablePage | Response> {
  const { lang, t } = frameOf(context);
  const { params, locals } = context;
  const key: Key = { unit: idOf(staffOf(context).unit), cycle: idOf(params['cycle']), period: idOf(params['period']) };
  const own = `/workspace/report/${key.cycle}/${key.period}`;
  const label = `${cycleName(context, key.cycle, lang)}${lang === 'zh' ? '' : ' '}${periodName(context, key.cycle, key.period)}`;
  const address = `/api/v1/units/${key.unit}/progress/${key.cycle}/${key.period}/files`;
  const shown: Shown = {
    title: t.tables.title(label),
    lead: t.tables.lead,
    path: `${own}/table`,
    back: { to: own, label: t.tables.toReport },
    files: ['xlsx', 'csv'].map((kind) => ({ to: `${address}/progress.${kind}?lang=${lang}`, label: t.tables.file(kind.toUpperCase()) })),
    ofMany: false,
  };
  return tablePage(context, key.cycle, shown, {
    look: (content) => ask(one(locals.api).import.preview.$post({ param: key, json: { content } })),
    write: (content, reports) => ask(one(locals.api).import.$post({ param: key, json: { content, revision: reports[0]?.revision ?? 0 } })),
  });
}

/** The office's table of many units and periods. */
export function officeTable(context: PageContext): Promise<TablePage | Response> {
  const { lang, t } = frameOf(context);
  const { params, locals } = context;
  const cycle = idOf(params['cycle']);
  const name = cycleName(context, cycle, lang);
  const periods = locals.city.cycles.find(({ id }) => id === cycle)?.periods ?? [];
  const address = `/api/v1/progress/${cycle}/files/progress.xlsx?lang=${lang}`;
  const shown: Shown = {
    title: t.tables.manyTitle(name),
    lead: t.tables.manyLead,
    path: `/workspace/reports/table/${cycle}`,
    back: { to: '/workspace/reports', label: t.tables.toList },
    files: [
      ...periods.map(({ id, label }) => ({ to: `${address}&period=${id}`, label: `${label[lang]}（XLSX）` })),
      { to: address, label: `${t.tables.wholeYear}（XLSX）` },
    ],
    ofMany: true,
  };
  return tablePage(context, cycle, shown, {
    look: (content) => lookAt(locals.api, { cycle }, content),
    write: (content, reports) =>
      ask(
        many(locals.api).import.$post({
          param: { cycle },
          json: { content, reports: reports.map(({ unit, period, revision }) => ({ unit, period, revision })) },
        }),
      ),
  });
}

async function tablePage(context: PageContext, cycle: string, shown: Shown, calls: Calls): Promise<TablePage | Response> {
  const { lang } = frameOf(context);
  const form = await sentForm(context);
  const done = form && (await work(form, calls));
  if (done && done.problem === null && done.preview === null) return leadTo(context, lang, shown.path, 'imported');
  const problem = carry(context, done?.problem ?? null);
  const units = context.locals.city.units;
  return {
    ...shown,
    nameOf: (unit) => units.find(({ id }) => id === unit)?.name[lang] ?? unit,
    periodOf: (period) => periodName(context, cycle, period),
    preview: done?.preview ?? null,
    problem,
    faults: (problem?.errors ?? []).map(({ messages }) => messages[lang]),
  };
}

async function work(form: FormData, { look, write }: Calls): Promise<{ readonly problem: Problem | null; readonly preview: TablePage['preview'] }> {
  if (field(form, 'action') === 'import') {
    const { problem } = await write(field(form, 'content'), reportsIn(field(form, 'reports')));
    return { problem, preview: null };
  }
  const file = form.get('file');
  const content = Buffer.from(file instanceof File ? await file.arrayBuffer() : new ArrayBuffer(0)).toString('base64');
  const { value, problem } = await look(content);
  return { problem, preview: value && { view: value, content } };
}

/** The reports that were looked at, as the form carries them. What is not one is refused by the API as something that was not looked at. */
function reportsIn(text: string): Preview['reports'] {
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) ? (read as Preview['reports']) : [];
  } catch {
    return [];
  }
}

const periodName = (context: PageContext, cycle: string, period: string): string => {
  const { lang } = frameOf(context);
  return context.locals.city.cycles.find(({ id }) => id === cycle)?.periods.find(({ id }) => id === period)?.label[lang] ?? period;
};

/** What a line changes, field by field, in words. */
export function differences({ was, now }: Change, t: Words['tables'], lang: 'zh' | 'en'): readonly { label: string; from: string; to: string }[] {
  const { claim } = siteWords(lang).states;
  const said = (entry: Entry | null, name: keyof Entry): string => {
    const value = entry?.[name] ?? '';
    if (name === 'claim') return entry?.claim ? claim[entry.claim] : '';
    return typeof value === 'boolean' ? (value ? t.yes : t.no) : value;
  };
  const unlike = (name: keyof Entry): boolean => (was ? was[name] !== now[name] : !EMPTY.has(now[name]) && !(name === 'comparable' && now.comparable));
  return (Object.keys(t.fields) as (keyof Entry)[])
    .filter(unlike)
    .map((name) => ({ label: t.fields[name], from: was ? said(was, name) : '', to: said(now, name) || t.none }));
}

const EMPTY: ReadonlySet<unknown> = new Set([null, '', false]);
