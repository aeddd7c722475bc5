import type { Text } from '../../scoring/result.ts';
import type { PublicGoal } from './files.ts';

/** What a version of a plan fixes about one goal: everything but progress. Components name their composite goal. */
export interface PlanTerms
  extends Pick<
    PublicGoal,
    'code' | 'part' | 'kind' | 'direction' | 'title' | 'promise' | 'measure' | 'start' | 'target' | 'due' | 'levels' | 'weight' | 'veto'
  > {
  readonly parent: string | null;
}

export type PlanField = 'target' | 'start' | 'due' | 'weight' | 'veto' | 'title' | 'promise' | 'measure' | 'added' | 'removed';

/** One change of one goal against the version before. */
export interface PlanChange {
  readonly goal: string;
  readonly field: PlanField;
  /** The value before, words in Chinese, a veto as `true`; null where there was none, and for an added goal, whose title stands in `to`. */
  readonly from: string | null;
  /** The value after; null where there is none any more, and for a removed goal, whose title stands in `from`. */
  readonly to: string | null;
  /** Asks for less than before: a lower target, a later day, a lower weight, a veto or a goal less. Words are not judged. */
  readonly lowered: boolean;
  /** Lowered when the last period of the cycle had begun, or the goal's own day had come. */
  readonly late: boolean;
}

/** `plan-versions.json`: every version that was on public notice or final, by cycle, unit and version. */
export interface PublicPlanVersion {
  readonly unit: string;
  readonly cycle: string;
  readonly version: number;
  /** `superseded`: was final until a later version became so. */
  readonly state: 'notice' | 'final' | 'superseded';
  readonly noticeFrom: string | null;
  readonly noticeTo: string | null;
  readonly finalOn: string | null;
  /** Why the plan was changed; null in the first version. */
  readonly reason: Text | null;
  /** Who approved the change; null in the first version. */
  readonly approver: Text | null;
  readonly goals: readonly PlanTerms[];
  /** Against the version before; empty in the first. */
  readonly changes: readonly PlanChange[];
  /** Points of the part that the changed goals feed, by the figures of this release: with the terms before, and with these. Null where that cannot be said. */
  readonly effect: { readonly before: string; readonly after: string } | null;
}
