import { SALT_BYTES } from '../../../../proof/ballot.ts';
import { toBase64url } from '../../../../proof/bytes.ts';
import { categoryOfPlace } from '../../../../proof/picks.ts';
import { type Lang, langOf } from '../../../language.ts';
import { type Api, ask, type Problem } from '../../server/ask.ts';
import { carry, field, isPost, leadTo, type PageContext } from '../../server/page.ts';
import { rateWords } from '../text/index.ts';
import { pickShown } from './pick.ts';
import { ratedPlace, type Unit } from './place.ts';
import { emptyProof, isProofStep, type ProofState, takeProof } from './proof.ts';
import { labelsOf } from './start.ts';
import { type Current, currentWindow, type RatingWindow } from './window.ts';

type City = App.Locals['city'];

export type { Unit } from './place.ts';
export type Questionnaire = City['questionnaires'][number];

const readBlank = (api: Api, param: { window: string; unit: string }) => ask(api.api.v1.windows[':window'].units[':unit'].ballot.$get({ param }));
export const castPlain = (api: Api, param: { window: string; unit: string }, json: PlainCast) =>
  ask(api.api.v1.windows[':window'].units[':unit'].ballot.plain.$post({ param, json }));

/** The blank ballot as the API gives it. */
export type Blank = NonNullable<Awaited<ReturnType<typeof readBlank>>['value']>;
/** A questionnaire, or a ballot on which units are chosen: its questions are then the units. */
export type Asked = Questionnaire & { readonly pick?: Blank['questionnaire']['pick'] };
/** A signed receipt, and who sealed. */
export type Cast = NonNullable<Awaited<ReturnType<typeof castPlain>>['value']>;

interface PlainCast {
  readonly ticket: string;
  readonly revision: number;
  /** The group whose questions the form shows: a right shown meanwhile in another tab may be another group's. */
  readonly group: string;
  readonly salt: string;
  readonly answers: Record<string, string>;
  readonly screening: string | null;
}

/** Why a ballot was not taken; each has its sentence and a way on. */
export type CastProblem = 'expired' | 'changed' | 'refused' | 'empty' | 'network';

/** The ballot form as it is shown. */
export interface BallotState {
  readonly asked: Asked;
  /** The group's id, and what it and its channel are called; the channel is empty where only the group is known. */
  readonly group: string;
  readonly labels: { readonly group: string; readonly channel: string };
  /** Revision in the box; 0 when nothing was cast. */
  readonly inBox: number;
  /** What the form will send. */
  readonly cast: PlainCast;
  readonly problem: { readonly kind: CastProblem; readonly detail: string } | null;
  /** Everything a browser needs to seal; null where it cannot. */
  readonly blank: Blank | null;
}

export type UnitPage =
  | { readonly view: 'unknown' }
  | { readonly view: 'closed'; readonly current: Current; readonly lost: boolean; readonly unit: Unit }
  | { readonly view: 'proof'; readonly window: RatingWindow; readonly unit: Unit; readonly proof: ProofState }
  | { readonly view: 'ballot'; readonly window: RatingWindow; readonly unit: Unit; readonly ballot: BallotState }
  | { readonly view: 'receipt'; readonly window: RatingWindow; readonly unit: Unit; readonly cast: Cast };

/** What a step of this page works with. */
interface Scene {
  readonly context: PageContext;
  readonly lang: Lang;
  readonly window: RatingWindow;
  readonly unit: Unit;
}

/** One unit's ballot: the proof where it is missing, the form, and after casting the receipt. */
export async function unitPage(context: PageContext): Promise<UnitPage | Response> {
  const { api, city } = context.locals;
  const lang = langOf(context.params['lang']);
  const unit = ratedPlace(city, context.params['unit']);
  if (!unit) {
    context.response.status = 404;
    return { view: 'unknown' };
  }
  const form = isPost(context) ? await context.request.formData() : null;
  const current = await currentWindow(api, city, lang, Date.now());
  if (current.stage !== 'open') return { view: 'closed', current, unit, lost: field(form, 'step') === 'ballot' };
  const scene = { context, lang, window: current.window, unit };
  return form ? sent(scene, form) : blankPage(scene);
}

async function sent(scene: Scene, form: FormData): Promise<UnitPage | Response> {
  const { context, lang, window, unit } = scene;
  const step = field(form, 'step');
  if (step === 'ballot') return castPage(scene, form);
  if (!isProofStep(step)) return leadTo(context, lang, `/rate/${unit.id}`);
  const proof = await takeProof(context, lang, window.facts.id, step, form);
  return proof === null ? leadTo(context, lang, `/rate/${unit.id}`) : { view: 'proof', window, unit, proof };
}

const placeOf = ({ window, unit }: Scene): { window: string; unit: string } => ({ window: window.facts.id, unit: unit.id });

async function blankPage(scene: Scene, kept: Partial<PlainCast> = {}, problem: BallotState['problem'] = null): Promise<UnitPage> {
  const { context, lang, window, unit } = scene;
  const { value: blank, problem: refused } = await readBlank(context.locals.api, placeOf(scene));
  if (refused) return noBlank(scene, refused);
  const cast = { answers: {}, screening: null, ...kept, group: blank.group, ticket: blank.ticket, revision: blank.revision + 1, salt: makeSalt() };
  const asked = blank.questionnaire as Asked;
  return {
    view: 'ballot',
    window,
    unit,
    ballot: { asked, group: blank.group, labels: labelsOf(window.facts, blank, lang), inBox: blank.revision, cast, problem, blank },
  };
}

