/**
 * The files of a release, as they lie under `/releases/<n>/data/`. Numbered addresses never change meaning: fields are
 * added, never renamed. Days are ISO days in the city's time zone; figures are exact text.
 */
import type { ScoringInput } from '../../scoring/input.ts';
import type { Result, Text } from '../../scoring/result.ts';
import type { SplitBy } from '../splits.ts';
import type { EvidenceRecord, PublicEvidence } from './text-files.ts';

export type * from './plan-files.ts';
export type * from './text-files.ts';
export type * from './window-files.ts';

/** `manifest.json`: names every other file with its SHA-256 and the release before it. */
export interface ReleaseManifest {
  readonly format: 'gongping-release/1';
  readonly release: number;
  readonly kind: 'score' | 'daily';
  readonly city: string;
  readonly demonstration: boolean;
  readonly generatedAt: string;
  readonly product: string;
  /** Version of the arithmetic that the verifier of this release has. */
  readonly engine: string;
  /** Id of the key in `keys.json` that signs this manifest; the signature stands in `manifest.sig.json`. */
  readonly key: string;
  readonly previous: { readonly release: number; readonly manifestSha256: string } | null;
  /** Whether its scores stand or are open to objections; null in a daily update. Absent in older manifests: null. */
  readonly stage: ReleaseStage | null;
  /** The release whose scores were wrong, and what was; null where nothing is corrected. Absent in older manifests: null. */
  readonly corrects: Correction | null;
  /** Cycles whose scores this release publishes; the other scores are those of the release before. Absent in older manifests: none. */
  readonly cycles: readonly string[];
  /** The last day for an objection to a provisional release; null otherwise. Absent in older manifests: null. */
  readonly objectionsUntil: string | null;
  /** Scheme per cycle that has a score: `id@version:sha256-…`. */
  readonly schemes: Readonly<Record<string, string>>;
  /** Rating windows that have been sealed: the roots, and the file with the sealed rules and the signed statements. */
  readonly windows: Readonly<
    Record<string, { readonly manifestSha256: string; readonly closingRoot: string | null; readonly logRoot: string | null; readonly record: string }>
  >;
  /** The log of staff and unit writes at the moment of the release: its rows, and the hash of the last. Absent in older manifests: null. */
  readonly audit: AuditHead | null;
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
}

/** How far the audit log reached. Rows that are missing later were cut off. */
export interface AuditHead {
  readonly rows: number;
  /** 64 zeros while there is no row. */
  readonly lastHash: string;
}

export type ReleaseStage = 'provisional' | 'final';

export interface Correction {
  readonly release: number;
  readonly reason: Text;
  /** Units whose total or rank is another than in the corrected release. */
  readonly changes: readonly Change[];
}

/** What a correction did to a unit: its total as displayed, and its rank. */
export interface Change {
  readonly cycle: string;
  readonly unit: string;
  readonly total: { readonly before: string | null; readonly after: string | null };
  readonly rank: { readonly before: number | null; readonly after: number | null };
}

/** `releases.json`: every release before this one, oldest first. The line of this one is its own manifest. */
export interface PublicRelease extends Pick<ReleaseManifest, 'kind' | 'stage' | 'generatedAt' | 'corrects' | 'cycles' | 'objectionsUntil'> {
  readonly number: number;
  readonly manifestSha256: string;
}

/** `objections.json`: objections of units to provisional scores that the office has disclosed, oldest first. */
export interface PublicObjection {
  readonly id: string;
  readonly unit: string;
  readonly cycle: string;
  /** The provisional release it objects to. */
  readonly release: number;
  /** A part of the scheme or the code of a goal; both null for the score as a whole. */
  readonly about: { readonly part: string | null; readonly goal: string | null };
  /** The text as published. */
  readonly body: string;
  readonly language: string;
  readonly receivedOn: string;
  /** The last day on which it could be made. */
  readonly deadline: string;
  readonly state: 'open' | 'upheld' | 'partly' | 'refused' | 'withdrawn';
  /** Why it was decided so; a reason in one language stands in both. Null while it is open or withdrawn. */
  readonly decision: Text | null;
  readonly decidedOn: string | null;
  /** The unit's total before and in the final release, where the decision changed a figure; null otherwise or until then. */
  readonly effect: { readonly before: string; readonly after: string } | null;
}

/** `manifest.sig.json`: Ed25519 over `gongping/release/1`, a line feed and the bytes of `manifest.json`. */
export interface ReleaseSignature {
  readonly format: 'gongping-signature/1';
  readonly algorithm: 'Ed25519';
  readonly key: string;
  readonly publicKey: string;
  readonly manifestSha256: string;
  /** base64url, 64 bytes. */
  readonly signature: string;
}

/** `units.json` */
export interface PublicUnit {
  readonly id: string;
  readonly category: string;
  readonly name: Text;
  readonly about: Text;
}

