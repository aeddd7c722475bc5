import type {
  appeals,
  caseEvents,
  comments,
  documents,
  findings,
  goals,
  partValues,
  plans,
  replies,
  reportEntries,
  reports,
  tallies,
  verifications,
} from '../../schema/index.ts';

export type PlanRow = typeof plans.$inferInsert;
export type DocumentRow = typeof documents.$inferInsert;
export type GoalRow = typeof goals.$inferInsert & { id: string };
export type ReportRow = typeof reports.$inferInsert & { id: string };
export type EntryRow = typeof reportEntries.$inferInsert;
export type VerificationRow = typeof verifications.$inferInsert & { id: string };
export type FindingRow = typeof findings.$inferInsert;
export type PartValueRow = typeof partValues.$inferInsert;
export type CommentRow = typeof comments.$inferInsert & { id: string };
export type ReplyRow = typeof replies.$inferInsert;
export type CaseEventRow = typeof caseEvents.$inferInsert;
export type AppealRow = typeof appeals.$inferInsert;
export type TallyRow = typeof tallies.$inferInsert;

/** One rater's answers about one unit, before it is sealed. */
export interface PlainBallot {
  readonly unitId: string;
  readonly group: string;
  readonly channel: string;
  readonly stratum: string;
  /** question id → level id, `dk`, or for the screening question `yes` / `no`. */
  readonly answers: Readonly<Record<string, string>>;
}
