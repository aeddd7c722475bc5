import { goalTable, planTable, progressTable } from './plans.ts';
import { commentTable, evidenceTable, replyTable, reportTable } from './replies.ts';
import { scoreTables } from './scores.ts';
import type { Table } from './table.ts';
import { periodTable, unitTable } from './units.ts';
import { participationTable, windowTable } from './windows.ts';

export type { Table } from './table.ts';

const OF_EVERY_RELEASE: readonly Table[] = [
  unitTable,
  periodTable,
  planTable,
  goalTable,
  progressTable,
  reportTable,
  evidenceTable,
  commentTable,
  replyTable,
  windowTable,
  participationTable,
];

/** All CSVs of a release that has scores of the given cycles. */
export const tablesOf = (scored: readonly string[]): Table[] => [...OF_EVERY_RELEASE, ...scored.flatMap(scoreTables)];
