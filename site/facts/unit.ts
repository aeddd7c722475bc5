import { verdictOf } from '../../proof/release/case-clock.ts';
import type { PlanChange, PublicComment, PublicCycle, PublicImport, PublicPlan, PublicReport, PublicUnit, PublicWindow } from '../../proof/release/files.ts';
import type { CategoryResult, Text, UnitResult } from '../../scoring/result.ts';
import type { Release } from '../release.ts';
import { type Axis, axisOfUnits } from './axis.ts';
import { type Clock, clockOf } from './clock.ts';
import { categoryResult, currentCycle, cycleOf, gradeLabel, openWindow, resultOf, scoredCycles, totalBeside } from './cycles.ts';
import { type GoalFacts, goalFacts, statusCounts } from './goals.ts';
import { oncePerRelease } from './once.ts';
import { type RatingFacts, ratingFacts } from './ratings.ts';
import { groupSplits } from './splits.ts';
import { loweredGoals, type VersionFacts, versionFacts } from './versions.ts';

export interface ScoreFacts {
  readonly cycle: PublicCycle;
  readonly result: UnitResult;
  /** The total as it stands beside the grade: with more digits where it would seem to contradict it. */
  readonly total: string | null;
  readonly category: CategoryResult;
  readonly grade: Text | null;
  readonly axis: Axis | null;
  readonly ratings: RatingFacts | null;
}

/** A comment with its clock, and the rule by which it was withdrawn. */
interface CaseStep {
  readonly on: string;
  readonly kind: NonNullable<PublicComment['events']>[number]['kind'];
  readonly body: string;
  readonly reason: Text | null;
  readonly from: Text | null;
  readonly to: Text | null;
}

export interface CommentLine {
  readonly verdict: 'solved' | 'not-solved' | null;
  readonly steps: readonly CaseStep[];
  readonly comment: PublicComment;
  readonly clock: Clock | null;
  readonly rule: { readonly text: Text; readonly on: string } | null;
}

/** Comments on one page: the newest, and whatever is overdue. */
const SHOWN = 60;

export interface HistoryLine {
  readonly cycle: PublicCycle;
  readonly result: UnitResult | null;
  readonly withTotal: number;
  readonly grade: Text | null;
  /** Address without language; null for the page it stands on. */
  readonly path: string | null;
}

/** Everything the page of one unit shows. */
export interface UnitFacts {
  readonly unit: PublicUnit;
  readonly category: Text;
  readonly cycle: PublicCycle;
  readonly plan: PublicPlan | null;
  readonly goals: readonly GoalFacts[];
  readonly statuses: ReturnType<typeof statusCounts>;
  /** Goals whose claim says more than their figures. */
  readonly differing: number;
  readonly reports: readonly PublicReport[];
  /** Versions of the plan, newest first; empty where it never changed. */
  readonly versions: readonly VersionFacts[];
  /** Goals that became easier to reach, by code. */
  readonly lowered: ReadonlyMap<string, PlanChange>;
  readonly comments: readonly PublicComment[];
  readonly shownComments: readonly CommentLine[];
  readonly overdue: number;
  readonly score: ScoreFacts | null;
  readonly window: PublicWindow | null;
  readonly history: readonly HistoryLine[];
}

export const unitPath = (unit: string, cycle?: string): string => `/units/${unit}${cycle === undefined ? '' : `/${cycle}`}`;

/** Where a cycle of a unit is shown for good. */
export const pathOfCycle = (release: Release, unit: string, cycle: string): string =>
  cyclesOfUnit(release, unit).some(({ id }) => id === cycle) ? unitPath(unit, cycle) : unitPath(unit);

/** Plans, reports and comments by unit. */
const byUnit = oncePerRelease((release) => ({
  plans: Map.groupBy(release.plans, ({ unit }) => unit),
  reports: Map.groupBy(release.reports, ({ unit }) => unit),
  comments: Map.groupBy(release.comments, ({ unit }) => unit),
}));

/** The axis of each category in each cycle. */
const axes = oncePerRelease((release) => {
  const units = [...release.scores].flatMap(([cycle, { result }]) => result.units.map((unit) => ({ key: `${cycle}/${unit.category}`, unit })));
  return new Map([...Map.groupBy(units, ({ key }) => key)].map(([key, peers]) => [key, axisOfUnits(peers.map(({ unit }) => unit))]));
});

/** Ballots by group about a unit, as the window's closing statement counts them. */
function ballotsAbout(release: Release, unit: string, cycle: string): (group: string) => number | null {
  const window = release.windows.find((each) => each.cycle === cycle)?.id;
  const cells = release.records.find((record) => record.window === window)?.closing?.statement.cells.filter((cell) => cell.unit === unit);
  return (group) => cells?.find((cell) => cell.group === group)?.ballots ?? null;
}

/** What was brought into the window of a cycle. */
function importsOf(release: Release, cycle: string): readonly PublicImport[] {
  const window = release.windows.find((each) => each.cycle === cycle)?.id;
  return release.records.find((record) => record.window === window)?.imports ?? [];
}

