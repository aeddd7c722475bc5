import { type Api, ask } from '../server/ask.ts';
import { isOffice } from '../server/entries.ts';
import { frameOf, type PageContext, staffOf } from '../server/page.ts';

/** A number of what is not done, and the list of it. */
export interface Count {
  readonly label: string;
  readonly total: number;
  readonly to: string;
}

export interface StageLine {
  readonly on: string;
  readonly label: string;
  readonly over: boolean;
  /** Days from today; null where the day is past. */
  readonly inDays: number | null;
  readonly next: boolean;
}

export interface DeskPage {
  readonly today: string;
  readonly stages: readonly StageLine[];
  readonly counts: readonly Count[];
}

const DAY = 86_400_000;
const reportTotal = async (api: Api, query: Parameters<Api['api']['v1']['lists']['reports']['$get']>[0]['query']) =>
  (await ask(api.api.v1.lists.reports.$get({ query }))).value?.total ?? 0;
const planTotal = async (api: Api, query: Parameters<Api['api']['v1']['lists']['plans']['$get']>[0]['query']) =>
  (await ask(api.api.v1.lists.plans.$get({ query }))).value?.total ?? 0;

/** The office's desk: the calendar of the year, and who is late with what. Null for those who have none. */
export async function deskPage(context: PageContext): Promise<DeskPage | null> {
  const { api } = context.locals;
  const { role } = staffOf(context);
  if (!isOffice(role) && role !== 'auditor') return null;
  const { value } = await readDesk(api);
  if (!value?.cycle) return null;
  const counts = await countsOf(context, value.cycle, value.waiting);
  return { today: value.today, stages: stageLines(context, value.stages, value.today), counts };
}

type Desk = NonNullable<Awaited<ReturnType<typeof readDesk>>['value']>;
const readDesk = (api: Api) => ask(api.api.v1.desk.$get());

function stageLines(context: PageContext, stages: Desk['stages'], today: string): StageLine[] {
  const { lang, t } = frameOf(context);
  const { names } = t.desk.stages;
  const next = stages.find(({ over }) => !over);
  return stages.map((stage) => {
    const own = stage.label?.[lang] ?? '';
    const label = stage.kind === 'other' ? own : stage.kind === 'report' ? names.report(own) : names[stage.kind];
    const inDays = stage.over ? null : Math.round((Date.parse(stage.on) - Date.parse(today)) / DAY);
    return { on: stage.on, label, over: stage.over, inDays, next: stage === next };
  });
}

const caseCount = async (api: Api, label: string, state: 'overdue' | 'again'): Promise<Count> => ({
  label,
  total: (await ask(api.api.v1.lists.cases.$get({ query: { state } }))).value?.total ?? 0,
  to: `/workspace/cases?state=${state}`,
});

async function countsOf(context: PageContext, cycle: string, waiting: Desk['waiting']): Promise<Count[]> {
  const { api } = context.locals;
  const { lang, t } = frameOf(context);
  const words = t.desk.late;
  const periods = ((await ask(api.api.v1.periods.$get())).value?.periods ?? []).filter(
    (period) => period.cycle === cycle && Date.parse(period.reportBy) < Date.now(),
  );
  const plans = async (label: string, query: string, more: object): Promise<Count> => ({
    label,
    total: await planTotal(api, { cycle, ...more }),
    to: `/workspace/plans?cycle=${cycle}&${query}`,
  });
  const reports = async (label: string, query: string, more: object): Promise<Count> => ({
    label,
    total: await reportTotal(api, { cycle, ...more }),
    to: `/workspace/reports?cycle=${cycle}&${query}`,
  });
  const counts = await Promise.all([
    plans(words.plansMissing, 'state=unsent&late=1', { state: 'unsent', late: '1' }),
    plans(words.plansReturned, 'state=returned', { state: 'returned' }),
    plans(words.plansWaiting, 'state=submitted', { state: 'submitted' }),
    ...periods.map(({ id, label }) => reports(words.reportsMissing(label[lang]), `period=${id}&state=unsent`, { period: id, state: 'unsent' })),
    reports(words.reportsReturned, 'state=returned', { state: 'returned' }),
    reports(words.reportsWaiting, 'state=submitted', { state: 'submitted' }),
  ]);
  return [
    ...counts,
    { label: words.verification, total: waiting.verification, to: '/workspace/verify' },
    { label: words.objections, total: waiting.objections, to: '/workspace/objections' },
    // Auditors do not enter the queue before publication.
    ...(isOffice(staffOf(context).role) ? [{ label: words.moderation, total: waiting.moderation, to: '/workspace/moderation' }] : []),
    ...(await Promise.all([caseCount(api, words.cases, 'overdue'), caseCount(api, words.again, 'again')])),
  ];
}
