import type { Lang } from '../../../language.ts';
import { type Api, ask } from '../../server/ask.ts';
import { moment } from '../../server/moment.ts';

type City = App.Locals['city'];

const readWindow = (api: Api, window: string) => ask(api.api.v1.windows[':window'].$get({ param: { window } }));
const listWindows = (api: Api) => ask(api.api.v1.windows.$get());

export type WindowFacts = NonNullable<Awaited<ReturnType<typeof readWindow>>['value']>;

/** Whether ratings are taken now. `none`: this city takes no ratings here. */
export type Stage = 'open' | 'before' | 'over' | 'none';

/** What the pages say of the current window. */
export interface RatingWindow {
  readonly facts: WindowFacts;
  readonly cycle: string;
  readonly opens: string;
  /** When it closes; once closed, when it was, which may be earlier than planned. */
  readonly closes: string;
  /** Whole days until closing. */
  readonly daysLeft: number;
}

export type Current =
  | { readonly stage: 'open'; readonly window: RatingWindow }
  | { readonly stage: 'before' | 'over'; readonly window: RatingWindow }
  | { readonly stage: 'none'; readonly window: null };

const DAY = 86_400_000;

/** The window in which ratings are taken; else the next one; else the last. */
export async function currentWindow(api: Api, city: City, lang: Lang, now: number): Promise<Current> {
  const windows = takesRatings(city) ? ((await listWindows(api)).value?.windows ?? []) : [];
  const stageOf = ({ state, opensAt, closesAt }: (typeof windows)[number]): Stage =>
    state === 'open' && Date.parse(closesAt) > now ? 'open' : state === 'sealed' && Date.parse(opensAt) > now ? 'before' : state === 'draft' ? 'none' : 'over';
  const found =
    (['open', 'before'] as const).map((stage) => windows.find((window) => stageOf(window) === stage)).find(Boolean) ??
    windows.findLast((window) => stageOf(window) === 'over');
  const facts = found && (await readWindow(api, found.id)).value;
  if (!found || !facts) return { stage: 'none', window: null };
  const stage = stageOf(found) as 'open' | 'before' | 'over';
  const label = city.cycles.find(({ id }) => id === facts.cycle)?.label[lang] ?? facts.cycle;
  const told = {
    facts,
    cycle: label,
    opens: moment(facts.opensAt, lang, city.timezone),
    closes: moment(facts.closing?.statement.closedAt ?? facts.closesAt, lang, city.timezone),
  };
  return { stage, window: { ...told, daysLeft: Math.floor((Date.parse(facts.closesAt) - now) / DAY) } };
}

/** Survey imports alone give nobody a way to rate here. */
const takesRatings = ({ channels }: City): boolean => channels.some(({ proof }) => proof !== 'import');

export type ProofKind = City['channels'][number]['proof'];

/** The proofs that a resident can show on these pages. */
const HERE: readonly ProofKind[] = ['printed-code', 'roster-code', 'sms'];

export interface ChannelFacts {
  readonly id: string;
  readonly label: string;
  readonly uniqueness: string;
  readonly here: boolean;
  readonly issued: number | null;
  readonly groups: readonly string[];
}

/** Each channel once, with the groups that use it and how many proofs were issued. */
export function channelFacts(city: City, { facts }: RatingWindow, lang: Lang): ChannelFacts[] {
  return city.channels.flatMap((channel) => {
    const groups = facts.groups.filter((group) => group.channels.some(({ id }) => id === channel.id));
    const issued = groups
      .flatMap((group) => group.channels.filter(({ id }) => id === channel.id).map((entry) => entry.issued ?? 0))
      .reduce((sum, n) => sum + n, 0);
    const told = { id: channel.id, label: channel.label[lang], uniqueness: channel.uniqueness[lang], here: HERE.includes(channel.proof) };
    return groups.length === 0 ? [] : [{ ...told, issued: issued > 0 ? issued : null, groups: groups.map((group) => group.label[lang]) }];
  });
}

/** Whether one of the window's channels takes this kind of proof. */
export const offers = (city: City, { facts }: RatingWindow, proofs: readonly ProofKind[]): boolean =>
  facts.groups.some((group) => group.channels.some(({ id }) => city.channels.some((channel) => channel.id === id && proofs.includes(channel.proof))));