/** How the answers of each group about a unit came together. */
const splitsAbout =
  (release: Release, { id, category }: UnitResult, cycle: PublicCycle): NonNullable<Parameters<typeof ratingFacts>[5]> =>
  (group, levels) => {
    const [scores, scheme] = [release.scores.get(cycle.id), release.schemes.get(cycle.scheme)];
    return scores && scheme ? groupSplits({ scores, scheme, city: release.city, unit: id, category, levels }, group) : null;
  };

function stepsOf(release: Release, { events = [] }: PublicComment): CaseStep[] {
  const name = (unit: string | null): Text | null => (unit === null ? null : (release.units.find(({ id }) => id === unit)?.name ?? { zh: unit, en: unit }));
  const reasons = release.city.comments?.stops?.reasons ?? [];
  return events.map(({ on, kind, body, reason, from, to }) => ({
    ...{ on, kind, body, from: name(from), to: name(to) },
    reason: reason === null ? null : (reasons.find(({ id }) => id === reason)?.text ?? { zh: reason, en: reason }),
  }));
}

function shown(release: Release, comments: readonly PublicComment[]): CommentLine[] {
  return comments
    .filter((comment, index) => index < SHOWN || comment.overdue)
    .map((comment) => {
      const { withdrawn } = comment;
      const text = withdrawn && (release.city.comments?.rules.find(({ id }) => id === withdrawn.rule)?.text ?? { zh: withdrawn.rule, en: withdrawn.rule });
      return {
        comment,
        clock: withdrawn ? null : clockOf(release, comment),
        verdict: withdrawn ? null : verdictOf(comment),
        steps: withdrawn ? [] : stepsOf(release, comment),
        rule: withdrawn && text ? { text, on: withdrawn.on } : null,
      };
    });
}

function scoreFacts(release: Release, unit: string, cycle: PublicCycle | null): ScoreFacts | null {
  const result = cycle && resultOf(release, cycle.id, unit);
  const category = result && categoryResult(release, cycle.id, result.category);
  if (!result || !category) return null;
  return {
    cycle,
    result,
    total: totalBeside(release, cycle.id, result),
    category,
    grade: gradeLabel(release, cycle.id, result.grade),
    axis: axes(release).get(`${cycle.id}/${result.category}`) ?? null,
    ratings: ratingFacts(
      result.tree,
      release.schemes.get(cycle.scheme),
      release.city,
      ballotsAbout(release, unit, cycle.id),
      importsOf(release, cycle.id),
      splitsAbout(release, result, cycle),
    ),
  };
}

/** Cycles of a unit that have a plan or a score, newest first. */
export function cyclesOfUnit(release: Release, unit: string): PublicCycle[] {
  const has = (cycle: string): boolean =>
    resultOf(release, cycle, unit) !== null || (byUnit(release).plans.get(unit) ?? []).some((plan) => plan.cycle === cycle);
  return release.cycles.filter(({ id }) => has(id)).toReversed();
}

function history(release: Release, unit: string, shown: string | null): HistoryLine[] {
  const newest = currentCycle(release).id;
  return cyclesOfUnit(release, unit).map((cycle) => {
    const result = resultOf(release, cycle.id, unit);
    const here = shown === cycle.id || (shown === null && cycle.id === newest);
    return {
      cycle,
      result,
      withTotal: (result && categoryResult(release, cycle.id, result.category)?.withTotal) ?? 0,
      grade: gradeLabel(release, cycle.id, result?.grade ?? null),
      path: here ? null : unitPath(unit, cycle.id === newest ? undefined : cycle.id),
    };
  });
}

/** @param past an earlier cycle to show; null: this year's goals with the newest score there is. */
export function unitFacts(release: Release, id: string, past: string | null): UnitFacts {
  const unit = release.units.find((each) => each.id === id);
  if (!unit) throw new Error(`units.json has no unit ${id}`);
  const cycle = (past === null ? null : cycleOf(release, past)) ?? currentCycle(release);
  const scored = past === null ? (scoredCycles(release).find((each) => resultOf(release, each.id, id)) ?? null) : cycle;
  const plan =
    byUnit(release)
      .plans.get(id)
      ?.find((each) => each.cycle === cycle.id) ?? null;
  const reports = (byUnit(release).reports.get(id) ?? []).filter((each) => each.cycle === cycle.id);
  const goals = goalFacts(release, plan?.goals ?? [], reports);
  const comments = (byUnit(release).comments.get(id) ?? []).filter((each) => past === null || each.cycle === past);
  return {
    unit,
    category: release.city.categories.find((each) => each.id === unit.category)?.label ?? { zh: unit.category, en: unit.category },
    cycle,
    plan,
    goals,
    statuses: statusCounts(plan?.goals ?? []),
    differing: goals.filter((goal) => goal.differs).length,
    reports,
    versions: versionFacts(release, id, cycle.id),
    lowered: loweredGoals(release, id, cycle.id),
    comments,
    shownComments: shown(release, comments),
    overdue: comments.filter(({ overdue }) => overdue).length,
    score: scoreFacts(release, id, scored),
    window: past === null ? openWindow(release) : null,
    history: history(release, id, past),
  };
}
