import type { Text } from '../../scoring/result.ts';

/** Why and when something that was public was taken back. */
export interface Withdrawal {
  /** A published rule of the city. */
  readonly rule: string;
  readonly on: string;
}

/** One step of a case beside the official answers, in the order of time. */
export interface CaseEvent {
  readonly on: string;
  /** `message`, `solved`, `not-solved` and `reopened` are the author's; the others the unit's. */
  readonly kind: 'message' | 'solved' | 'not-solved' | 'reopened' | 'stopped' | 'resumed' | 'handed-on';
  /** How many official answers stood before it. */
  readonly after: number;
  /** Of a stop: a published reason of the city. */
  readonly reason: string | null;
  /** Of a comment that was handed on: from which unit to which. */
  readonly from: string | null;
  readonly to: string | null;
  /** Of a message: salted digest of its words. */
  readonly digest: string | null;
}

export type CommentKind = 'question' | 'complaint' | 'serious-complaint' | 'suggestion';

/**
 * `comments.json`: comments that are or were public, newest first, without their words. The words stand in
 * `texts/<unit>.json`, which the manifest does not list; `digest` is the SHA-256 of words and salt.
 */
export interface CommentRecord {
  readonly id: string;
  readonly unit: string;
  readonly cycle: string;
  readonly goal: string | null;
  readonly kind: CommentKind;
  readonly language: string;
  readonly receivedOn: string;
  readonly digest: string;
  readonly replies: readonly { readonly on: string; readonly digest: string }[];
  /** Absent in older releases. */
  readonly events?: readonly CaseEvent[];
  /** The terms for an answer, one more after each reopening; absent in older releases. */
  readonly terms?: readonly { readonly from: string; readonly answerBy: string }[];
  /** The last day for an answer; after a reopening, for the next one. */
  readonly answerBy: string | null;
  /** Not answered and late as of the day of the release; never for a withdrawn comment. */
  readonly overdue: boolean;
  readonly withdrawn: Withdrawal | null;
  /** The first day on which everybody could read it; absent in older releases, where the day it was received stands for it. */
  readonly publicOn?: string;
  /** It was withdrawn on the one day, and an appeal brought it back on the other. */
  readonly away?: { readonly from: string; readonly to: string };
}

/** A comment with its words, as pages show it. A withdrawn one has none: `author` and every `body` are empty. */
export interface PublicComment extends Omit<CommentRecord, 'replies' | 'events'> {
  readonly author: string;
  readonly body: string;
  readonly replies: readonly (CommentRecord['replies'][number] & { readonly body: string })[];
  readonly events?: readonly (CaseEvent & { readonly body: string })[];
}

/** A file that backs a report, without its name and bytes: `digest` is the SHA-256 of name, size, SHA-256 and salt. */
export interface EvidenceRecord {
  readonly id: string;
  /** Code of the goal it proves; null for the report as a whole. */
  readonly goal: string | null;
  readonly mediaType: string;
  /** What it holds that could act (`macros`, `embedded`, `script`, `launch`), or that nobody could look into (`locked`). Absent where there is nothing of the kind. */
  readonly flags?: readonly string[];
  readonly digest: string;
  readonly withdrawn: Withdrawal | null;
}

/** A file as pages show it, at `/evidence/<sha256>`. A withdrawn one has an empty name and digest, and no bytes. */
export interface PublicEvidence extends EvidenceRecord {
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly title?: string;
  readonly documentOn?: string | null;
}

/** Words of a comment with the salt of their digest. */
export interface CommentText {
  readonly salt: string;
  readonly author: string;
  readonly body: string;
  readonly replies: readonly { readonly salt: string; readonly body: string }[];
  /** Of the author's messages, in their order; absent without one. */
  readonly messages?: readonly { readonly salt: string; readonly body: string }[];
}

export interface EvidenceText {
  readonly salt: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: string;
  /** What the unit calls it, and the day of the document; both absent where it has no title. */
  readonly title?: string;
  readonly documentOn?: string | null;
}

/**
 * `texts/<unit>.json`: what can be taken back, by id. The manifest does not list these files; each entry is checked by
 * its salted digest, and an entry that is gone leaves nothing to guess from.
 */
export interface UnitTexts {
  readonly format: 'gongping-texts/1';
  readonly unit: string;
  readonly comments: Readonly<Record<string, CommentText>>;
  readonly evidence: Readonly<Record<string, EvidenceText>>;
}

/** `moderation.json`: what was refused or taken back, by which rule. No words. */
export interface ModerationLedger {
  /** Every rule of the city, in its order. */
  readonly rules: readonly { readonly rule: string; readonly rejected: number; readonly withdrawn: number }[];
  /** Newest first. */
  readonly entries: readonly ModerationEntry[];
}

export interface ModerationEntry {
  /** `rejected`: never public. `withdrawn`: was public before. */
  readonly action: 'rejected' | 'withdrawn';
  readonly what: 'comment' | 'evidence' | 'message';
  readonly unit: string;
  /** Null for evidence. */
  readonly kind: CommentKind | null;
  readonly rule: string;
  readonly decidedOn: string;
  /** Salted digest: of a withdrawn text the one it had while it was public. */
  readonly digest: string;
  /** The author's appeal; absent without one. Where it is granted the comment stands (again). */
  readonly appeal?: { readonly on: string; readonly outcome: 'granted' | 'dismissed' | null; readonly decidedOn: string | null };
}

/** `reply-record.json`: how a unit answers, per cycle with comments. Withdrawn comments are counted apart only. */
export interface PublicReplyRecord {
  readonly unit: string;
  readonly cycle: string;
  /** Terms for an answer: one for each comment that has a day for it, one more for each reopening. The next four add up to it. */
  readonly asked: number;
  readonly inTime: number;
  readonly late: number;
  /** Not answered, and the day has not passed. */
  readonly waiting: number;
  readonly overdue: number;
  /** Comments without a day for an answer: suggestions. */
  readonly undated: number;
  readonly withdrawn: number;
  /** Of answered comments with a day for an answer, by what the author said last; the three add up to them. Absent in older releases. */
  readonly solved?: number;
  readonly notSolved?: number;
  readonly unsaid?: number;
  /** How often authors reopened a case. */
  readonly reopened?: number;
  /** Working days on which the clock ran until the answer, over `inTime` and `late`, e.g. `2` or `2.5`; null without an answer. */
  readonly medianWorkingDays: string | null;
}

/** `calendar.json`: the working days by which answers are counted. Monday to Friday, but for these days. */
export interface WorkCalendar {
  readonly from: string;
  readonly to: string;
  /** Weekdays on which nobody works. */
  readonly off: readonly string[];
  /** Weekend days on which everybody does. */
  readonly on: readonly string[];
}

/** `documents.json`: the documents that findings name in `source`. */
export interface PublicDocument {
  /** As findings name it. */
  readonly id: string;
  readonly title: Text;
  readonly number: string | null;
  /** Where everybody can read it; null where it is not public. */
  readonly url: string | null;
  /** Why it is not public; null where it is. */
  readonly notPublic: Text | null;
}
