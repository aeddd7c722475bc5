import { type Api, ask, faultsOf, type Problem } from '../server/ask.ts';
import { carry, field, frameOf, leadTo, type PageContext, sentForm } from '../server/page.ts';

const readState = (api: Api, window: string) => ask(api.api.v1.windows[':window'].clippings.$get({ param: { window } }));
type State = NonNullable<Awaited<ReturnType<typeof readState>>['value']>;

const REASONS = ['blank', 'unreadable', 'copy', 'late', 'altered'] as const;

export interface ClippingsPage {
  readonly state: State | null;
  /** The questionnaire that clippings answer. */
  readonly asked: App.Locals['city']['questionnaires'][number] | null;
  readonly typed: (name: string) => string;
  readonly received: { readonly first: number; readonly last: number } | null;
  readonly problem: Problem | null;
  readonly faults: readonly string[];
}

/** Numbering, keying and counting newspaper clippings. */
export async function clippingsPage(context: PageContext): Promise<ClippingsPage | Response> {
  const { lang } = frameOf(context);
  const { api, city } = context.locals;
  const windows = (await ask(api.api.v1.windows.$get())).value?.windows ?? [];
  const window = windows.findLast(({ state }) => state === 'open')?.id;
  const form = await sentForm(context);
  const done = form && window ? await act(api, window, form) : null;
  if (done && !done.problem && done.done) return leadTo(context, lang, '/workspace/clippings', done.done);
  const problem = carry(context, done?.problem ?? null);
  const paper = city.channels.find(({ proof }) => proof === 'paper')?.id;
  const group = city.groups.find(({ channels }) => paper !== undefined && channels.includes(paper));
  return {
    state: window ? (await readState(api, window)).value : null,
    asked: city.questionnaires.find(({ id }) => id === group?.questionnaire) ?? null,
    typed: (name) => field(form, name),
    received: done?.received ?? null,
    problem,
    faults: Object.values(faultsOf(problem, lang)),
  };
}

interface Act {
  readonly problem: Problem | null;
  readonly done?: string;
  readonly received?: { readonly first: number; readonly last: number };
}

async function act(api: Api, window: string, form: FormData): Promise<Act> {
  const plain = (name: string): string => field(form, name).normalize('NFKC').trim();
  const whole = (name: string): number => (/^\d{1,8}$/.test(plain(name)) ? Number(plain(name)) : 0);
  const action = field(form, 'action');
  if (action === 'receive') {
    const { value, problem } = await ask(api.api.v1.windows[':window'].clippings.$post({ param: { window }, json: { count: whole('count') } }));
    return value ? { problem, received: value } : { problem };
  }
  if (action === 'commit') {
    const origin = { source: plain('source'), method: plain('method'), from: plain('from'), to: plain('to') };
    const { problem } = await ask(api.api.v1.windows[':window'].clippings.commit.$post({ param: { window }, json: { origin } }));
    return { problem, done: 'committed' };
  }
  const spoiled = REASONS.find((reason) => reason === field(form, 'spoiled'));
  const json = spoiled ? { spoiled } : { text: field(form, 'text') };
  const param = { window, number: String(whole('number')) };
  const { problem } = await ask(api.api.v1.windows[':window'].clippings[':number'].keyings.$post({ param, json }));
  return { problem, done: 'keyed' };
}
