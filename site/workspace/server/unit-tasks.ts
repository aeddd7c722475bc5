import { dayOf } from '../../../content/dates.ts';
import { day, type Lang } from '../../language.ts';
import type { Words } from '../text/index.ts';
import { type Account, type Api, ask, type Comment, type Period, type ReportLine } from './ask.ts';
import { moment } from './moment.ts';
import { idOf } from './page.ts';

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

interface Desk {
  readonly api: Api;
  readonly unit: string;
  readonly lang: Lang;
  readonly t: Words['workspace']['tasks'];
  readonly cycleName: (cycle: string) => string;
  readonly timezone: string;
}

export type TaskWords = Pick<Desk, 'lang' | 'cycleName' | 'timezone'> & { readonly t: Words };

const DAY = 86_400_000;

/** What waits for a unit, in the order in which a missed day hurts: plan, reports, residents, what a verifier changed, objections. */
export async function unitTasks(api: Api, staff: Account, lines: readonly PeriodLine[], words: TaskWords): Promise<Task[]> {
  const desk = { api, unit: idOf(staff.unit), ...words, t: words.t.workspace.tasks };
  const cycle = lines[0]?.period.cycle;
  const found = await Promise.all([
    cycle === undefined ? [] : planTasks(desk, cycle),
    lines.flatMap((line) => periodTask(line, desk)),
    commentTasks(desk),
    correctionTasks(desk, lines),
    objectionTasks(desk),
  ]);
  return found.flat();
}

async function planTasks({ api, unit, lang, t, cycleName, timezone }: Desk, cycle: string): Promise<Task[]> {
  const plan = (await ask(api.api.v1.plans.$get({ query: { cycle } }))).value?.plans[0];
  const to = `/workspace/plans/${unit}/${cycle}`;
  if (plan?.state === 'returned') return [{ text: t.planReturned(cycleName(cycle)), to }];
  if (!plan || (plan.state !== 'none' && plan.state !== 'draft') || plan.version > 1) return [];
  if (plan.late) return [{ text: t.planOverdue(cycleName(cycle)), to }];
  return plan.submitBy === null ? [] : [{ text: t.planDue(cycleName(cycle), moment(plan.submitBy, lang, timezone)), to }];
}

function periodTask({ period, report }: PeriodLine, { lang, t }: Desk): Task[] {
  const to = `/workspace/report/${period.cycle}/${period.id}`;
  const label = period.label[lang];
  if (report?.state === 'returned') return [{ text: t.returned(label), to }];
  if (report?.state === 'submitted' || report?.state === 'accepted') return [];
  return [{ text: Date.parse(period.reportBy) < Date.now() ? t.overdue(label) : t.draft(label), to }];
}

async function commentTasks({ api, unit, lang, t, timezone }: Desk): Promise<Task[]> {
  const all = (await ask(api.api.v1.units[':unit'].comments.$get({ param: { unit } }))).value?.comments ?? [];
  const waiting = all.filter(isWaiting);
  if (waiting.length === 0) return [];
  const over = waiting.filter(({ clock }) => clock?.overdue).length;
  const [next] = waiting.flatMap(({ clock }) => (clock && !clock.overdue && !clock.isStopped ? [clock.answerBy] : [])).sort();
  const left = next === undefined ? null : (Date.parse(next) - Date.parse(dayOf(new Date(), timezone))) / DAY;
  const text = [
    t.comments(waiting.length),
    ...(over > 0 ? [t.commentsOver(over)] : []),
    ...(next && left !== null ? [t.nextAnswer(day(next, lang), left)] : []),
  ];
  return [{ text: text.join(t.join), to: '/workspace/comments' }];
}

const isWaiting = ({ clock, replies }: Comment): boolean => (clock ? !clock.isAnswered : replies.length === 0);

/** Figures of the newest report that a verifier found otherwise. */
async function correctionTasks({ api, unit, lang, t }: Desk, lines: readonly PeriodLine[]): Promise<Task[]> {
  const newest = lines.findLast(({ report }) => report?.state === 'submitted' || report?.state === 'accepted');
  if (!newest) return [];
  const { cycle, id, label } = newest.period;
  const report = (await ask(api.api.v1.units[':unit'].progress[':cycle'][':period'].$get({ param: { unit, cycle, period: id } }))).value;
  const corrected = report?.entries.filter(({ verification }) => verification?.outcome === 'corrected').length ?? 0;
  return corrected > 0 ? [{ text: t.corrected(label[lang], corrected), to: `/workspace/report/${cycle}/${id}` }] : [];
}

async function objectionTasks({ api, lang, t, cycleName }: Desk): Promise<Task[]> {
  const periods = (await ask(api.api.v1.objections.$get())).value?.periods ?? [];
  return periods.map(({ cycle, until }) => ({ text: t.objection(cycleName(cycle), day(until, lang)), to: '/workspace/objections' }));
}
