import type { Lang } from '../../language.ts';
import { voteTask } from '../open-vote/page.ts';
import type { Words } from '../text/index.ts';
import { type Account, type Api, ask, type Period, type ReportLine } from './ask.ts';
import { isOffice, writesForUnit } from './entries.ts';
import { cycleName, frameOf, idOf, type PageContext, staffOf } from './page.ts';

/** Something that waits: a sentence and where to go. */
export interface Task {
  readonly text: string;
  readonly to: string;
}

/** A period of the running cycle and what the unit has of it. */
export interface PeriodLine {
  readonly period: Period;
  readonly report: ReportLine | null;
}

export interface DashboardPage {
  readonly tasks: readonly Task[];
  /** For unit staff; null for everyone else. */
  readonly periods: readonly PeriodLine[] | null;
}

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
  if (writesForUnit(staff.role)) return unitDashboard(api, staff, lang, t);
  const gather = [
    ...(isOffice(staff.role) || staff.role === 'verifier' ? [reportTasks] : []),
    ...(isOffice(staff.role) ? [windowTasks, releaseTasks] : []),
    ...(staff.role === 'moderator' ? [moderationTasks] : []),
  ];
  return { tasks: (await Promise.all(gather.map((tasks) => tasks(api, t, (cycle) => cycleName(context, cycle, lang))))).flat(), periods: null };
}

async function unitDashboard(api: Api, staff: Account, lang: Lang, t: Words): Promise<DashboardPage> {
  const [lines, comments] = [await periodLines(api), await ask(api.api.v1.units[':unit'].comments.$get({ param: { unit: idOf(staff.unit) } }))];
  const waiting = comments.value?.comments.filter(({ clock, replies }) => (clock ? !clock.isAnswered : replies.length === 0)).length ?? 0;
  const due = lines.flatMap((line) => periodTask(line, lang, t));
  return { tasks: [...due, ...(waiting > 0 ? [{ text: t.workspace.tasks.comments(waiting), to: '/workspace/comments' }] : [])], periods: lines };
}

/** The periods of the newest cycle with the unit's own reports. */
async function periodLines(api: Api): Promise<PeriodLine[]> {
  const periods = (await ask(api.api.v1.periods.$get())).value?.periods ?? [];
  const reports = (await ask(api.api.v1.reports.$get({ query: {} }))).value?.reports ?? [];
  return periods
    .filter((period) => period.cycle === periods[0]?.cycle)
    .map((period) => ({ period, report: reports.find((report) => report.cycle === period.cycle && report.period === period.id) ?? null }));
}

function periodTask({ period, report }: PeriodLine, lang: Lang, t: Words): Task[] {
  const to = `/workspace/report/${period.cycle}/${period.id}`;
  const label = period.label[lang];
  if (report?.state === 'returned') return [{ text: t.workspace.tasks.returned(label), to }];
  if (report?.state === 'submitted' || report?.state === 'accepted') return [];
  return [{ text: isOver(period) ? t.workspace.tasks.overdue(label) : t.workspace.tasks.draft(label), to }];
}

const isOver = ({ reportBy }: Period): boolean => Date.parse(reportBy) < Date.now();

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
