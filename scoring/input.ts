import type { Calendar, Delivery, Letter } from './records.ts';
import type { Text } from './result.ts';

export type { Calendar, Delivery, Holder, Letter } from './records.ts';

/** Exact number as text: an integer, a terminating decimal, or `p/q`. */
export type Exact = string;

/** A numeric goal. Higher is better unless `direction` says otherwise. */
export interface NumericGoal {
  readonly goal: string;
  readonly kind?: 'numeric';
  readonly direction?: 'increase' | 'decrease' | 'at-least' | 'at-most';
  /** Name for the tree; the goal's id where absent. */
  readonly label?: Text;
  readonly target: Exact | null;
  /** The figure the unit reports. Null: not reported. */
  readonly actual: Exact | null;
  /** The figure a verifier found. It scores instead of `actual`; where the scheme says `figures: verified`, nothing else does. */
  readonly verified?: Exact | null;
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
  readonly label?: Text;
  readonly due: string;
  readonly done: string | null;
  /** Share done, 0–100, when it is under way; `0` says that nothing was begun; null or absent: no share given. */
  readonly share?: Exact | null;
  /** True: under way by the report, though it gives no share. Without it, a milestone with neither date nor share is not reported. */
  readonly reported?: boolean;
  readonly weight?: Exact;
  readonly source?: string;
}

export interface CompositeGoal {
  readonly goal: string;
  readonly kind: 'composite';
  readonly label?: Text;
  readonly components: readonly Goal[];
  readonly weight?: Exact;
}

export type Goal = NumericGoal | MilestoneGoal | CompositeGoal;

export interface Finding {
  /** Id of the part of the scheme it belongs to; for a veto any part, usually `total`. */
  readonly part: string;
  readonly kind: 'add' | 'deduct' | 'veto' | 'level' | 'override' | 'tier';
  /** For `add` and `deduct`: the points of one entry, never negative; may be left out where the criterion fixes them. For `level` with `goal`: per cent done. */
  readonly points?: Exact;
  /** For `level`: the goal whose figure the office settles because its own result cannot be computed. */
  readonly goal?: string;
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

/**
 * Tally of one group about one unit: exact integers, and exact sums.
 *
 * A *valid* answer names one of the scheme's levels. "Don't know" (`dk`) and silence are not valid; `dk` is counted,
 * silence is not. `value(q)` below is the level value the scheme gives to a ballot's answer to question `q`.
 */
export interface GroupTally {
  /** Number of people on the group's list where it is known (panels); null for open groups. */
  readonly roster: number | null;
  /** question id → level id (or `dk`) → number of answers. A level that nobody chose may be left out. */
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /**
   * `a*b` → sum of value(a) × value(b) over the ballots with a valid answer to **both** a and b.
   * One entry for each pair of question ids with a ≤ b in code-unit order, a = b included; ids joined by `*`.
   * With several questions it says how strongly the answers of one ballot go together. Needs `pairs`.
   */
  readonly products?: Readonly<Record<string, Exact>>;
  /**
   * `a*b` → number of ballots with a valid answer to **both** a and b, with the same keys as `products`
   * (for a = b it equals the valid answers to a). Where either record lacks a pair, the interval uses the widest
   * possible value (perfect correlation) and the tree says so. Neither is needed in a group of one question.
   */
  readonly pairs?: Readonly<Record<string, number>>;
  /** Of `counts`, the answers on ballots that carry a flag. They score like all others; only what-if views look at them. */
  readonly flagged?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** What is known of a unit, or of a unit in one period. */
export interface Data {
  /** part id → value id → exact value, or a list of goals. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, Exact | null>> | readonly Goal[]>>;
  /** part id → question id → id of the answer; null: expected and not there yet. For checklists. */
  readonly answers?: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
  readonly findings?: readonly Finding[];
  readonly ratings?: Readonly<Record<string, GroupTally>>;
}

/** A unit; a person is a unit of a category of persons. */
export interface UnitInput extends Data {
  readonly id: string;
  readonly category: string;
  /** period id → that period's own data, for parts that are worked out period by period. */
  readonly periods?: Readonly<Record<string, Data>>;
  /** link id → ids of other units, such as the departments that a leader leads. */
  readonly links?: Readonly<Record<string, readonly string[]>>;
  /** event id → ISO day, such as the day of an election. */
  readonly dates?: Readonly<Record<string, string>>;
  /** part id → dated records of its duties. */
  readonly deliveries?: Readonly<Record<string, readonly Delivery[]>>;
  readonly letter?: Letter;
}

export interface ScoringInput {
  readonly scheme: string;
  readonly cycle: string;
  readonly calendar?: Calendar;
  /** part id → number of pick-k ballots cast about its category. */
  readonly ballots?: Readonly<Record<string, number>>;
  /** Day up to and with which reply records count, for parts of the kind `replies`. */
  readonly repliesAsOf?: string;
  readonly units: readonly UnitInput[];
}
