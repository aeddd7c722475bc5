import { readCode } from '../../../../proof/codes.ts';
import type { Lang } from '../../../language.ts';
import { ask, type Problem } from '../../server/ask.ts';
import { carry, field, type PageContext } from '../../server/page.ts';
import { type RateWords, rateWords } from '../text/index.ts';

export type ProofField = 'code' | 'phone' | 'message';

/** The proof form as it is shown: what was typed and what is wrong with it. Never in an address, only in the answer to a form. */
export interface ProofState {
  readonly code: string;
  readonly phone: string;
  /** A message is on its way to `phone`: its six figures are asked for. */
  readonly sent: boolean;
  /** The message itself, in a demonstration. */
  readonly shown: string | null;
  readonly faults: Readonly<Partial<Record<ProofField, string>>>;
  /** Why the form is shown although it was filled in before, or that the right was put away. */
  readonly notice: string | null;
}

export const emptyProof: ProofState = { code: '', phone: '', sent: false, shown: null, faults: {}, notice: null };

export type ProofStep = 'code' | 'sms' | 'confirm';

export const isProofStep = (step: string): step is ProofStep => step === 'code' || step === 'sms' || step === 'confirm';

/** Does one step of the proof. Null when the right to rate is shown and the browser carries it. */
export async function takeProof(context: PageContext, lang: Lang, window: string, step: ProofStep, form: FormData): Promise<ProofState | null> {
  return STEPS[step](context, lang, window, form);
}

type Step = (context: PageContext, lang: Lang, window: string, form: FormData) => Promise<ProofState | null>;

const byCode: Step = async (context, lang, window, form) => {
  const code = field(form, 'code').slice(0, 100);
  const t = rateWords(lang).proof.faults;
  const mistake = codeMistake(code, t);
  if (mistake) return refused(context, { code, faults: { code: mistake } });
  const { problem } = await ask(context.locals.api.api.v1.windows[':window'].proofs.code.$post({ param: { window }, json: { code } }));
  return problem && refused(context, { code, faults: { code: problem.code === 'proof.unknown_code' ? t.unknown : problem.messages[lang] } }, problem);
};

const bySms: Step = async (context, lang, window, form) => {
  const phone = field(form, 'phone').slice(0, 40);
  const { value, problem } = await ask(context.locals.api.api.v1.windows[':window'].proofs.sms.$post({ param: { window }, json: { phone } }));
  if (problem)
    return refused(context, { phone, faults: { phone: isNumberFault(problem) ? rateWords(lang).proof.faults.phone : problem.messages[lang] } }, problem);
  return { ...emptyProof, phone, sent: true, shown: value.demonstrationMessage?.[lang] ?? null };
};

const byMessage: Step = async (context, lang, window, form) => {
  const phone = field(form, 'phone').slice(0, 40);
  const code = field(form, 'message').replace(/\s/g, '');
  const shown = context.locals.showDemonstrationAccess ? field(form, 'shown').slice(0, 200) || null : null;
  const again = { phone, sent: true, shown };
  if (!/^\d{6}$/.test(code.normalize('NFKC'))) return refused(context, { ...again, faults: { message: rateWords(lang).proof.faults.message } });
  const { problem } = await ask(context.locals.api.api.v1.windows[':window'].proofs.sms.confirm.$post({ param: { window }, json: { phone, code } }));
  return problem && refused(context, { ...again, faults: { message: problem.messages[lang] } }, problem);
};

const STEPS: Readonly<Record<ProofStep, Step>> = { code: byCode, sms: bySms, confirm: byMessage };

const isNumberFault = ({ code }: Problem): boolean => code === 'proof.bad_number' || code === 'request.invalid';

function refused(context: PageContext, state: Partial<ProofState>, problem?: Problem): ProofState {
  if (problem) carry(context, problem);
  else context.response.status = 422;
  return { ...emptyProof, ...state };
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
