import { inLevels } from '../../facts/levels.ts';
import { ask, faultsOf, type Problem } from '../server/ask.ts';
import { carry, field, frameOf, idOf, leadTo, type PageContext, sentForm } from '../server/page.ts';
import { type DraftGoal, type DraftPlan, draftOf, type Key, keyOf, pathOf, readPlan } from './plan.ts';

type Api = PageContext['locals']['api'];
const FIELDS = [
  'titleZh',
  'titleEn',
  'promiseZh',
  'promiseEn',
  'part',
  'kind',
  'direction',
  'levels',
  'measureZh',
  'measureEn',
  'start',
  'lastYear',
  'target',
  'weight',
  'due',
  'responsible',
  'veto',
] as const;
export type GoalValues = Readonly<Record<(typeof FIELDS)[number], string>>;

export interface GoalPage {
  readonly key: Key;
  readonly plan: DraftPlan;
  /** Null: a new goal. */
  readonly goal: DraftGoal | null;
  readonly parent: DraftGoal | null;
  readonly values: GoalValues;
  /** The revision the next save names: after a conflict the one that is stored now. */
  readonly revision: number;
  readonly problem: Problem | null;
  readonly faults: Readonly<Record<string, string>>;
}

/** The form of one goal. A script sends the same form and asks for JSON: it is told what was kept or what stands in the way. */
export async function goalPage(context: PageContext): Promise<GoalPage | Response | { readonly problem: Problem }> {
  const { lang } = frameOf(context);
  const { api } = context.locals;
  const key = keyOf(context);
  const code = idOf(context.params['goal']);
  const above = context.url.searchParams.get('parent');
  const form = await sentForm(context);
  const done = form && (await act(api, key, code, above, form));
  const byScript = context.request.headers.get('accept') === 'application/json';
  if (byScript && done) return scriptAnswer(done, code, lang);
  if (done?.plan) return leadTo(context, lang, field(form, 'action') === 'remove' || code === 'new' ? pathOf(key) : `${pathOf(key)}/${code}`, done.sentence);
  const read = await readPlan(api, key);
  if (read.problem) return { problem: carry(context, read.problem) };
  const goal = read.value.goals.find((one) => one.code === code) ?? null;
  if (code !== 'new' && !goal) return leadTo(context, lang, pathOf(key));
  const problem = carry(context, done?.problem ?? null);
  return {
    key,
    plan: read.value,
    goal,
    parent: read.value.goals.find((one) => one.code === above) ?? null,
    values: form ? valuesIn(form) : valuesOf(goal),
    revision: goal?.revision ?? 0,
    problem,
    faults: Object.fromEntries(Object.entries(faultsOf(problem, lang)).map(([path, text]) => [path.replace(/^goal\./, ''), text])),
  };
}

interface Done {
  readonly plan: DraftPlan | null;
  readonly problem: Problem | null;
  readonly sentence: string;
}

async function act(api: Api, param: Key, code: string, parent: string | null, form: FormData): Promise<Done> {
  const goals = draftOf(api).goals;
  const revision = Number(field(form, 'revision')) || 0;
  const at = { ...param, goal: code };
  if (field(form, 'action') === 'remove') {
    const { value, problem } = await ask(goals[':goal'].remove.$post({ param: at, json: { revision } }));
    return { plan: value, problem, sentence: 'removed' };
  }
  const goal = valuesIn(form);
  const { value, problem } =
    code === 'new'
      ? await ask(goals.$post({ param, json: { parent: parent === null ? null : idOf(parent), goal } }))
      : await ask(goals[':goal'].$put({ param: at, json: { revision, goal } }));
  return { plan: value, problem, sentence: code === 'new' ? 'added' : 'saved' };
}

function scriptAnswer({ plan, problem }: Done, code: string, lang: 'zh' | 'en'): Response {
  const body = plan
    ? { revision: plan.goals.find((goal) => goal.code === code)?.revision ?? 0 }
    : { message: problem?.messages[lang] ?? '', conflict: problem?.status === 409, faults: Object.values(faultsOf(problem, lang)) };
  return new Response(JSON.stringify(body), { status: problem?.status ?? 200, headers: { 'content-type': 'application/json' } });
}

const valuesIn = (form: FormData): GoalValues => Object.fromEntries(FIELDS.map((name) => [name, field(form, name)])) as GoalValues;

const valuesOf = (goal: DraftGoal | null): GoalValues => ({
  titleZh: goal?.title.zh ?? '',
  titleEn: goal && goal.title.en !== goal.title.zh ? goal.title.en : '',
  promiseZh: goal?.promise.zh ?? '',
  promiseEn: goal?.promise.en ?? '',
  part: goal?.part ?? '',
  kind: goal?.kind ?? 'numeric',
  direction: goal && !goal.levels ? (goal.direction ?? '') : '',
  levels: goal?.levels?.join('、') ?? '',
  measureZh: goal?.measure.zh ?? '',
  measureEn: goal && goal.measure.en !== goal.measure.zh ? goal.measure.en : '',
  start: goal?.start ?? '',
  lastYear: typedValue(goal, goal?.lastYear ?? null),
  target: typedValue(goal, goal?.target ?? null),
  weight: goal?.weight ?? '',
  due: goal?.due ?? '',
  responsible: goal?.responsible ?? '',
  veto: goal?.veto ? 'yes' : '',
});

/** A figure as it is typed: of a goal of levels the name of the level. */
const typedValue = (goal: DraftGoal | null, figure: string | null): string => inLevels(goal ?? {}, figure) ?? '';
