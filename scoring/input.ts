/** Exact number as text: an integer, a terminating decimal, or `p/q`. */
export type Exact = string;

/** A numeric goal. Higher is better unless `direction` says otherwise. */
export interface NumericGoal {
  readonly goal: string;
  readonly kind?: 'numeric';
  readonly direction?: 'increase' | 'decrease' | 'at-least' | 'at-most';
  readonly target: Exact | null;
  /** Null: not reported. */
  readonly actual: Exact | null;
  readonly start?: Exact | null;
  /** Figure given as "about"; kept, never dropped. */
  readonly approximate?: boolean;
  /** The reported result is in another measure than the plan. */
  readonly comparable?: boolean;
  readonly weight?: Exact;
  readonly source?: string;
}

/** A milestone: done by a date, or how far it got. Dates are ISO days; the day itself is on time. */
export interface MilestoneGoal {
  readonly goal: string;
  readonly kind: 'milestone';
  readonly due: string;
  readonly done: string | null;
  /** Share done, 0–100, when it is under way; null: not reported. */
  readonly share?: Exact | null;
  readonly reported?: boolean;
  readonly weight?: Exact;
  readonly source?: string;
}

export interface CompositeGoal {
  readonly goal: string;
  readonly kind: 'composite';
  readonly components: readonly Goal[];
  readonly weight?: Exact;
}

export type Goal = NumericGoal | MilestoneGoal | CompositeGoal;

export interface Finding {
  readonly part: string;
  readonly kind: 'add' | 'deduct' | 'veto' | 'level' | 'override' | 'tier';
  readonly points?: Exact;
  /** For `level` and `tier`: the level's id. */
  readonly level?: string;
  /** For `override`: the place reached, and whether the superior's document is there (`source`). */
  readonly place?: number;
  /** Id of a measurable criterion that the scheme lists. */
  readonly criterion: string;
  readonly period?: string;
  readonly source?: string;
  readonly reason?: string;
}

/** Tally of one group about one unit: exact integers only. */
export interface GroupTally {
  /** Number of people on the group's list where it is known (panels); null for open groups. */
  readonly roster: number | null;
  /** question id → level id (or `dk`) → number of answers. */
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** `a*b` (question ids, sorted) → sum over ballots of the product of the two answers' level values. */
  readonly products?: Readonly<Record<string, Exact>>;
}

export interface UnitInput {
  readonly id: string;
  readonly category: string;
  /** part id → value id → exact value, or a list of goals. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, Exact | null>> | readonly Goal[]>>;
  readonly findings?: readonly Finding[];
  readonly ratings?: Readonly<Record<string, GroupTally>>;
}

export interface ScoringInput {
  readonly scheme: string;
  readonly cycle: string;
  readonly units: readonly UnitInput[];
}
