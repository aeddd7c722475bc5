import { figureText, type MilestoneCourse, type NumericCourse } from '../goals/figures.ts';
import type { PlannedGoal } from '../goals/plan.ts';
import { nameUuid } from '../ids.ts';
import { type Random, random } from '../random.ts';
import type { EntryRow } from '../rows.ts';
import { missedReason, stageWords } from './words.ts';

/** Quarter (1–4) of a year and its last day. */
export interface Quarter {
  readonly number: number;
  readonly ends: string;
  readonly reportId: string;
}

export interface EntrySite {
  readonly seed: string;
  readonly quarter: Quarter;
  /** Whether a verifier department confirms the figures. */
  readonly verified: boolean;
  /** Goals the unit leaves out of this report, by code. */
  readonly silent: (code: string) => boolean;
}

/** The entries of one goal and its components in one report; none where the unit says nothing. */
export function entriesOf(goal: PlannedGoal, site: EntrySite): EntryRow[] {
  if (site.silent(goal.row.code)) return [];
  const inner = goal.components.flatMap((component) => entriesOf(component, site));
  const draw = random(site.seed, 'entry', goal.row.code, site.quarter.number);
  return [{ ...base(goal, site.quarter), ...figures(goal, site, draw, inner) }, ...inner];
}

function base(goal: PlannedGoal, quarter: Quarter): EntryRow {
  return { id: nameUuid('entry', quarter.reportId, goal.row.code), reportId: quarter.reportId, goalId: goal.row.id };
}

function figures(goal: PlannedGoal, site: EntrySite, draw: Random, inner: readonly EntryRow[]): Partial<EntryRow> {
  if (goal.course === null) return { claim: together(inner, site.quarter, draw) };
  return goal.course.kind === 'numeric' ? numeric(goal.course, site, draw, goal.row.measureZh ?? '') : milestone(goal.course, site.quarter, draw);
}

/** A unit calls a matter done when its parts are, and now and then when they are not. */
function together(inner: readonly EntryRow[], quarter: Quarter, draw: Random): EntryRow['claim'] {
  if (inner.length > 0 && inner.every((entry) => entry.claim === 'done')) return 'done';
  if (quarter.number < 4) return 'under-way';
  return draw.chance(0.3) ? 'done' : 'partly';
}

/** Part of the year's result reached by the end of a quarter. */
const PACE = [0, 0.2, 0.46, 0.74, 1] as const;

function valueAt(course: NumericCourse, quarter: number, draw: Random): number {
  if (quarter === 4) return course.final;
  if (course.direction === 'at-least') return Math.min(100, course.final + 0.8 * draw.bell());
  const pace = (PACE[quarter] ?? 1) + 0.06 * (draw.next() - 0.5);
  return course.start + (course.final - course.start) * pace;
}

export const isMet = ({ direction, final, target }: NumericCourse): boolean =>
  direction === 'decrease' || direction === 'at-most' ? final <= target : final >= target;

function numeric(course: NumericCourse, site: EntrySite, draw: Random, measure: string): Partial<EntryRow> {
  const value = valueAt(course, site.quarter.number, draw);
  const reported = figureText(value, course.decimals);
  const verified = site.verified ? figureText(verifiedValue(value, draw), course.decimals) : null;
  if (site.quarter.number < 4) return { reported, verified, claim: 'under-way' };
  if (isMet(course)) return { reported, verified, claim: 'done' };
  return { reported, verified, claim: rosy(draw, value, course) ? 'done' : 'partly', reason: missedReason(draw, measure) };
}

/** Now and then a unit calls a nearly reached goal done; the computed status beside it says otherwise. */
const rosy = (draw: Random, value: number, course: NumericCourse): boolean => draw.chance(Math.abs(value - course.target) / course.target < 0.12 ? 0.45 : 0.08);

/** In one of seven figures the verifier finds less than was reported, by up to 4 %; rarely a little more. */
function verifiedValue(value: number, draw: Random): number {
  const fate = draw.next();
  if (fate < 0.14) return value * (1 - 0.04 * draw.next());
  return fate > 0.98 ? value * 1.01 : value;
}

function milestone(course: MilestoneCourse, quarter: Quarter, draw: Random): Partial<EntryRow> {
  if (course.doneOn !== null && course.doneOn <= quarter.ends) return { doneOn: course.doneOn, share: '100', claim: 'done', ...words('已完成。', 'Done.') };
  const share = shareAt(course, quarter.number, draw);
  const { zh, en } = stageWords(share);
  const claim = quarter.number === 4 ? 'partly' : 'under-way';
  return { share: String(share), claim, ...words(zh, en), ...(quarter.ends >= course.due && { reason: missedReason(draw, '') }) };
}

const shareAt = (course: MilestoneCourse, quarter: number, draw: Random): number =>
  quarter === 4 ? course.share : Math.min(95, Math.round(course.share * (PACE[quarter] ?? 1) * (0.8 + 0.3 * draw.next())));

const words = (narrativeZh: string, narrativeEn: string): Partial<EntryRow> => ({ narrativeZh, narrativeEn });
