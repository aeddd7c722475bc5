import { readCode } from '../../../../proof/codes.ts';
import type { Lang } from '../../../language.ts';
import { ask, type Problem } from '../../server/ask.ts';
import { carry, field, idOf, type PageContext } from '../../server/page.ts';
import { type RateWords, rateWords } from '../text/index.ts';

export type ProofField = 'code' | 'phone' | 'message' | 'login';

/** A place in the queue: a puzzle for the script, a ticket that becomes good by waiting without one. */
export interface Place {
  readonly puzzle: string;
  readonly ticket: string;
  readonly waitSeconds: number;
}

/** The proof form as it is shown: what was typed and what is wrong with it. Never in an address, only in the answer to a form. */
export interface ProofState {
  readonly code: string;
  readonly phone: string;
  /** The unit that the person works for, as chosen; empty for none. */
  readonly employer: string;
  /** A message is on its way to `phone`: its six figures are asked for, and go back with this. */
  readonly challenge: string | null;
  /** The message itself, in a demonstration. */
  readonly shown: string | null;
  /** Where to sign in; the browser is on its way there. */
  readonly leaving: string | null;
  /** Very many proofs are asked for: the form goes through with this. */
  readonly place: Place | null;
  readonly faults: Readonly<Partial<Record<ProofField, string>>>;
  /** Why the form is shown although it was filled in before, or that the right was put away. */
  readonly notice: string | null;
}

export const emptyProof: ProofState = {
  code: '',
  phone: '',
  employer: '',
  challenge: null,
  shown: null,
  leaving: null,
  place: null,
  faults: {},
  notice: null,
};

export type ProofStep = 'code' | 'sms' | 'confirm' | 'login';

export const isProofStep = (step: string): step is ProofStep => Object.hasOwn(STEPS, step);

/** Does one step of the proof. Null when the right to rate is shown and the browser carries it. */
export async function takeProof(context: PageContext, lang: Lang, window: string, step: ProofStep, form: FormData): Promise<ProofState | null> {
  return STEPS[step]({ context, lang, window, form, param: { window } });
}

interface Scene {
  readonly context: PageContext;
  readonly lang: Lang;
  readonly window: string;
  readonly form: FormData;
  readonly param: { readonly window: string };
}

type Step = (scene: Scene) => Promise<ProofState | null>;

const proofs = ({ context }: Scene) => context.locals.api.api.v1.windows[':window'].proofs;
const chosen = ({ form }: Scene): { readonly employer: string | null } => ({ employer: field(form, 'employer').slice(0, 80) || null });
const ticketOf = ({ form }: Scene): { readonly ticket?: string } => {
  const ticket = field(form, 'ticket').slice(0, 4000);
  return ticket ? { ticket } : {};
};

const byCode: Step = async (scene) => {
  const { lang, form, param } = scene;
  const code = field(form, 'code').slice(0, 100);
  const t = rateWords(lang).proof.faults;
  const mistake = codeMistake(code, t);
  if (mistake) return refused(scene, { code, faults: { code: mistake } });
  const { problem } = await ask(proofs(scene).code.$post({ param, json: { code, ...chosen(scene), ...ticketOf(scene) } }));
  return problem && refused(scene, { code, faults: { code: problem.code === 'proof.unknown_code' ? t.unknown : problem.messages[lang] } }, problem);
};

const bySms: Step = async (scene) => {
  const { lang, form, param } = scene;
  const phone = field(form, 'phone').slice(0, 40);
  const { value, problem } = await ask(proofs(scene).sms.$post({ param, json: { phone, ...ticketOf(scene) } }));
  if (problem)
    return refused(scene, { phone, faults: { phone: isNumberFault(problem) ? rateWords(lang).proof.faults.phone : problem.messages[lang] } }, problem);
  return { ...emptyProof, phone, employer: chosen(scene).employer ?? '', challenge: value.challenge, shown: value.demonstrationMessage?.[lang] ?? null };
};

const byMessage: Step = async (scene) => {
  const { context, lang, form, param } = scene;
  const code = field(form, 'message').replace(/\s/g, '');
  const shown = context.locals.showDemonstrationAccess ? field(form, 'shown').slice(0, 200) || null : null;
  const challenge = field(form, 'challenge').slice(0, 80) || 'none';
  const again = { phone: field(form, 'phone').slice(0, 40), challenge, shown };
  if (!/^\d{6}$/.test(code.normalize('NFKC'))) return refused(scene, { ...again, faults: { message: rateWords(lang).proof.faults.message } });
  const { problem } = await ask(proofs(scene).sms.confirm.$post({ param, json: { challenge, code, ...chosen(scene) } }));
  return problem && refused(scene, { ...again, faults: { message: problem.messages[lang] } }, problem);
};

const byLogin: Step = async (scene) => {
  const { lang, form, window } = scene;
  const param = { window, channel: idOf(field(form, 'channel')) };
  const { value, problem } = await ask(proofs(scene).login[':channel'].$post({ param, json: { language: lang, ...chosen(scene), ...ticketOf(scene) } }));
  if (problem) return refused(scene, { faults: { login: problem.messages[lang] } }, problem);
  scene.context.response.headers.set('refresh', `0; url=${value.location}`);
  return { ...emptyProof, leaving: value.location };
};

const STEPS: Readonly<Record<ProofStep, Step>> = { code: byCode, sms: bySms, confirm: byMessage, login: byLogin };

/** The browser is back from signing in elsewhere. Null when the right to rate is shown. */
export async function takeLogin(context: PageContext, lang: Lang, window: string, channel: string): Promise<ProofState | null> {
  const param = { window, channel: idOf(channel) };
  const json = { query: context.url.search.slice(0, 8000) };
  const { problem } = await ask(context.locals.api.api.v1.windows[':window'].proofs.login[':channel'].confirm.$post({ param, json }));
  return problem && { ...emptyProof, faults: { login: carry(context, problem).messages[lang] } };
}

const isNumberFault = ({ code }: Problem): boolean => code === 'proof.bad_number' || code === 'request.invalid';

async function refused(scene: Scene, state: Partial<ProofState>, problem?: Problem): Promise<ProofState> {
  const { context, param } = scene;
  if (problem) carry(context, problem);
  else context.response.status = 422;
  const again = { ...emptyProof, employer: chosen(scene).employer ?? '', ...state };
  if (problem?.code !== 'proof.queue' && problem?.code !== 'proof.bad_ticket') return again;
  const { value: place } = await ask(proofs(scene).queue.$post({ param }));
  return place ? { ...again, place } : again;
}

/** What is wrong with a typed code, found without asking the server; null when its check characters fit. */
export function codeMistake(typed: string, t: RateWords['proof']['faults']): string | null {
  const given = [...typed.normalize('NFKC').replace(/[\s\p{Pd}]/gu, '')].length;
  if (given === 0) return t.none;
  if (given !== 20) return t.short(given);
  return readCode(typed) === null ? t.mistyped : null;
}

/** The browser forgets the right to rate: for phones and computers that are shared. */
export function putAway(context: PageContext): void {
  const cleared = 'HttpOnly; Path=/; SameSite=Lax; Max-Age=0';
  context.locals.cookies.push(`gongping-rate=; ${cleared}`, `__Host-gongping-rate=; ${cleared}; Secure`);
}
