import { type Asked, askedOf } from '../lists/asked.ts';
import { ask, type Problem } from '../server/ask.ts';
import { isOffice, writesForUnit } from '../server/entries.ts';
import { carry, field, frameOf, leadTo, type PageContext, sentForm, staffOf } from '../server/page.ts';

type Api = PageContext['locals']['api'];
type Query = Parameters<Api['api']['v1']['lists']['plans']['$get']>[0]['query'];
const readPlans = (api: Api, query: Query) => ask(api.api.v1.lists.plans.$get({ query }));
type List = NonNullable<Awaited<ReturnType<typeof readPlans>>['value']>;
export type PlanLine = List['lines'][number];

const NAMES = ['cycle', 'state', 'category', 'words', 'late', 'sort', 'direction', 'page'] as const;

export const STATES = ['submitted', 'accepted', 'notice', 'returned', 'draft', 'none', 'final'] as const;
const STEPS = ['accept', 'notice', 'final'] as const;

export interface PlansPage {
  /** Unit staff see their own plan of every year; everyone else all units of one year. */
  readonly own: boolean;
  readonly mayDecide: boolean;
  readonly asked: Asked;
  readonly lines: readonly PlanLine[];
  readonly list: Omit<List, 'lines'>;
  /** How many were dealt with by the bulk step just now; null when none was asked for. */
  readonly dealt: number | null;
  readonly refused: readonly { readonly unit: string; readonly text: string }[];
  readonly problem: Problem | null;
}

export async function plansPage(context: PageContext): Promise<PlansPage | Response> {
  const { locals, url } = context;
  const { role } = staffOf(context);
  const { lang } = frameOf(context);
  const cycles = locals.city.cycles.map(({ id }) => id).reverse();
  const asked: Asked = { cycle: cycles[0] ?? 'none', ...askedOf(url, NAMES) };
  const form = await sentForm(context);
  const bulk = form && isOffice(role) ? await decide(locals.api, form, lang) : null;
  if (form && !bulk) return leadTo(context, lang, '/workspace/plans');
  const own = writesForUnit(role);
  const read = own
    ? await Promise.all(cycles.map((cycle) => readPlans(locals.api, { cycle, lang })))
    : [await readPlans(locals.api, { ...asked, lang } as Query)];
  const problem = carry(context, bulk?.problem ?? read.find((one) => one.problem)?.problem ?? null);
  return {
    own,
    mayDecide: isOffice(role),
    asked,
    lines: read.flatMap(({ value }) => value?.lines ?? []),
    list: read[0]?.value ?? { total: 0, page: 1, pages: 1 },
    dealt: bulk?.dealt ?? null,
    refused: bulk?.refused ?? [],
    problem,
  };
}

interface Dealt {
  readonly dealt: number | null;
  readonly refused: PlansPage['refused'];
  readonly problem: Problem | null;
}

/** Each choice carries unit, cycle and the revision that was looked at. */
async function decide(api: Api, form: FormData, lang: 'zh' | 'en'): Promise<Dealt> {
  const step = STEPS.find((known) => known === field(form, 'step')) ?? 'accept';
  const plans = form.getAll('plan').map((choice) => {
    const [unit = '', cycle = '', revision = ''] = String(choice).split('/');
    return { unit, cycle, revision: Number(revision) || 0 };
  });
  if (plans.length === 0) return { dealt: 0, refused: [], problem: null };
  const { value, problem } = await ask(api.api.v1.plans.decisions.$post({ json: { step, plans } }));
  return {
    dealt: value?.done.length ?? null,
    refused: value?.refused.map(({ unit, messages }) => ({ unit, text: messages[lang] })) ?? [],
    problem,
  };
}
