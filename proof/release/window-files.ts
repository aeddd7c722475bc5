/** Rating windows in a release: what is published of each, and the statements signed at closing and opening. */
import type { Alarm } from '../alarms.ts';
import type { PublishedLog } from '../log/lists.ts';
import type { KeptReceipt } from '../log/receipt-check.ts';
import type { WindowManifest } from '../manifest.ts';
import type { LabelSum } from '../reconcile.ts';

/** `windows.json` */
export interface PublicWindow {
  readonly id: string;
  readonly cycle: string;
  readonly state: 'draft' | 'sealed' | 'open' | 'closed' | 'opened' | 'archived';
  readonly opensAt: string;
  /** As planned. */
  readonly closesAt: string;
  /** When it was really closed, as signed; null before. */
  readonly closedAt: string | null;
  readonly keyCustody: 'holders' | 'demonstration';
  /** When two bodies signed that the private key, the window's secret and the sealed ballots are gone; null while the key still exists. */
  readonly keyDestroyed?: { readonly on: string; readonly by: readonly string[] } | null;
  readonly manifestSha256: string | null;
  readonly closingRoot: string | null;
  readonly logRoot: string | null;
  /** Ballots per group over all units; null before closing. */
  readonly ballots: Readonly<Record<string, number>> | null;
  /** Where the counts came from: cast here, or brought in as counts from an earlier system. */
  readonly origin: 'ballots' | 'imported' | null;
}

/** What is signed and published at closing, before anybody has read a ballot. */
export interface ClosingStatement {
  readonly v: 1;
  readonly window: string;
  readonly manifest: string;
  readonly closedAt: string;
  readonly earlyBecause: string | null;
  readonly ballots: number;
  readonly root: string;
  /** The same for the newspaper: its first 160 bits in 32 characters. */
  readonly short?: string;
  readonly cells: readonly { readonly unit: string; readonly group: string; readonly ballots: number }[];
  /** Openly signed ballots, which lie outside the box and its root: how many, and the SHA-256 of who voted what. Absent where none are taken. */
  readonly named?: {
    readonly ballots: number;
    readonly sha256: string;
    readonly cells: readonly { readonly unit: string; readonly group: string; readonly ballots: number }[];
  };
  readonly channels: readonly {
    readonly group: string;
    readonly channel: string;
    readonly issued: number | null;
    readonly used?: number | null;
    readonly ballots: number;
  }[];
  /** By area, small ones merged. Absent in older statements. */
  readonly areas?: readonly ClosingArea[];
  /** Answers that hotlines counted, over all questions: no ballots, and not in the box. Absent where there are none. */
  readonly counted?: readonly { readonly unit: string; readonly group: string; readonly answers: number }[];
  /** SHA-256 of those counts as they lay under the window's secret until the opening. Absent where there are none, and in older statements. */
  readonly countedSha256?: string;
  /** SHA-256 of the record's `imports`, in sorted keys without spaces: none can be added, altered or dropped later. Absent in older statements. */
  readonly importsSha256?: string;
  /** What came by other channels and was left out. Absent in older statements. */
  readonly leftOut?: { readonly clippings: number; readonly files: number; readonly batches: number };
}

/** Proofs and ballots of one area at closing. */
export interface ClosingArea {
  /** `all`: of proofs that name no area. `merged`: small areas together. */
  readonly area: string;
  /** Distinct proofs that were used at least once. */
  readonly proofs: number;
  readonly ballots: number;
  /** The unit about which most of them are; null where those are fewer than ten. */
  readonly most: { readonly unit: string; readonly ballots: number } | null;
}

/** What is signed and published at opening. */
export interface LogStatement {
  readonly v: 1;
  readonly window: string;
  readonly manifest: string;
  readonly closingRoot: string;
  readonly openedAt: string;
  /** Merkle root: leaf 0 the manifest, then the sorted leaf hashes. */
  readonly root: string;
  /** Leaves after the manifest: one per ballot in the box. */
  readonly ballots: number;
  /** Ballots that do not count, by reason. */
  readonly spoiled: Readonly<Record<string, number>>;
  /** Ballots and spoiled ones by channel and by area over all units, small labels merged. Absent in older statements. */
  readonly labels?: readonly LabelSum[];
}

interface Signed<T> {
  readonly statement: T;
  /** By the key that the window's manifest names; base64url. */
  readonly signature: string;
}

export type SignedLog = Signed<LogStatement>;

/** Answers that were brought in: by a survey firm's file, its batches, newspaper clippings, or as counts of a hotline. */
export interface PublicImport {
  readonly kind: 'survey' | 'clippings' | 'partner' | 'hotline';
  readonly group: string;
  readonly channel: string | null;
  /** Respondents, or clippings received. */
  readonly people: number;
  readonly ballots: number;
  /** Answers that a hotline counted: no ballots, and in no box. Absent for other kinds. */
  readonly answers?: number;
  /** Of the file or batch as it was brought in; null where `tellsDigest` says that it is not told. */
  readonly sha256: string | null;
  readonly on: string;
  /** Who asked, how, on which days; null where nothing was said. */
  readonly origin: {
    readonly source: string;
    readonly method: string;
    readonly from: string;
    readonly to: string;
    readonly sample?: number | undefined;
  } | null;
  /** Clippings that count for nothing by reason, and those whose two keyings differed; null for other kinds. */
  readonly clippings: { readonly received: number; readonly spoiled: Readonly<Record<string, number>>; readonly differed: number } | null;
}

/** `windows/<id>.json`: the sealed rules and the signed statements of a window. */
export interface WindowRecord {
  readonly format: 'gongping-window-record/1';
  readonly window: string;
  readonly manifest: WindowManifest;
  readonly closing: Signed<ClosingStatement> | null;
  readonly log: SignedLog | null;
  /** The files under `log/<id>/`; null before the opening. Absent in releases made before logs were published. */
  readonly published?: PublishedLog | null;
  /** Auditors who received the ballots, encrypted to them, and the day. Absent in older releases. */
  readonly auditors?: readonly { readonly name: string; readonly key: string; readonly on: string }[];
  /** What did not come through the site, in the order it came; told from the closing on. Absent in older releases. */
  readonly imports?: readonly PublicImport[];
  /** Numbers that asked for a look, from the closing on. No ballot is excluded by them. Absent in older releases. */
  readonly alarms?: readonly Alarm[];
  /** Receipt of a ballot that a demonstration cast for show; absent everywhere else. */
  readonly specimen?: KeptReceipt;
}
