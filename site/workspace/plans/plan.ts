import { ask, faultsOf, type Problem } from '../server/ask.ts';
import { isOffice, writesForUnit } from '../server/entries.ts';
import { carry, field, frameOf, idOf, leadTo, type PageContext, sentForm, staffOf } from '../server/page.ts';

type Api = PageContext['locals']['api'];
export interface Key {
  readonly unit: string;
  readonly cycle: string;
}

export const draftOf = (api: Api) => api.api.v1.units[':unit'].plans[':cycle'].draft;
export const readPlan = (api: Api, param: Key) => ask(draftOf(api).$get({ param }));
export type DraftPlan = NonNullable<Awaited<ReturnType<typeof readPlan>>['value']>;
export type DraftGoal = DraftPlan['goals'][number];
const look = (api: Api, param: Key, content: string) => ask(draftOf(api).import.preview.$post({ param, json: { content } }));
export type Preview = NonNullable<Awaited<ReturnType<typeof look>>['value']>;

export interface PlanPage {
  readonly key: Key;
  readonly path: string;
  readonly plan: DraftPlan;
  readonly mayWrite: boolean;
  readonly maySubmit: boolean;
  readonly mayDecide: boolean;
  /** The spreadsheet that is being looked at, with the file itself so that it need not be chosen again. */
  readonly preview: { readonly view: Preview; readonly content: string } | null;
  readonly action: string;
  readonly typed: (name: string) => string;
  readonly problem: Problem | null;
  readonly faults: Readonly<Record<string, string>>;
}

export const keyOf = ({ params }: Pick<PageContext, 'params'>): Key => ({ unit: idOf(params['unit']), cycle: idOf(params['cycle']) });
export const pathOf = ({ unit, cycle }: Key): string => `/workspace/plans/${unit}/${cycle}`;
export const depthOf = (goal: DraftGoal, goals: readonly DraftGoal[]): number => {
  const above = goals.find(({ code }) => code === goal.parent);
  return above ? depthOf(above, goals) + 1 : 0;
};

/** One plan: its goals, its file, and the steps that this person may take. */
export async function planPage(context: PageContext): Promise<PlanPage | Response | { readonly problem: Problem }> {
  const { lang } = frameOf(context);
  const { api } = context.locals;
  const key = keyOf(context);
  const { role } = staffOf(context);
  const form = await sentForm(context);
  const done = form && (await act(api, key, form));
  // A returned plan is the unit's again: the office goes back to its list.
  if (done && 'led' in done) return leadTo(context, lang, done.led === 'returned' ? '/workspace/plans' : pathOf(key), done.led);
  const read = await readPlan(api, key);
  if (read.problem) return { problem: carry(context, done?.problem ?? read.problem) };
  const problem = carry(context, done?.problem ?? null);
  return {
    key,
    path: pathOf(key),
    plan: read.value,
    mayWrite: writesForUnit(role) && read.value.editable,
    maySubmit: role === 'unit-approver' && read.value.editable,
    mayDecide: isOffice(role),
    preview: done?.preview ?? null,
    action: field(form, 'action'),
    typed: (name) => field(form, name),
    problem,
    faults: faultsOf(problem, lang),
  };
}

type Done = { readonly led: string } | { readonly problem: Problem | null; readonly preview?: PlanPage['preview'] };

async function act(api: Api, param: Key, form: FormData): Promise<Done> {
  const action = field(form, 'action');
  if (action === 'look') return lookAt(api, param, form);
  const [sentence, call] = stepOf(api, param, action, form);
  const { problem } = await call;
  return problem ? { problem } : { led: sentence };
}

function stepOf(api: Api, param: Key, action: string, form: FormData): readonly [string, Promise<{ readonly problem: Problem | null }>] {
  const draft = draftOf(api);
  const json = { revision: Number(field(form, 'revision')) || 0 };
  const [verb = '', code = ''] = action.split(':');
  const goal = idOf(code);
  switch (verb) {
    case 'up':
    case 'down':
      return ['moved', ask(draft.goals[':goal'].move.$post({ param: { ...param, goal }, json: { ...json, by: verb } }))];
    case 'copy':
      return ['copied', ask(draft.copy.$post({ param, json: { ...json, from: field(form, 'from') } }))];
    case 'import':
      return ['imported', ask(draft.import.$post({ param, json: { ...json, content: field(form, 'content') } }))];
    case 'details':
      return ['saved', ask(draft.$put({ param, json: { ...json, ...detailsIn(form) } }))];
    case 'begin':
      return ['begun', ask(draft.begin.$post({ param }))];
    case 'submit':
      return ['submitted', ask(draft.submit.$post({ param, json }))];
    case 'return':
      return ['returned', ask(draft.return.$post({ param, json: { ...json, reason: field(form, 'reason'), goals: reasonsIn(form) } }))];
    case 'notice':
      return ['noticed', ask(draft.notice.$post({ param, json }))];
    case 'final':
      return ['final', ask(draft.final.$post({ param, json }))];
    default:
      return ['accepted', ask(draft.accept.$post({ param, json }))];
  }
}

async function lookAt(api: Api, param: Key, form: FormData): Promise<Done> {
  const file = form.get('file');
  const content = Buffer.from(file instanceof File ? await file.arrayBuffer() : new ArrayBuffer(0)).toString('base64');
  const { value, problem } = await look(api, param, content);
  return { problem, preview: value && { view: value, content } };
}

const detailsIn = (form: FormData) => ({
  reasonZh: field(form, 'reasonZh'),
  reasonEn: field(form, 'reasonEn'),
  approverZh: field(form, 'approverZh'),
  approverEn: field(form, 'approverEn'),
});

const reasonsIn = (form: FormData) =>
  [...form.keys()]
    .filter((name) => name.endsWith(':reason') && field(form, name).trim() !== '')
    .map((name) => ({ goal: name.slice(0, -':reason'.length), reason: field(form, name) }));
