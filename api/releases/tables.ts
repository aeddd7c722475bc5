import { stringify } from 'csv-stringify/sync';
import type { PublicComment, PublicGoal, PublicPlan, PublicUnit } from '../../proof/release/files.ts';
import type { Result, ScoringInput } from '../../scoring/index.ts';
import type { SnapshotFile } from './snapshot.ts';

type Cell = string | number | boolean | null;

/** A table as spreadsheet programs open it: UTF-8 with byte order mark, cells that would run as formulas made plain text. */
function table(path: string, columns: readonly string[], rows: readonly (readonly Cell[])[]): SnapshotFile {
  const text = stringify(
    rows.map((row) => row.map((cell) => cell ?? '')),
    { header: true, columns: [...columns], bom: true, escape_formulas: true, cast: { boolean: String } },
  );
  return { path, text };
}

export const unitTable = (units: readonly PublicUnit[]): SnapshotFile =>
  table(
    'units.csv',
    ['id', 'category', 'name_zh', 'name_en', 'about_zh', 'about_en'],
    units.map(({ id, category, name, about }) => [id, category, name.zh, name.en, about.zh, about.en]),
  );

/** Composite goals come before their components, which name them in `parent`. */
function flatten(goals: readonly PublicGoal[], parent: string | null = null): { goal: PublicGoal; parent: string | null }[] {
  return goals.flatMap((goal) => [{ goal, parent }, ...flatten(goal.components, goal.code)]);
}

export const goalTable = (plans: readonly PublicPlan[]): SnapshotFile =>
  table(
    'goals.csv',
    [
      'unit',
      'cycle',
      'code',
      'parent',
      'part',
      'kind',
      'direction',
      'title_zh',
      'title_en',
      'promise_zh',
      'measure_zh',
      'start',
      'target',
      'due',
      'claim',
      'status',
      'completion_percent',
      'late',
    ],
    plans.flatMap((plan) =>
      flatten(plan.goals).map(({ goal, parent }) => [
        plan.unit,
        plan.cycle,
        goal.code,
        parent,
        goal.part,
        goal.kind,
        goal.direction,
        goal.title.zh,
        goal.title.en,
        goal.promise.zh,
        goal.measure.zh,
        goal.start,
        goal.target,
        goal.due,
        goal.latest.claim,
        goal.latest.status,
        goal.latest.ratio,
        goal.latest.late,
      ]),
    ),
  );

export const progressTable = (plans: readonly PublicPlan[]): SnapshotFile =>
  table(
    'progress.csv',
    [
      'unit',
      'cycle',
      'goal',
      'period',
      'reported',
      'verified',
      'about',
      'comparable',
      'done_on',
      'share_percent',
      'claim',
      'status',
      'completion_percent',
      'narrative_zh',
      'reason',
    ],
    plans.flatMap((plan) =>
      flatten(plan.goals).flatMap(({ goal }) =>
        goal.progress.map((row): Cell[] => [
          plan.unit,
          plan.cycle,
          goal.code,
          row.period,
          row.reported,
          row.verified,
          row.approximate,
          row.comparable,
          row.doneOn,
          row.share,
          row.claim,
          row.status,
          row.ratio,
          row.narrative.zh,
          row.reason,
        ]),
      ),
    ),
  );

export const commentTable = (comments: readonly PublicComment[]): SnapshotFile =>
  table(
    'comments.csv',
    ['id', 'unit', 'cycle', 'goal', 'kind', 'author', 'body', 'received_on', 'answer_by', 'answered_on', 'overdue', 'reply'],
    comments.map((c) => [
      c.id,
      c.unit,
      c.cycle,
      c.goal,
      c.kind,
      c.author,
      c.body,
      c.receivedOn,
      c.answerBy,
      c.replies[0]?.on ?? null,
      c.overdue,
      c.replies.map((reply) => reply.body).join('\n'),
    ]),
  );

export const rankingTable = (cycle: string, result: Result, nameOf: (unit: string) => { zh: string; en: string }): SnapshotFile =>
  table(
    `scores/${cycle}/ranking.csv`,
    [
      'category',
      'rank',
      'unit',
      'name_zh',
      'name_en',
      'total',
      'total_exact',
      'interval_low',
      'interval_high',
      'rank_low',
      'rank_high',
      'band',
      'grade',
      'commended',
    ],
    result.units.map((unit) => [
      unit.category,
      unit.rank,
      unit.id,
      nameOf(unit.id).zh,
      nameOf(unit.id).en,
      unit.total?.rounded ?? null,
      unit.total?.exact ?? null,
      unit.interval?.low ?? null,
      unit.interval?.high ?? null,
      unit.rankInterval?.[0] ?? null,
      unit.rankInterval?.[1] ?? null,
      unit.band,
      unit.grade,
      unit.commended,
    ]),
  );

/** Published tally cells, one line per unit, group, question and level. */
export const tallyTable = (cycle: string, input: ScoringInput): SnapshotFile =>
  table(
    `scores/${cycle}/tallies.csv`,
    ['unit', 'group', 'roster', 'question', 'level', 'answers'],
    input.units.flatMap((unit) =>
      Object.entries(unit.ratings ?? {}).flatMap(([group, tally]) =>
        Object.entries(tally.counts).flatMap(([question, counts]) =>
          Object.entries(counts).map(([level, n]): Cell[] => [unit.id, group, tally.roster, question, level, n]),
        ),
      ),
    ),
  );
