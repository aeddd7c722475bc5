import type { City } from '../../../content/load.ts';
import { firstMoment, lastMoment } from '../../../content/load.ts';
import { nameUuid } from './ids.ts';
import type { GoalRow, PlanRow } from './rows.ts';

/** A plan that was changed during the year: what its first version said of one goal, and why it says something else now. */
interface Changed {
  readonly unitId: string;
  /** Which goal: the first of the kind. */
  readonly kind: 'numeric' | 'milestone';
  /** What the first version said, from what the plan says now. */
  readonly first: (goal: GoalRow) => Partial<GoalRow>;
  readonly noticeFrom: string;
  readonly noticeTo: string;
  readonly finalOn: string;
  readonly reason: { readonly zh: string; readonly en: string };
}

/** The target the first version had, in figures and in words; whole figures stay whole. */
const target = (goal: GoalRow, factor: number): Partial<GoalRow> => {
  const now = goal.target ?? '0';
  const decimals = now.split('.')[1]?.length ?? 0;
  const was = (Number(now) * factor).toFixed(decimals);
  const reworded = (text = ''): string => text.replace(now, was);
  return { target: was, promiseZh: reworded(goal.promiseZh), promiseEn: reworded(goal.promiseEn) };
};

const due = (goal: GoalRow, day: string): Partial<GoalRow> => {
  const reworded = (text = ''): string => text.replace(goal.due, day);
  return { due: day, promiseZh: reworded(goal.promiseZh), promiseEn: reworded(goal.promiseEn) };
};

/** One late lowering, one raised target, one later day. Scores rest on the second versions, which are the ones in force. */
const CHANGED: readonly Changed[] = [
  {
    unitId: 'agriculture',
    kind: 'numeric',
    first: (goal) => target(goal, 1.2),
    ...{ noticeFrom: '2025-11-03', noticeTo: '2025-11-11', finalOn: '2025-11-14' },
    reason: {
      zh: '八月洪涝使两个乡镇受灾，经市政府常务会议研究，同意调低年度目标。',
      en: 'Floods in August hit two townships; the standing meeting of the city government agreed to lower the target of the year.',
    },
  },
  {
    unitId: 'transport',
    kind: 'numeric',
    first: (goal) => target(goal, 0.85),
    ...{ noticeFrom: '2025-06-09', noticeTo: '2025-06-18', finalOn: '2025-06-20' },
    reason: {
      zh: '上半年新增省级补助项目，相应提高年度目标。',
      en: 'New projects with a provincial subsidy were added in the first half-year; the target is raised accordingly.',
    },
  },
  {
    unitId: 'archives',
    kind: 'milestone',
    first: (goal) => due(goal, '2025-07-31'),
    ...{ noticeFrom: '2025-06-09', noticeTo: '2025-06-18', finalOn: '2025-06-20' },
    reason: {
      zh: '馆舍列入保护建筑，改造方案须经文物部门审批，推迟完成期限，内容不变。',
      en: 'The building is listed and the plans need the approval of the heritage office; the day moves, the content stays.',
    },
  },
];

const APPROVER = { approverZh: '楚江市人民政府常务会议', approverEn: 'Standing meeting of Chujiang city government' };

interface Rows {
  readonly plans: readonly (PlanRow & { id: string })[];
  readonly goals: readonly GoalRow[];
}

/** The plans with their second versions: the given rows become the first ones, whose goals the reports name. */
export function withSecondVersions(rows: Rows, city: City): Rows {
  const made = CHANGED.flatMap((change) => secondVersion(change, rows, city));
  const first = new Map(made.flatMap(({ before }) => before));
  return {
    plans: [...rows.plans, ...made.map(({ plan }) => plan)],
    goals: [...rows.goals.map((goal) => ({ ...goal, ...first.get(goal.id) })), ...made.flatMap(({ goals }) => goals)],
  };
}

interface Second {
  readonly plan: PlanRow & { id: string };
  readonly goals: readonly GoalRow[];
  readonly before: readonly (readonly [string, Partial<GoalRow>])[];
}

function secondVersion(change: Changed, { plans, goals }: Rows, { timezone }: City): Second[] {
  const plan = plans.find(({ unitId, cycleId }) => unitId === change.unitId && cycleId === '2025');
  const own = goals.filter(({ planId }) => planId === plan?.id);
  const changed = own.find(({ kind, parentId }) => kind === change.kind && parentId === null);
  if (!plan || !changed) return [];
  const id = nameUuid('plan', change.unitId, '2025', 2);
  const again = (goalId: string): string => nameUuid('goal', goalId, 2);
  const finalAt = firstMoment(change.finalOn, timezone);
  return [
    {
      plan: {
        ...plan,
        id,
        version: 2,
        noticeFrom: firstMoment(change.noticeFrom, timezone),
        noticeTo: lastMoment(change.noticeTo, timezone),
        finalAt,
        createdAt: firstMoment(change.noticeFrom, timezone),
        reasonZh: change.reason.zh,
        reasonEn: change.reason.en,
        ...APPROVER,
      },
      goals: own.map((goal) => ({ ...goal, id: again(goal.id), planId: id, parentId: goal.parentId ? again(goal.parentId) : null })),
      before: [[changed.id, change.first(changed)]],
    },
  ];
}
