/** The part of a scoring input that speaks of days, duties, letters and other units. All of it may be left out. */

/** Days that a calendar needs. ISO days. */
export interface Calendar {
  /** First day of the cycle or term; month schedules count their years from it. */
  readonly from: string;
  /** Day as of which duties are looked at; nothing dated later counts. */
  readonly asOf: string;
  /** Days off that fall on a weekday, and weekend days that are worked: the official lists of the years concerned. */
  readonly holidays?: readonly string[];
  readonly workdays?: readonly string[];
  /** Events that all units share: event id → day. */
  readonly dates?: Readonly<Record<string, string>>;
}

/** One record of a duty: a report handed in, a meeting held, a case answered. */
export interface Delivery {
  readonly duty: string;
  /** Month `2026-03` in which the duty fell due, where a duty recurs; the month of `done` where absent. */
  readonly period?: string;
  /** Id of a single case (a question, a complaint), and the day it came in. */
  readonly case?: string;
  readonly from?: string;
  /** The day it was done; null: not yet. */
  readonly done: string | null;
  readonly source?: string;
}

/** Who holds the post a letter binds, in turn. Ids, not names. */
export interface Holder {
  readonly holder: string;
  readonly since: string;
  /** Null: has not signed. */
  readonly signed: string | null;
}

/** A signed responsibility letter. */
export interface Letter {
  /** party id → day of signature, null or absent where it has not signed. */
  readonly signed: Readonly<Record<string, string | null>>;
  readonly validFrom: string;
  readonly validTo: string;
  readonly holders?: readonly Holder[];
}
