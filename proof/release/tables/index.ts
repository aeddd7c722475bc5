import { documentTable } from './documents.ts';
import { goalTable, planTable, progressTable } from './plans.ts';
import { caseTable, commentTable, moderationTable, recordTable, replyTable } from './replies.ts';
import { evidenceTable, reportTable } from './reports.ts';
import { scoreTables } from './scores.ts';
import { objectionTable, releaseTable } from './stages.ts';
import type { Table } from './table.ts';
import { periodTable, unitTable } from './units.ts';
import { changeTable, versionTable } from './versions.ts';
import { participationTable, windowTable } from './windows.ts';

export type { Table } from './table.ts';

const OF_EVERY_RELEASE: readonly Table[] = [
  unitTable,
  periodTable,
  planTable,
  versionTable,
  changeTable,
  goalTable,
  progressTable,
  reportTable,
  evidenceTable,
  commentTable,
  replyTable,
  caseTable,
  recordTable,
  moderationTable,
  documentTable,
  windowTable,
  participationTable,
  objectionTable,
  releaseTable,
];

/** All CSVs of a release that has scores of the given cycles. */
export const tablesOf = (scored: readonly string[]): Table[] => [...OF_EVERY_RELEASE, ...scored.flatMap(scoreTables)];
