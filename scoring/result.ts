/** A sentence for people, in both languages of the product. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** Where an input value came from: a goal, a finding, a tally cell, a document, a scheme setting. */
export interface Provenance {
  readonly kind: 'goal' | 'value' | 'finding' | 'tally' | 'scheme' | 'document';
  /** Dotted path inside the scoring input, e.g. `units.water.findings.2`. */
  readonly path: string;
  readonly label: Text;
  /** The value exactly as it entered the computation. */
  readonly value: string;
  /** Document or file that proves the value, where the input names one. */
  readonly source?: string;
}

/**
 * What a cap, override, redistribution, veto or missing part did to a node.
 * `late`: a milestone reached after its day. `bound`: an interval that is wider than it need be, because a figure is absent.
 */
export interface Note {
  readonly kind: 'missing' | 'redistributed' | 'capped' | 'override' | 'unproved' | 'veto' | 'excluded' | 'few-answers' | 'late' | 'bound';
  readonly text: Text;
}

/** A two-sided interval for an estimated score, on the scale of its node. Doubles, published to 4 digits. */
export interface Interval {
  readonly low: string;
  readonly high: string;
  /** Confidence level, e.g. `0.95`. */
  readonly level: string;
  /** `sampling`: open group, chance variation only; `panel`: with finite-population correction; `none`: no sampling error. */
  readonly kind: 'sampling' | 'panel' | 'mixed' | 'none';
}

/** One step of a score. The tree is the explanation: pages, transcripts and `explain` all print it. */
export interface ResultNode {
  readonly id: string;
  readonly label: Text;
  /** The scheme operation that made the value, e.g. `weighted`, `completion`, `image`. */
  readonly operation: string;
  /** Exact value: a terminating decimal or `p/q`; null when there is no result. */
  readonly exact: string | null;
  /** `exact` rounded once, half away from zero, to the scheme's decimals; null when there is no result. */
  readonly rounded: string | null;
  readonly scale: { readonly unit: 'points' | 'percent' | 'coefficient' | 'yuan' | 'count'; readonly min?: string; readonly max?: string };
  /** The rule in words, with the numbers of the scheme filled in. */
  readonly rule: Text;
  /** Weight inside the parent as the scheme states it, and as applied after redistribution (exact; both on the same sum, so equal when nothing moved). */
  readonly weight?: { readonly stated: string; readonly applied: string };
  readonly inputs: readonly Provenance[];
  readonly notes: readonly Note[];
  readonly interval?: Interval;
  /** Only on rated nodes: valid answers, "don't know", and ballots that entered. */
  readonly answers?: { readonly valid: number; readonly dontKnow: number; readonly label: 'few' | 'some' | 'full' };
  readonly visibility: 'public' | 'unit' | 'office';
  readonly children: readonly ResultNode[];
}

/** Position of a unit against its category's mean. Null in a category of one or where sampling error is unknown. */
export type Band = 'clearly-above' | 'not-separable' | 'clearly-below';

export interface UnitResult {
  readonly id: string;
  readonly category: string;
  readonly total: { readonly exact: string; readonly rounded: string } | null;
  readonly grade: string | null;
  /** Competition rank (1, 2, 2, 4) inside the category; null without a total or in a category that is not ranked. */
  readonly rank: number | null;
  /** Smallest and largest plausible place, at the level of `Interval.level`. */
  readonly rankInterval: readonly [number, number] | null;
  readonly band: Band | null;
  readonly interval: Interval | null;
  readonly commended: boolean;
  /** Findings and overrides that bear on the unit as a whole. */
  readonly notes: readonly Note[];
  readonly tree: ResultNode;
  /** Rank set and band that hold for all units of the category at once; only where the scoring run asked for them. */
  readonly simultaneous?: { readonly rankInterval: readonly [number, number] | null; readonly band: Band | null };
  /** Figures that follow from the total and do not enter it, such as a bonus; absent where the scheme has none. */
  readonly rewards?: readonly ResultNode[];
  /** Figures beside the total, in the scheme's order; absent where the scheme has none. */
  readonly figures?: readonly ResultNode[];
  /** What the unit gets from each pool; absent where it takes part in none. */
  readonly payouts?: readonly ResultNode[];
  readonly consequences?: readonly ConsequenceResult[];
  readonly letter?: LetterResult;
}

/** Something that follows from a result. */
export interface ConsequenceResult {
  readonly id: string;
  readonly label: Text;
  /** The facts that bring it about. */
  readonly because: Text;
  /** ISO day by which it is due. */
  readonly due?: string;
}

/** State of a responsibility letter. */
export interface LetterResult {
  readonly inForce: boolean;
  /** Parties that have not signed. */
  readonly missing: readonly string[];
  /** Holder who answers for it; null before anybody has signed. */
  readonly answers: string | null;
  readonly visibility: ResultNode['visibility'];
}

/** One pool of money and what became of it, in yuan. `owner` is the unit whose money it is; null where a pool gathers several or none. */
export interface PoolResult {
  readonly id: string;
  readonly label: Text;
  readonly owner: string | null;
  readonly amount: string;
  readonly paid: string;
  readonly left: string;
  readonly notes: readonly Note[];
  readonly visibility: ResultNode['visibility'];
}

export interface CategoryResult {
  readonly id: string;
  readonly label: Text;
  readonly ranked: boolean;
  /** Plain mean of the totals of units that have one; null when none has. `exact` has 20 decimals where the fraction would be longer than 80 characters. */
  readonly mean: { readonly exact: string; readonly rounded: string } | null;
  readonly units: number;
  readonly withTotal: number;
}

export interface Result {
  /** `id@version:sha256-…` of the scheme's canonical form; the caller computes the digest and passes it in. */
  readonly scheme: string;
  readonly engine: string;
  readonly cycle: string;
  readonly categories: readonly CategoryResult[];
  /** Sorted by category as the scheme lists them, then by unit id. */
  readonly units: readonly UnitResult[];
  /** Pools of money; absent where the scheme has none. */
  readonly pools?: readonly PoolResult[];
  /** Paths of input leaves that no node used. */
  readonly unused: readonly string[];
}