function noBlank({ context, lang, window, unit }: Scene, problem: Problem): UnitPage {
  if (problem.code === 'ballot.window_not_open') return { view: 'closed', current: { stage: 'over', window }, unit, lost: false };
  const stranger = problem.status === 401 && !hadRight(context);
  const notice = stranger ? null : problem.status === 401 ? rateWords(lang).proof.expired : problem.messages[lang];
  return { view: 'proof', window, unit, proof: { ...emptyProof, notice } };
}

/** The browser carries a right to rate that no longer counts. */
const hadRight = ({ request }: PageContext): boolean => /(^|[\s-])gongping-rate=[^;\s]/.test(request.headers.get('cookie') ?? '');

const makeSalt = (): string => toBase64url(crypto.getRandomValues(new Uint8Array(SALT_BYTES)));

async function castPage(scene: Scene, form: FormData): Promise<UnitPage> {
  const { context, window, unit } = scene;
  const cast = readCast(form);
  if (Object.keys(cast.answers).length === 0 && cast.screening === null) {
    context.response.status = 422;
    return blankPage(scene, {}, { kind: 'empty', detail: '' });
  }
  const { value, problem } = await castPlain(context.locals.api, placeOf(scene), cast);
  return value ? { view: 'receipt', window, unit, cast: value } : refusedPage(scene, form, cast, carry(context, problem));
}

const ANSWER = 'answer-';

/** A question that was answered twice gets both answers in one, which is none: the API says so. */
function readCast(form: FormData): PlainCast {
  const names = [...new Set(form.keys())].filter((name) => name.startsWith(ANSWER));
  const answers = names.map((name) => [name.slice(ANSWER.length), form.getAll(name).join(' ')] as const);
  const [ticket, salt, screening] = [field(form, 'ticket'), field(form, 'salt'), field(form, 'screening')];
  return {
    ticket,
    salt,
    group: field(form, 'group'),
    revision: Number(field(form, 'revision')) || 1,
    answers: Object.fromEntries(answers),
    screening: screening === '' ? null : screening,
  };
}

/** Answers are handed back with the reason, so that nothing has to be chosen twice. */
async function refusedPage(scene: Scene, form: FormData, cast: PlainCast, problem: Problem): Promise<UnitPage> {
  const { window, unit, lang } = scene;
  if (problem.code === 'ballot.window_not_open') return { view: 'closed', current: { stage: 'over', window }, unit, lost: true };
  if (problem.status === 401 || problem.status === 403) return sameBallot(scene, form, cast, problem, { kind: 'expired', detail: '' });
  if (problem.status >= 500) return sameBallot(comeBack(scene), form, cast, problem, unanswered(problem, lang));
  const { answers, screening } = cast;
  const changed = problem.status === 409 && problem.code !== 'ballot.other_right';
  return blankPage(scene, { answers, screening }, { kind: changed ? 'changed' : 'refused', detail: detailOf(scene, problem) });
}

/** Of a ballot that chooses units the fault itself is told: that there are too many, or that one is of another category. */
const detailOf = ({ unit, lang }: Scene, { messages, errors = [] }: Problem): string =>
  (categoryOfPlace(unit.id) !== null ? errors[0]?.messages[lang] : undefined) ?? messages[lang];

/** Refused for load, the ballot is certainly not in the box; after any other breakdown that is not known. */
const unanswered = ({ code, messages }: Problem, lang: Lang): BallotState['problem'] =>
  code === 'ballot.too_busy' ? { kind: 'refused', detail: messages[lang] } : { kind: 'network', detail: '' };

/** Seconds after which a form that met too much load, or no database, may be sent again. */
const COME_BACK = '5';

function comeBack(scene: Scene): Scene {
  scene.context.response.headers.set('retry-after', COME_BACK);
  return scene;
}

/**
 * The very same ballot stays on the page, with its ticket, revision and salt: when the proof ran out, until it is shown
 * again elsewhere; when the server could not take it, to be sent again and counted once whatever became of it.
 */
function sameBallot(scene: Scene, form: FormData, cast: PlainCast, problem: Problem, shown: BallotState['problem']): UnitPage {
  const { context, window, unit, lang } = scene;
  const { groups, questionnaires } = context.locals.city;
  const group = field(form, 'group');
  const known = groups.find(({ id }) => id === group);
  const asked =
    questionnaires.find(({ id }) => id === known?.questionnaire) ??
    pickShown(context.locals.city, known?.questionnaire ?? '', unit.id, Number(field(form, 'choose')), field(form, 'fewer'));
  if (!known || !asked) return noBlank(scene, problem);
  const ballot: BallotState = {
    asked,
    group,
    labels: { group: known.label[lang], channel: '' },
    inBox: cast.revision - 1,
    cast,
    problem: shown,
    blank: null,
  };
  return { view: 'ballot', window, unit, ballot };
}
