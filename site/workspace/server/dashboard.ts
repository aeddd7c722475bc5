import type { Lang } from '../../language.ts';
import { voteTask } from '../open-vote/page.ts';
import type { Words } from '../text/index.ts';
import { type Account, type Api, ask } from './ask.ts';
import { isOffice, writesForUnit } from './entries.ts';
import { cycleName, frameOf, idOf, type PageContext, staffOf } from './page.ts';
import { type PeriodLine, type Task, type TaskWords, unitTasks } from './unit-tasks.ts';

export interface DashboardPage {
  readonly tasks: readonly Task[];
  /** For unit staff; null for everyone else. */
  readonly periods: readonly PeriodLine[] | null;
  /** The unit's reports that count as late. */
  readonly late: readonly LateReport[];
}

type LateReport = NonNullable<Awaited<ReturnType<typeof readLate>>['value']>['late'][number];
const readLate = (api: Api, unit: string, cycle: string) => ask(api.api.v1.units[':unit']['late-reports'][':cycle'].$get({ param: { unit, cycle } }));

/** The first page: what waits for this person. */
export async function dashboardPage(context: PageContext): Promise<DashboardPage> {
  const { api } = context.locals;
  const staff = staffOf(context);
  const { lang, t } = frameOf(context);
  const page = await tasksOf(context, staff, lang, t);
  const vote = await voteTask(api);
  return vote ? { ...page, tasks: [{ text: t.openVote.tasks[vote], to: '/workspace/open-vote' }, ...page.tasks] } : page;
}

async function tasksOf(context: PageContext, staff: Account, lang: Lang, t: Words): Promise<DashboardPage> {
  const { api } = context.locals;
  if (writesForUnit(staff.role))
    return unitDashboard(api, staff, { lang, t, cycleName: (cycle) => cycleName(context, cycle, lang), timezone: context.locals.city.timezone });
  const gather = [
    ...(isOffice(staff.role) || staff.role === 'verifier' ? [reportTasks] : []),
    ...(isOffice(staff.role) ? [windowTasks, releaseTasks] : []),
    ...(staff.role === 'moderator' ? [moderationTasks] : []),
  ];
  return { tasks: (await Promise.all(gather.map((tasks) => tasks(api, t, (cycle) => cycleName(context, cycle, lang))))).flat(), periods: null, late: [] };
}

async function unitDashboard(api: Api, staff: Account, words: TaskWords): Promise<DashboardPage> {
  const periods = await periodLines(api);
  const cycle = periods[0]?.period.cycle;
  const late = cycle === undefined ? [] : ((await readLate(api, idOf(staff.unit), cycle)).value?.late ?? []);
  return { tasks: await unitTasks(api, staff, periods, words), periods, late };
}

/** The periods of the newest cycle with the unit's own reports. */
async function periodLines(api: Api): Promise<PeriodLine[]> {
  const periods = (await ask(api.api.v1.periods.$get())).value?.periods ?? [];
  const reports = (await ask(api.api.v1.reports.$get({ query: {} }))).value?.reports ?? [];
  return periods
    .filter((period) => period.cycle === periods[0]?.cycle)
    .map((period) => ({ period, report: reports.find((report) => report.cycle === period.cycle && report.period === period.id) ?? null }));
}

async function reportTasks(api: Api, t: Words): Promise<Task[]> {
  const waiting = (await ask(api.api.v1.reports.$get({ query: { state: 'submitted' } }))).value?.reports.length ?? 0;
  return waiting > 0 ? [{ text: t.workspace.tasks.reports(waiting), to: '/workspace/reports' }] : [];
}

async function windowTasks(api: Api, t: Words, name: (cycle: string) => string): Promise<Task[]> {
  const windows = (await ask(api.api.v1.windows.$get())).value?.windows ?? [];
  const to = '/workspace/window';
  return windows.flatMap(({ state, cycle }) =>
    state === 'open' ? [{ text: t.workspace.tasks.close(name(cycle)), to }] : state === 'closed' ? [{ text: t.workspace.tasks.open(name(cycle)), to }] : [],
  );
}

async function releaseTasks(api: Api, t: Words): Promise<Task[]> {
  const prepared = (await ask(api.api.v1.releases.$get())).value?.releases.filter((release) => release.state === 'prepared').length ?? 0;
  return prepared > 0 ? [{ text: t.workspace.tasks.publish(prepared), to: '/workspace/window' }] : [];
}

async function moderationTasks(api: Api, t: Words): Promise<Task[]> {
  const { comments, messages, appeals } = api.api.v1.moderation;
  const waiting = await Promise.all([
    ask(comments.$get({ query: {} })).then(({ value }) => value?.comments.length ?? 0),
    ask(messages.$get()).then(({ value }) => value?.messages.length ?? 0),
    ask(appeals.$get()).then(({ value }) => value?.appeals.length ?? 0),
  ]);
  const pending = waiting.reduce((sum, n) => sum + n, 0);
  return pending > 0 ? [{ text: t.workspace.tasks.moderation(pending), to: '/workspace/moderation' }] : [];
}
