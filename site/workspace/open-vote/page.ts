import type { Lang } from '../../language.ts';
import { type Api, ask, type Problem } from '../server/ask.ts';
import { isOffice } from '../server/entries.ts';
import { carry, field, frameOf, leadTo, type PageContext, sentForm, staffOf } from '../server/page.ts';

const readFacts = async (api: Api, window: string) => (await ask(api.api.v1.windows[':window'].$get({ param: { window } }))).value;
const readOwn = async (api: Api, window: string) => (await ask(api.api.v1.windows[':window']['named-ballots'].own.$get({ param: { window } }))).value;
const readVoters = async (api: Api, window: string) =>
  (await ask(api.api.v1.windows[':window']['named-voters'].$get({ param: { window } }))).value?.voters ?? [];

export type Facts = NonNullable<Awaited<ReturnType<typeof readFacts>>>;
export type Own = NonNullable<Awaited<ReturnType<typeof readOwn>>>;

/** The voters of one group, for the office. */
export interface VoterList {
  readonly group: string;
  readonly label: string;
  readonly logins: readonly string[];
  readonly voted: number;
}

export interface OpenVotePage {
  /** The window that takes openly signed votes; null when there is none. */
  readonly window: Facts | null;
  /** What the person may vote on; null for who is on no list. */
  readonly own: Own | null;
  /** For the office; empty for everybody else. */
  readonly lists: readonly VoterList[];
  /** What a refused form held: of which place, and the answers. */
  readonly typed: { readonly place: string; readonly answers: Readonly<Record<string, string>> };
  readonly problem: Problem | null;
}

/** One's own openly signed votes; for the office the lists of those who vote. */
export async function openVotePage(context: PageContext): Promise<OpenVotePage | Response> {
  const { lang } = frameOf(context);
  const { api } = context.locals;
  const form = await sentForm(context);
  const window = await votingWindow(api);
  const outcome = form && window ? await act(api, window, form) : null;
  if (typeof outcome === 'string') return leadTo(context, lang, '/workspace/open-vote', outcome);
  return {
    window,
    own: window && (await readOwn(api, window.id)),
    lists: window && isOffice(staffOf(context).role) ? await listsOf(api, window, lang) : [],
    typed: { place: field(form, 'place'), answers: form ? answersIn(form) : {} },
    problem: carry(context, outcome),
  };
}

/** The last window that is sealed or open and has a group that votes openly. */
async function votingWindow(api: Api): Promise<Facts | null> {
  const windows = (await ask(api.api.v1.windows.$get())).value?.windows ?? [];
  for (const { id } of windows.filter(({ state }) => state === 'sealed' || state === 'open').reverse()) {
    const facts = await readFacts(api, id);
    if (facts?.groups.some(({ ballot }) => ballot === 'named')) return facts;
  }
  return null;
}

/** How far somebody is with an open vote that can still be cast or changed; null for who has none. */
export async function voteTask(api: Api): Promise<'waiting' | 'cast' | null> {
  const window = await votingWindow(api);
  const own = window && (await readOwn(api, window.id));
  if (!own?.open) return null;
  return own.places.every(({ revision }) => revision === 0) ? 'waiting' : 'cast';
}

async function listsOf(api: Api, window: Facts, lang: Lang): Promise<VoterList[]> {
  const voters = await readVoters(api, window.id);
  return window.groups
    .filter(({ ballot }) => ballot === 'named')
    .map(({ id, label }) => {
      const listed = voters.filter(({ group }) => group === id);
      return { group: id, label: label[lang], logins: listed.map(({ login }) => login), voted: listed.filter(({ voted }) => voted).length };
    });
}

async function act(api: Api, window: Facts, form: FormData): Promise<'voted' | 'listed' | Problem | null> {
  const param = { window: window.id };
  const group = field(form, 'group');
  if (field(form, 'action') === 'list') {
    const logins = field(form, 'logins')
      .split(/[\s,，、;；]+/)
      .filter(Boolean);
    return (await ask(api.api.v1.windows[':window']['named-voters'].$put({ param, json: { group, logins } }))).problem ?? 'listed';
  }
  if (field(form, 'action') !== 'vote') return null;
  const json = { place: field(form, 'place'), group, revision: Number(field(form, 'revision')) || 1, answers: answersIn(form) };
  return (await ask(api.api.v1.windows[':window']['named-ballots'].own.$put({ param, json }))).problem ?? 'voted';
}

const ANSWER = 'answer-';

/** A question without an answer is left out. One that was sent twice holds both answers, which is none: the API says so. */
function answersIn(form: FormData): Record<string, string> {
  const names = [...new Set(form.keys())].filter((name) => name.startsWith(ANSWER));
  return Object.fromEntries(names.map((name) => [name.slice(ANSWER.length), form.getAll(name).join(' ')] as const).filter(([, answer]) => answer !== ''));
}