/** `cycles.json` */
export interface PublicCycle {
  readonly id: string;
  readonly label: Text;
  readonly scheme: string;
  readonly periods: readonly { readonly id: string; readonly label: Text; readonly startsOn: string; readonly endsOn: string; readonly reportBy: string }[];
}

export type GoalStatus = 'done' | 'partly' | 'not-done' | 'not-comparable' | 'not-reported';
export type Claim = 'done' | 'partly' | 'not-done' | 'under-way';

/** What a verifier said about one goal in one period. The figure stands in `verified`. */
export interface PublicVerification {
  readonly outcome: 'confirmed' | 'corrected';
  readonly on: string;
  /** The body that verified; empty: the office of the assessment. */
  readonly by: string;
  /** Milestones: what was found. */
  readonly doneOn: string | null;
  readonly share: string | null;
  /** Why the figure was corrected, and the document it rests on; both may be empty when it was confirmed. */
  readonly reason: string;
  readonly document: string;
}

/** One goal in one period, from an accepted report. */
export interface PublicProgress {
  readonly period: string;
  /** What the unit reported. It stays when a verifier finds something else. */
  readonly reported: string | null;
  /** What a verifier found; null: nobody has verified it. */
  readonly verified: string | null;
  /** Absent in older releases, and where nobody has verified it. */
  readonly verification?: PublicVerification;
  /** Which of the two status and completion are computed from; null for composite goals and where neither is there. Absent in older releases. */
  readonly basis?: 'reported' | 'verified' | null;
  readonly approximate: boolean;
  readonly comparable: boolean;
  readonly doneOn: string | null;
  readonly share: string | null;
  /** What the unit itself says. */
  readonly claim: Claim | null;
  readonly narrative: Text;
  readonly reason: string | null;
  /** What its figures say. */
  readonly status: GoalStatus;
  /** Completion in percent with the scheme's decimals, e.g. `104.00`; null without a comparable figure. */
  readonly ratio: string | null;
}

export interface PublicGoal {
  readonly code: string;
  readonly part: string;
  readonly kind: 'numeric' | 'milestone' | 'level' | 'composite';
  readonly direction: 'increase' | 'decrease' | 'at-least' | 'at-most' | null;
  /** Kind `level`: what the levels are called, the lowest first; the target and all figures are places in this list, from 0. Absent in other kinds. */
  readonly levels?: readonly string[];
  /** Weight or points among the goals of its part, exact; absent: it counts as 1. */
  readonly weight?: string;
  /** Missing it is a veto matter of the scheme; absent: it is none. */
  readonly veto?: true;
  readonly title: Text;
  readonly promise: Text;
  readonly measure: Text;
  readonly start: string | null;
  readonly target: string | null;
  readonly due: string;
  readonly borrowed: Text | null;
  /** In the order of the cycle's periods; a period without an accepted report is absent. */
  readonly progress: readonly PublicProgress[];
  /** The newest claim and computed status, as of the release's day. */
  readonly latest: { readonly claim: Claim | null; readonly status: GoalStatus; readonly ratio: string | null; readonly late: boolean };
  readonly components: readonly PublicGoal[];
}

/** `plans.json` */
export interface PublicPlan {
  readonly unit: string;
  readonly cycle: string;
  readonly version: number;
  readonly state: 'notice' | 'final';
  readonly noticeFrom: string | null;
  readonly noticeTo: string | null;
  readonly finalOn: string | null;
  readonly goals: readonly PublicGoal[];
}

/** One entry per unit and period that has ended or has a report. */
export interface PublicReport {
  readonly unit: string;
  readonly cycle: string;
  readonly period: string;
  /** `awaited`: not there and not due yet; `overdue`: not there and late as of the release's day. */
  readonly state: 'accepted' | 'awaited' | 'overdue';
  readonly submittedOn: string | null;
  readonly late: boolean;
  readonly narrative: Text;
  readonly evidence: readonly PublicEvidence[];
}

/** A report as `reports.json` has it: its evidence without names. */
export interface ReportRecord extends Omit<PublicReport, 'evidence'> {
  readonly evidence: readonly EvidenceRecord[];
}

/** `scores/<cycle>/splits.json`: how the answers of one group about one unit to one question came together. */
export interface PublicSplit {
  readonly unit: string;
  readonly group: string;
  readonly question: string;
  readonly by: SplitBy;
  /** Label → level → valid answers; a level that nobody chose is absent. */
  readonly shown: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Labels that are not shown: together they have the rest of the group's line. Never one alone. */
  readonly hidden: readonly string[];
}

/** `scores/<cycle>/input.json` and `scores/<cycle>/result.json`: what the engine took and gave. */
export interface PublicScores {
  readonly cycle: string;
  readonly input: ScoringInput;
  readonly result: Result;
  /** Absent in releases made before splits were published. */
  readonly splits?: readonly PublicSplit[];
}
