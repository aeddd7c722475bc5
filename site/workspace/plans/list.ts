import { ask, type Problem } from '../server/ask.ts';
import { isOffice, writesForUnit } from '../server/entries.ts';
import { carry, field, frameOf, leadTo, type PageContext, sentForm, staffOf } from '../server/page.ts';

type Api = PageContext['locals']['api'];
const readPlans = (api: Api, query: { cycle: string; offset?: string; state?: State }) => ask(api.api.v1.plans.$get({ query: { offset: '0', ...query } }));
export type PlanLine = NonNullable<Awaited<ReturnType<typeof readPlans>>['value']>['plans'][number];

export const STATES = ['submitted', 'accepted', 'notice', 'returned', 'draft', 'none', 'final'] as const;
export type State = (typeof STATES)[number];
const STEPS = ['accept', 'notice', 'final'] as const;

export interface PlansPage {
  /** Unit staff see their own plan of every year; everyone else all units of one year. */
  readonly own: boolean;
  readonly mayDecide: boolean;
  readonly cycle: string;
  readonly state: State | null;
  readonly lines: readonly PlanLine[];
  readonly next: string | null;
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
  const asked = url.searchParams.get('cycle') ?? '';
  const cycle = cycles.includes(asked) ? asked : (cycles[0] ?? 'none');
  const state = STATES.find((known) => known === url.searchParams.get('state')) ?? null;
  const form = await sentForm(context);
  const bulk = form && isOffice(role) ? await decide(locals.api, form, lang) : null;
  if (form && !bulk) return leadTo(context, lang, '/workspace/plans');
  const own = writesForUnit(role);
  const offset = url.searchParams.get('offset') ?? '0';
  const read = own
    ? await Promise.all(cycles.map((id) => readPlans(locals.api, { cycle: id })))
    : [await readPlans(locals.api, { cycle, offset, ...(state && { state }) })];
  const problem = carry(context, bulk?.problem ?? read.find((one) => one.problem)?.problem ?? null);
  const next = read[0]?.value?.next;
  return {
    own,
    mayDecide: isOffice(role),
    cycle,
    state,
    lines: read.flatMap(({ value }) => value?.plans ?? []),
    next: own || next == null ? null : `/workspace/plans?cycle=${cycle}${state ? `&state=${state}` : ''}&offset=${next}`,
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
