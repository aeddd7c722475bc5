import type { LabelSum } from '../../../proof/reconcile.ts';

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
  /** Ballots and spoiled ones by channel and by area over all units. Absent in statements from before they were told. */
  readonly labels?: readonly LabelSum[];
}

export interface SignedLog {
  readonly statement: LogStatement;
  readonly signature: string;
}
