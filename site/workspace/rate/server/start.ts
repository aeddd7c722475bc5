import { searchText } from '../../../facts/search.ts';
import { type Lang, langOf } from '../../../language.ts';
import { ask } from '../../server/ask.ts';
import { field, isPost, leadTo, type PageContext } from '../../server/page.ts';
import { rateWords } from '../text/index.ts';
import { emptyProof, isProofStep, type ProofState, putAway, takeLogin, takeProof } from './proof.ts';
import { type Current, currentWindow, type RatingWindow } from './window.ts';

type Unit = App.Locals['city']['units'][number];

export interface UnitGroup {
  readonly id: string;
  readonly label: string;
  readonly units: readonly { readonly unit: Unit; readonly search: string }[];
}

export type StartPage =
  | { readonly view: 'closed'; readonly current: Current }
  | { readonly view: 'proof'; readonly window: RatingWindow; readonly proof: ProofState }
  | {
      readonly view: 'units';
      readonly window: RatingWindow;
      readonly group: string;
      readonly channel: string;
      /** The right's group rates all units in one table. */
      readonly table: boolean;
      /** Where the right's group chooses units of a category: what the ballot is about; null where it rates units. */
      readonly pick: string | null;
      readonly query: string;
      readonly groups: readonly UnitGroup[];
    };

/** The first page of the rating way: the proof, and after it the list of units. */
export async function startPage(context: PageContext): Promise<StartPage | Response> {
  const { api, city } = context.locals;
  const lang = langOf(context.params['lang']);
  const current = await currentWindow(api, city, lang, Date.now());
  if (current.stage !== 'open') return { view: 'closed', current };
  const { window } = current;
  if (isPost(context)) return sent(context, lang, window);
  const right = await rightOf(context, window, lang);
  if (right === null) return { view: 'proof', window, proof: emptyProof };
  const query = (context.url.searchParams.get('q') ?? '').trim();
  return { view: 'units', window, ...right, query, groups: unitGroups(city, lang, query) };
}

/** Back from an identity provider: on to the units, or the proof again with the reason. Forms on it go the ordinary way. */
export async function loginPage(context: PageContext): Promise<StartPage | Response> {
  if (isPost(context)) return startPage(context);
  const { api, city } = context.locals;
  const lang = langOf(context.params['lang']);
  const current = await currentWindow(api, city, lang, Date.now());
  if (current.stage !== 'open') return { view: 'closed', current };
  const proof = await takeLogin(context, lang, current.window.facts.id, context.params['channel'] ?? '');
  return proof === null ? leadTo(context, lang, '/rate') : { view: 'proof', window: current.window, proof };
}

async function sent(context: PageContext, lang: Lang, window: RatingWindow): Promise<StartPage | Response> {
  const form = await context.request.formData();
  const step = field(form, 'step');
  if (step === 'leave') {
    putAway(context);
    return { view: 'proof', window, proof: { ...emptyProof, notice: rateWords(lang).units.left } };
  }
  if (!isProofStep(step)) return leadTo(context, lang, '/rate');
  const proof = await takeProof(context, lang, window.facts.id, step, form);
  return proof === null ? leadTo(context, lang, '/rate') : { view: 'proof', window, proof };
}

/** Which right the browser carries, told by the blank ballot about any unit that is not the rater's own; null without one. */
async function rightOf(
  { locals: { api, city } }: PageContext,
  { facts }: RatingWindow,
  lang: Lang,
): Promise<{ group: string; channel: string; table: boolean; pick: string | null } | null> {
  for (const { id } of city.units.slice(0, 3)) {
    const { value, problem } = await ask(api.api.v1.windows[':window'].units[':unit'].ballot.$get({ param: { window: facts.id, unit: id } }));
    if (problem?.code === 'unit.unknown') return pickRight(api, facts, lang);
    if (problem?.code !== 'ballot.own_unit') return value && { ...labelsOf(facts, value, lang), table: value.questionnaire.layout === 'table', pick: null };
  }
  return null;
}

/** A right whose ballot is not about units: the ballots of one sitting tell what it is about. */
async function pickRight(api: PageContext['locals']['api'], facts: RatingWindow['facts'], lang: Lang) {
  const { value } = await ask(api.api.v1.windows[':window'].ballots.$get({ param: { window: facts.id } }));
  const [only] = value?.units ?? [];
  return value && only ? { ...labelsOf(facts, value, lang), table: false, pick: only.unit } : null;
}

/** The names of a group and of its channel. */
export function labelsOf(
  facts: RatingWindow['facts'],
  right: { readonly group: string; readonly channel: string },
  lang: Lang,
): { group: string; channel: string } {
  const group = facts.groups.find(({ id }) => id === right.group);
  return { group: group?.label[lang] ?? right.group, channel: group?.channels.find(({ id }) => id === right.channel)?.label[lang] ?? right.channel };
}

function unitGroups(city: App.Locals['city'], lang: Lang, query: string): UnitGroup[] {
  const wanted = query.toLowerCase();
  const listed = city.units.map((unit) => ({ unit, search: searchText(unit.name.zh, unit.name.en) })).filter(({ search }) => search.includes(wanted));
  return city.categories
    .map(({ id, label }) => ({ id, label: label[lang], units: listed.filter(({ unit }) => unit.category === id) }))
    .filter(({ units }) => units.length > 0);
}
