import { sql } from 'drizzle-orm';
import { type AnyPgColumn, boolean, check, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt, moment, salt } from './columns.ts';
import { cycles } from './cycles.ts';
import { units } from './units.ts';
import { verifications } from './verifications.ts';

export const PLAN_STATES = ['draft', 'submitted', 'returned', 'accepted', 'notice', 'final'] as const;
export type PlanState = (typeof PLAN_STATES)[number];

type Points = { readonly exact: string; readonly rounded: string } | null;

/** Points of a part with the version before and with the new one; null where the goals alone do not give any. */
export interface PlanEffect {
  readonly part: string;
  readonly label: { readonly zh: string; readonly en: string };
  readonly before: Points;
  readonly after: Points;
}

/** A unit's target plan for one cycle; a later change is a new version. */
export const plans = pgTable(
  'plans',
  {
    id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    cycleId: text('cycle_id')
      .notNull()
      .references(() => cycles.id),
    version: integer('version').notNull().default(1),
    state: text('state', { enum: PLAN_STATES }).notNull(),
    /** Public notice: residents comment between these moments. */
    noticeFrom: moment('notice_from'),
    noticeTo: moment('notice_to'),
    finalAt: moment('final_at'),
    /** Why a later version changes the one before, and who approved it; empty in the first. */
    reasonZh: text('reason_zh').notNull().default(''),
    reasonEn: text('reason_en').notNull().default(''),
    approverZh: text('approver_zh').notNull().default(''),
    approverEn: text('approver_en').notNull().default(''),
    submittedAt: moment('submitted_at'),
    submittedBy: uuid('submitted_by'),
    decidedAt: moment('decided_at'),
    /** Why the office returned it; what it says of single goals stands with them. */
    returnReason: text('return_reason'),
    /** Everybody who wrote in it since it was begun. */
    editors: jsonb('editors').$type<readonly string[]>().notNull().default([]),
    /** Asks for less than the version before; set when it is submitted. */
    lowers: boolean('lowers').notNull().default(false),
    /** What a later version does to the points of each part, by the figures of the day it was submitted; null until then. */
    effect: jsonb('effect').$type<readonly PlanEffect[]>(),
    /** Raised by each write, also of one of its goals. */
    revision: integer('revision').notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    unique('plans_unit_cycle_version').on(t.unitId, t.cycleId, t.version),
    check('plans_version_positive', sql`${t.version} >= 1`),
    check('plans_lowered_by_two', sql`not ${t.lowers} or ${t.submittedBy} is null or not (${t.editors} @> to_jsonb(${t.submittedBy}::text))`),
  ],
);

export const GOAL_KINDS = ['numeric', 'milestone', 'level', 'composite'] as const;
export const GOAL_DIRECTIONS = ['increase', 'decrease', 'at-least', 'at-most'] as const;

/** A goal of a plan. Figures are exact decimal text in the goal's own measure. */
export const goals = pgTable(
  'goals',
  {
    id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
    planId: uuid('plan_id')
      .notNull()
      .references(() => plans.id),
    /** Stable inside a unit and cycle, over versions: `water-2025-1`. */
    code: text('code').notNull(),
    /** The composite goal this one is a component of. */
    parentId: uuid('parent_id').references((): AnyPgColumn => goals.id),
    /** Part of the scheme that the goal feeds: `main-business`, `indicators`. */
    part: text('part').notNull(),
    kind: text('kind', { enum: GOAL_KINDS }).notNull(),
    direction: text('direction', { enum: GOAL_DIRECTIONS }),
    titleZh: text('title_zh').notNull(),
    titleEn: text('title_en').notNull(),
    /** What the plan promises, in words: "4 座；4.5 公里". */
    promiseZh: text('promise_zh').notNull().default(''),
    promiseEn: text('promise_en').notNull().default(''),
    measureZh: text('measure_zh').notNull().default(''),
    measureEn: text('measure_en').notNull().default(''),
    /** Of a goal of kind `level`: what each level is called, the lowest first. Its figures are places in this list, from 0. */
    levels: jsonb('levels').$type<readonly string[]>(),
    start: text('start'),
    target: text('target'),
    /** ISO day by which it is due. */
    due: text('due').notNull(),
    /** Where borrowed figures come from; empty for the unit's own. */
    borrowedZh: text('borrowed_zh').notNull().default(''),
    borrowedEn: text('borrowed_en').notNull().default(''),
    /** Weight or points among the goals of its part; null: as much as any other. */
    weight: text('weight'),
    /** What was reached the year before, beside which the target is read. */
    lastYear: text('last_year'),
    /** Who answers for it; for the workspace and the letter of responsibility, never in a release. */
    responsible: text('responsible').notNull().default(''),
    /** Missing it is a veto matter of the scheme. */
    veto: boolean('veto').notNull().default(false),
    /** What the office says of this goal in a returned plan. */
    returnReason: text('return_reason'),
    revision: integer('revision').notNull().default(1),
    position: integer('position').notNull(),
  },
  (t) => [
    unique('goals_plan_code').on(t.planId, t.code),
    // The list of all goals reads a page in the order of the dictionary, and looks at nothing else of a goal until then.
    index('goals_by_reading').on(sql`${t.titleZh} collate "zh-x-icu"`, t.id, t.planId),
    index('goals_by_english').on(sql`${t.titleEn} collate "zh-x-icu"`, t.id, t.planId),
    check('goals_target_exact', sql`${t.target} is null or ${t.target} ~ '^-?[0-9]+([.][0-9]+)?$'`),
  ],
);

