import { SALT_BYTES } from '../../../../proof/ballot.ts';
import { toBase64url } from '../../../../proof/bytes.ts';
import { type Lang, langOf } from '../../../language.ts';
import { type Api, ask, type Problem } from '../../server/ask.ts';
import { field, isPost, leadTo, type PageContext } from '../../server/page.ts';
import { rateWords } from '../text/index.ts';
import { emptyProof, isProofStep, type ProofState, takeProof } from './proof.ts';
import { labelsOf } from './start.ts';
import { answersOf, keptReceipts, type Receipts, type SentRow, sentRow } from './table-form.ts';
import { type Cast, castPlain, type Questionnaire, type Unit } from './unit.ts';
import { type Current, currentWindow, type RatingWindow } from './window.ts';

const readTable = (api: Api, window: string) => ask(api.api.v1.windows[':window'].ballots.$get({ param: { window } }));

/** The blank ballots about all units as the API gives them. */
type BlankTable = NonNullable<Awaited<ReturnType<typeof readTable>>['value']>;

/** One unit's line: a ballot of its own. */
export interface Row extends SentRow {
  readonly unit: Unit;
  /** Revision in the box; 0 when nothing was cast. */
  readonly inBox: number;
  readonly ownUnit: boolean;
  /** Cast by the form that is being answered. */
  readonly saved: boolean;
  readonly problem: string | null;
}

export interface TableState {
  readonly asked: Questionnaire;
  readonly group: string;
  readonly labels: { readonly group: string; readonly channel: string };
  readonly rows: readonly Row[];
  /** What could not go on for the whole page: the right ran out, or the server could not take more. */
  readonly problem: { readonly kind: 'expired' | 'refused'; readonly detail: string } | null;
  /** Receipts of this sitting, by unit: the server keeps none. */
  readonly receipts: Receipts;
  /** What a browser needs to seal; null where it cannot. */
  readonly blank: BlankTable | null;
}

export type TablePage =
  | { readonly view: 'closed'; readonly current: Current; readonly lost: boolean }
  | { readonly view: 'proof'; readonly window: RatingWindow; readonly proof: ProofState }
  | { readonly view: 'table'; readonly window: RatingWindow; readonly table: TableState };

interface Scene {
  readonly context: PageContext;
  readonly lang: Lang;
  readonly window: RatingWindow;
}

/** All units of one sitting in one table. Each row is a ballot with its own ticket and revision, cast by itself. */
export async function tablePage(context: PageContext): Promise<TablePage | Response> {
  const { api, city } = context.locals;
  const lang = langOf(context.params['lang']);
  const form = isPost(context) ? await context.request.formData() : null;
  const current = await currentWindow(api, city, lang, Date.now());
  if (current.stage !== 'open') return { view: 'closed', current, lost: field(form, 'step') === 'table' };
  const scene = { context, lang, window: current.window };
  if (form === null) return shownTable(scene, new Map(), {});
  const step = field(form, 'step');
  if (step === 'table') return savedTable(scene, form);
  const proof = isProofStep(step) ? await takeProof(context, lang, current.window.facts.id, step, form) : null;
  return proof === null ? leadTo(context, lang, '/rate/table') : { view: 'proof', window: current.window, proof };
}

/** What became of one row of the form. */
interface Outcome {
  readonly sent: SentRow;
  readonly cast: Cast | null;
  readonly problem: string | null;
  /** Whether the very same ballot must be sent again, because nobody knows whether it is in the box. */
  readonly again: boolean;
}

type Outcomes = ReadonlyMap<string, Outcome>;

async function shownTable(scene: Scene, outcomes: Outcomes, receipts: Receipts): Promise<TablePage | Response> {
  const { context, lang, window } = scene;
  const { value: blank, problem } = await readTable(context.locals.api, window.facts.id);
  if (problem) return noTable(scene, problem);
  if (blank.questionnaire.pick) return leadTo(context, lang, '/rate');
  const rows = blank.units.flatMap((line) => {
    const unit = context.locals.city.units.find(({ id }) => id === line.unit);
    return unit ? [rowOf(unit, line, outcomes.get(line.unit))] : [];
  });
  const asked = blank.questionnaire as Questionnaire;
  return { view: 'table', window, table: { asked, group: blank.group, labels: labelsOf(window.facts, blank, lang), rows, problem: null, receipts, blank } };
}

function rowOf(unit: Unit, line: BlankTable['units'][number], outcome: Outcome | undefined): Row {
  const { sent, cast = null, problem = null, again = false } = outcome ?? {};
  const place = again && sent ? sent : { ticket: line.ticket, revision: line.revision + 1, salt: makeSalt() };
  const answers = sent?.answers ?? {};
  const kept = cast ? answersOf(answers) : (sent?.kept ?? '');
  const { ticket, revision, salt } = place;
  return { unit, ticket, revision, salt, answers, kept, inBox: line.revision, ownUnit: line.ownUnit, saved: cast !== null, problem };
}

