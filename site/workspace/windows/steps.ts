import { type Api, ask, type Problem } from '../server/ask.ts';
import { field, idOf } from '../server/page.ts';

/** What a form of the window pages does: the sentence it ends with, and where it leads. */
export interface Done {
  readonly problem: Problem | null;
  readonly done: string;
  readonly to?: string;
  /** A file instead of a page. */
  readonly file?: Response;
}

type Work = (api: Api, window: string, form: FormData, timeZone: string) => Promise<Done>;

const lines = (text: string): string[] => text.split('\n').flatMap((line) => line.trim() || []);

/** A local time as a form gives it (`2026-11-20T08:00`), in ISO; as it is where it is none, for the API to refuse. */
export function isoOf(local: string, timeZone: string): string {
  const guess = Date.parse(`${local}Z`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local) || Number.isNaN(guess)) return local;
  const shown = Date.parse(`${localOf(new Date(guess).toISOString(), timeZone)}Z`);
  return new Date(guess - (shown - guess)).toISOString();
}

/** A moment as the value of a `datetime-local` field on a clock of the city. */
export const localOf = (iso: string, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone }).format(new Date(iso)).replace(' ', 'T');

const decisionKinds = ['seal', 'extend', 'close-early', 'destroy-key', 'hand-out-ballots'] as const;
const kindOf = (form: FormData) => decisionKinds.find((kind) => kind === field(form, 'kind')) ?? 'seal';

/** So many auditors can be named at once. */
export const MOST_AUDITORS = 5;

/** The auditors that the form names, in their order; a row that is left empty is none. */
export const auditorsIn = (typed: (name: string) => string): { readonly name: string; readonly publicKey: string }[] =>
  Array.from({ length: MOST_AUDITORS }, (_, i) => ({ name: typed(`auditor-${i + 1}`).trim(), publicKey: typed(`key-${i + 1}`).replace(/\s/g, '') })).filter(
    ({ name, publicKey }) => name !== '' || publicKey !== '',
  );

type ProposeBody = Parameters<Api['api']['v1']['windows'][':window']['decisions']['$post']>[0]['json'];

function proposalOf(form: FormData, timeZone: string): ProposeBody {
  const kind = kindOf(form);
  const reason = field(form, 'reason').trim();
  if (kind === 'extend') return { kind, closesAt: isoOf(field(form, 'closesAt'), timeZone), reason };
  if (kind === 'close-early') return { kind, reason, ...(field(form, 'leaveOut') === 'yes' && { leaveOut: true }) };
  if (kind === 'destroy-key') return { kind, complaintsEndedOn: field(form, 'complaintsEndedOn'), note: field(form, 'note').trim() };
  if (kind === 'hand-out-ballots') return { kind, auditors: auditorsIn((name) => field(form, name)), reason };
  const publicKey = field(form, 'publicKey').replace(/\s/g, '');
  return publicKey === '' ? { kind } : { kind, publicKey, bodies: lines(field(form, 'bodies')), threshold: Number(field(form, 'threshold')) };
}

const WORK: Readonly<Record<string, Work>> = {
  retime: async (api, window, form, timeZone) => {
    const json = { opensAt: isoOf(field(form, 'opensAt'), timeZone), closesAt: isoOf(field(form, 'closesAt'), timeZone) };
    return { ...(await ask(api.api.v1.windows[':window'].$put({ param: { window }, json }))), done: 'retimed' };
  },
  propose: async (api, window, form, timeZone) => ({
    ...(await ask(api.api.v1.windows[':window'].decisions.$post({ param: { window }, json: proposalOf(form, timeZone) }))),
    done: 'proposed',
  }),
  confirm: async (api, window, form) => ({
    ...(await ask(api.api.v1.windows[':window'].decisions[':kind'].confirm.$post({ param: { window, kind: kindOf(form) } }))),
    done: 'confirmed',
  }),
  withdraw: async (api, window, form) => ({
    ...(await ask(api.api.v1.windows[':window'].decisions[':kind'].$delete({ param: { window, kind: kindOf(form) } }))),
    done: 'withdrawn',
  }),
  begin: async (api, window) => ({ ...(await ask(api.api.v1.windows[':window'].begin.$post({ param: { window } }))), done: 'begun' }),
  close: async (api, window, form) => ({
    ...(await ask(api.api.v1.windows[':window'].close.$post({ param: { window }, json: { leaveOut: field(form, 'leaveOut') === 'yes' } }))),
    done: 'closed',
  }),
  shares: async (api, window, form) => {
    const others = [2, 3, 4, 5].flatMap((n) => {
      const [login, password, share] = [field(form, `login-${n}`).trim(), field(form, `password-${n}`), field(form, `share-${n}`).trim()];
      const code = field(form, `code-${n}`).trim();
      return login === '' && share === '' ? [] : [{ login, password, share, ...(code !== '' && { code }) }];
    });
    const json = { share: field(form, 'share').trim(), ...(others.length > 0 && { others }) };
    const { value, problem } = await ask(api.api.v1.windows[':window'].shares.$post({ param: { window }, json }));
    return { problem, done: 'entered', ...(value?.opening && { to: `/workspace/opening?window=${window}` }) };
  },
  message: async (api, _window, form) => {
    const json = { login: field(form, 'other-login').trim(), password: field(form, 'other-password') };
    return { ...(await ask(api.api.v1.session.person.message.$post({ json }))), done: 'messaged' };
  },
  download: async (api, window) => {
    const response = await api.api.v1.windows[':window']['ballots-file'].$get({ param: { window } });
    if (!response.ok) return { problem: (await response.json()) as unknown as Problem, done: '' };
    return { problem: null, done: '', file: new Response(response.body, { headers: response.headers }) };
  },
  forget: async (api, window) => ({ ...(await ask(api.api.v1.windows[':window'].shares.$delete({ param: { window } }))), done: 'forgotten' }),
};

/** Does what the form asks; null when it asks nothing that is known. */
export async function carryOut(api: Api, window: string, form: FormData, timeZone: string): Promise<Done | null> {
  const work = Object.hasOwn(WORK, field(form, 'action')) ? WORK[field(form, 'action')] : undefined;
  return work ? work(api, idOf(window), form, timeZone) : null;
}
