import type { Text } from '../../../../content/load.ts';
import { nameUuid } from '../ids.ts';
import type { EntryRow, GoalRow } from '../rows.ts';

/** A goal whose plan and result are taken from a published report; the result stands in the year's last report. */
export interface BorrowedGoal {
  readonly title: Text;
  readonly promise: Text;
  readonly kind: GoalRow['kind'];
  readonly measure?: Text;
  readonly target?: string;
  readonly components?: readonly BorrowedGoal[];
  /** Absent: the report says nothing of it. */
  readonly result?: Result;
}

export type Result = Partial<Pick<EntryRow, 'reported' | 'approximate' | 'comparable' | 'doneOn' | 'share' | 'claim' | 'reason'>> & { readonly words: Text };

/** Place of borrowed goals: whose plan, which code stem, from where. */
export interface BorrowedSite {
  readonly planId: string;
  readonly unitId: string;
  readonly cycleId: string;
  readonly source: Text;
}

export interface BorrowedRow {
  readonly row: GoalRow;
  readonly result: Result | undefined;
  readonly components: readonly BorrowedRow[];
}

/** The rows of borrowed goals, with the result each will report. */
export function borrowedRows(goals: readonly BorrowedGoal[], site: BorrowedSite, stem = '', parentId: string | null = null): BorrowedRow[] {
  return goals.map((goal, i) => {
    const number = `${stem}${i + 1}`;
    const row = goalRow(goal, site, number, i + 1, parentId);
    return { row, result: goal.result, components: borrowedRows(goal.components ?? [], site, `${number}-`, row.id) };
  });
}

function goalRow(goal: BorrowedGoal, site: BorrowedSite, number: string, position: number, parentId: string | null): GoalRow {
  const code = `${site.unitId}-${site.cycleId}-${number}`;
  return {
    id: nameUuid('goal', code),
    planId: site.planId,
    code,
    parentId,
    part: 'main-business',
    kind: goal.kind,
    position,
    direction: goal.kind === 'numeric' ? 'increase' : null,
    titleZh: goal.title.zh,
    titleEn: goal.title.en,
    promiseZh: goal.promise.zh,
    promiseEn: goal.promise.en,
    measureZh: goal.measure?.zh ?? '',
    measureEn: goal.measure?.en ?? '',
    target: goal.target ?? null,
    start: null,
    due: `${site.cycleId}-12-31`,
    borrowedZh: site.source.zh,
    borrowedEn: site.source.en,
  };
}

export const KM: Text = { zh: '公里', en: 'km' };
export const WAN: Text = { zh: '万元', en: '10,000 yuan' };