export const REPORT_STATES = ['draft', 'submitted', 'returned', 'accepted'] as const;
export type ReportState = (typeof REPORT_STATES)[number];
export const CLAIMS = ['done', 'partly', 'not-done', 'under-way'] as const;

/** What a unit reports about one period: one row per unit and period. */
export const reports = pgTable(
  'reports',
  {
    id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    cycleId: text('cycle_id')
      .notNull()
      .references(() => cycles.id),
    periodId: text('period_id').notNull(),
    state: text('state', { enum: REPORT_STATES }).notNull(),
    narrativeZh: text('narrative_zh').notNull().default(''),
    narrativeEn: text('narrative_en').notNull().default(''),
    submittedAt: moment('submitted_at'),
    decidedAt: moment('decided_at'),
    /** Why the office returned it. */
    returnReason: text('return_reason'),
    /** Raised by each write; a write that names an older one is refused. */
    revision: integer('revision').notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [unique('reports_unit_period').on(t.unitId, t.cycleId, t.periodId)],
);

/** The reported and the verified figure of one goal in one report. */
export const reportEntries = pgTable(
  'report_entries',
  {
    id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
    reportId: uuid('report_id')
      .notNull()
      .references(() => reports.id),
    goalId: uuid('goal_id')
      .notNull()
      .references(() => goals.id),
    /** Null: not reported. */
    reported: text('reported'),
    /** What a verifier found. Null: nobody has verified it, or the verifier has no figure either. */
    verified: text('verified'),
    verifiedDoneOn: text('verified_done_on'),
    verifiedShare: text('verified_share'),
    /** The verification that stands: it saw exactly what is reported here. */
    verificationId: uuid('verification_id').references((): AnyPgColumn => verifications.id),
    /** The figure was given as "about". */
    approximate: boolean('approximate').notNull().default(false),
    /** False: the result is in another measure than the plan. */
    comparable: boolean('comparable').notNull().default(true),
    /** Milestones: ISO day of completion, or share under way (0–100). */
    doneOn: text('done_on'),
    share: text('share'),
    claim: text('claim', { enum: CLAIMS }),
    narrativeZh: text('narrative_zh').notNull().default(''),
    narrativeEn: text('narrative_en').notNull().default(''),
    /** Required for a missed goal: the reason and the improvement. */
    reason: text('reason'),
  },
  (t) => [
    unique('report_entries_report_goal').on(t.reportId, t.goalId),
    check('report_entries_reported_exact', sql`${t.reported} is null or ${t.reported} ~ '^-?[0-9]+([.][0-9]+)?$'`),
    check('report_entries_verified_exact', sql`${t.verified} is null or ${t.verified} ~ '^-?[0-9]+([.][0-9]+)?$'`),
  ],
);

export const EVIDENCE_FLAGS = ['macros', 'embedded', 'script', 'launch', 'locked'] as const;
export type EvidenceFlag = (typeof EVIDENCE_FLAGS)[number];

/** A file that backs a report. Bytes lie in the data folder under their SHA-256. */
export const evidence = pgTable('evidence', {
  id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
  reportId: uuid('report_id')
    .notNull()
    .references(() => reports.id),
  goalId: uuid('goal_id').references(() => goals.id),
  sha256: text('sha256').notNull(),
  fileName: text('file_name').notNull(),
  mediaType: text('media_type').notNull(),
  bytes: integer('bytes').notNull(),
  /** What the unit calls it in its dossier; empty: by its file name. */
  title: text('title').notNull().default(''),
  /** ISO day of the document itself. */
  documentOn: text('document_on'),
  /** Its place among the files of its matter; equal places go by the order of arrival. */
  position: integer('position').notNull().default(0),
  /** Of the file as it was handed in, where what is kept was written anew from it. */
  originalSha256: text('original_sha256'),
  /** What it holds that could act, or that nobody could look into. */
  flags: jsonb('flags').$type<readonly EvidenceFlag[]>().notNull().default([]),
  salt: salt(),
  /** The published rule by which it was taken back after it was public. */
  withdrawnRule: text('withdrawn_rule'),
  withdrawnAt: moment('withdrawn_at'),
  createdAt: createdAt(),
});