const makeSalt = (): string => toBase64url(crypto.getRandomValues(new Uint8Array(SALT_BYTES)));

function noTable({ window, lang }: Scene, problem: Problem): TablePage {
  if (problem.code === 'ballot.window_not_open') return { view: 'closed', current: { stage: 'over', window }, lost: false };
  return { view: 'proof', window, proof: { ...emptyProof, notice: problem.status === 401 ? null : problem.messages[lang] } };
}

/** Casts the one row whose button was pressed, or every row that was answered or changed. */
async function savedTable(scene: Scene, form: FormData): Promise<TablePage | Response> {
  const { context, lang, window } = scene;
  const { api, city } = context.locals;
  const wanted = field(form, 'save');
  const outcomes = new Map<string, Outcome>();
  const receipts: Record<string, Receipts[string]> = { ...keptReceipts(field(form, 'receipts')) };
  let stopped: Tried['stop'] = null;
  for (const { id } of city.units) {
    const sent = sentRow(form, id);
    if (sent === null) continue;
    const tried: Tried =
      stopped || !isWanted(sent, id, wanted)
        ? untouched(sent)
        : await castRow(api, { window: window.facts.id, unit: id, group: field(form, 'group') }, sent, lang);
    outcomes.set(id, tried.outcome);
    if (tried.outcome.cast) receipts[id] = tried.outcome.cast;
    stopped ??= tried.stop;
  }
  if (stopped) return stoppedTable(scene, form, outcomes, receipts, stopped);
  if ([...outcomes.values()].some(({ problem }) => problem !== null)) context.response.status = 422;
  return shownTable(scene, outcomes, receipts);
}

const isWanted = (sent: SentRow, unit: string, wanted: string): boolean =>
  wanted === unit || (wanted === 'all' && Object.keys(sent.answers).length > 0 && answersOf(sent.answers) !== sent.kept);

interface Tried {
  readonly outcome: Outcome;
  /** Why no further row need be tried. */
  readonly stop: Problem | null;
}

const untouched = (sent: SentRow): Tried => ({ outcome: { sent, cast: null, problem: null, again: false }, stop: null });

async function castRow(
  api: Api,
  { group, ...place }: { readonly window: string; readonly unit: string; readonly group: string },
  sent: SentRow,
  lang: Lang,
): Promise<Tried> {
  const nothing = { sent, cast: null, again: false };
  if (Object.keys(sent.answers).length === 0) return { outcome: { ...nothing, problem: rateWords(lang).table.empty }, stop: null };
  const { ticket, revision, salt, answers } = sent;
  const { value, problem } = await castPlain(api, place, { ticket, revision, group, salt, answers, screening: null });
  if (value) return { outcome: { ...nothing, cast: value, problem: null }, stop: null };
  const stops = problem.status === 401 || problem.status >= 500 || problem.code === 'ballot.window_not_open' || problem.code === 'ballot.other_window';
  return { outcome: { ...nothing, problem: stops ? null : problem.messages[lang], again: stops }, stop: stops ? problem : null };
}

/** Nothing more can be cast now: everything that was chosen stays on the page, and what was cast is marked so. */
async function stoppedTable(scene: Scene, form: FormData, outcomes: Outcomes, receipts: Receipts, problem: Problem): Promise<TablePage> {
  const { context, lang, window } = scene;
  context.response.status = problem.status;
  if (problem.code === 'ballot.window_not_open') return { view: 'closed', current: { stage: 'over', window }, lost: true };
  const { groups, questionnaires, units } = context.locals.city;
  const group = groups.find(({ id }) => id === field(form, 'group'));
  const asked = questionnaires.find(({ id }) => id === group?.questionnaire);
  if (!group || !asked) return noTable(scene, problem);
  if (problem.status >= 500) context.response.headers.set('retry-after', '5');
  const rows = units.flatMap((unit): Row[] => {
    const outcome = outcomes.get(unit.id);
    if (!outcome) return [];
    const { sent, cast } = outcome;
    const cover = cast ? { revision: sent.revision + 1, salt: makeSalt(), kept: answersOf(sent.answers) } : {};
    return [{ ...sent, ...cover, unit, inBox: cast ? sent.revision : sent.revision - 1, ownUnit: false, saved: cast !== null, problem: outcome.problem }];
  });
  const kind = problem.status >= 500 ? 'refused' : 'expired';
  const labels = { group: group.label[lang], channel: '' };
  const shown = { kind, detail: kind === 'refused' ? problem.messages[lang] : '' } as const;
  return { view: 'table', window, table: { asked, group: group.id, labels, rows, problem: shown, receipts, blank: null } };
}
