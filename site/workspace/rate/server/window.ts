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

/** Imports alone give nobody a way to rate here. */
const takesRatings = ({ channels }: City): boolean => channels.some(({ proof }) => proof !== 'import' && proof !== 'counts');

export type ProofKind = City['channels'][number]['proof'];

export interface ChannelFacts {
  readonly id: string;
  readonly label: string;
  /** The city's own sentence about the channel. */
  readonly uniqueness: string;
  /** What was in fact issued makes sure of this; one line for each kind that the channel's groups have. */
  readonly notes: readonly { readonly head: string; readonly rest: string }[];
  readonly ownUnit: string;
  readonly here: boolean;
  readonly issued: number | null;
  readonly used: number | null;
  readonly voided: number | null;
  readonly groups: readonly string[];
}

/** Each channel once, with the groups that use it and how many proofs were issued, used and made void. */
export function channelFacts(city: City, { facts }: RatingWindow, lang: Lang): ChannelFacts[] {
  return city.channels.flatMap((channel) => {
    const entries = facts.groups.flatMap((group) => group.channels.filter(({ id }) => id === channel.id).map((entry) => ({ group, entry })));
    const [first] = entries;
    if (!first) return [];
    const sum = (name: 'issued' | 'used' | 'voided'): number | null => entries.reduce((total, { entry }) => total + (entry[name] ?? 0), 0) || null;
    return [
      {
        id: channel.id,
        label: channel.label[lang],
        uniqueness: channel.uniqueness[lang],
        notes: [...new Set(entries.map(({ entry }) => entry.uniqueNote[lang]))].map(headed),
        ownUnit: first.entry.ownUnit[lang],
        here: first.entry.here,
        issued: sum('issued'),
        used: sum('used'),
        voided: sum('voided'),
        groups: entries.map(({ group }) => group.label[lang]),
      },
    ];
  });
}

/** A sentence whose first words, up to the colon, say the most. */
function headed(sentence: string): { readonly head: string; readonly rest: string } {
  const [head = ''] = /^[^：:]*[：:]?/.exec(sentence) ?? [];
  return { head, rest: sentence.slice(head.length) };
}

/** The window's channels that take one of these kinds of proof here and now. */
export const offered = (city: City, { facts }: RatingWindow, proofs: readonly ProofKind[]): City['channels'] =>
  city.channels.filter(
    ({ id, proof }) => proofs.includes(proof) && facts.groups.some((group) => group.channels.some((entry) => entry.id === id && entry.here)),
  );
