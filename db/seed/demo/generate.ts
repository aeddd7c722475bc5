import type { City, CityCycle, CityUnit } from '../../../content/load.ts';
import { ballots } from './ballots.ts';
import { demoCases } from './comments/cases.ts';
import { demoComments } from './comments/comments.ts';
import { documentsOf } from './documents.ts';
import { judged } from './findings.ts';
import { type BorrowedRow, borrowedRows } from './goals/borrowed.ts';
import { EDUCATION_GOALS, EDUCATION_SOURCE } from './goals/borrowed-education.ts';
import { WATER_GOALS, WATER_SOURCE } from './goals/borrowed-water.ts';
import { flat, type PlannedGoal, type UnitPlan, unitPlan } from './goals/plan.ts';
import { unitReports } from './reports/reports.ts';
import { withVerifications } from './reports/verifications.ts';
import type {
  AppealRow,
  CaseEventRow,
  CommentRow,
  DocumentRow,
  EntryRow,
  FindingRow,
  GoalRow,
  PartValueRow,
  PlainBallot,
  PlanRow,
  ReplyRow,
  ReportRow,
  TallyRow,
  VerificationRow,
} from './rows.ts';
import { withAreas } from './splits.ts';
import { tally } from './tallies.ts';
import { withSecondVersions } from './versions.ts';

/** Everything the demonstration city publishes beside its content: plain rows, and the ballots still to be sealed. */
export interface Demo {
  readonly plans: readonly PlanRow[];
  /** Composite goals come before their components. */
  readonly goals: readonly GoalRow[];
  readonly reports: readonly ReportRow[];
  readonly entries: readonly EntryRow[];
  /** What entries name that were verified. */
  readonly verifications: readonly VerificationRow[];
  readonly findings: readonly FindingRow[];
  /** What the findings name. */
  readonly documents: readonly DocumentRow[];
  readonly partValues: readonly PartValueRow[];
  readonly comments: readonly CommentRow[];
  readonly replies: readonly ReplyRow[];
  readonly caseEvents: readonly CaseEventRow[];
  readonly appeals: readonly AppealRow[];
  /** Of the cycles whose window says `ratings: tallies`. */
  readonly tallies: readonly TallyRow[];
  /** window id → people on the list by group; groups without a list are absent. */
  readonly rosters: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Ballots of the windows that say `ratings: ballots`, drawn anew on each call and always the same. */
  readonly ballots: (windowId: string) => Iterable<PlainBallot>;
}

export const DEMO_SEED = 'chujiang-1';

/** Draws the demonstration data. The same city, seed and moment of installation give the same rows. */
export function generateDemo(city: City, seed: string, installedAt: Date): Demo {
  const planned = city.cycles.flatMap((cycle) => city.units.map((unit) => plannedUnit({ seed, city, unit, cycle, installedAt })));
  const reported = planned.map(({ plan, borrowed }) => unitReports({ seed, city, plan, borrowed, installedAt }));
  const reports = reported.flatMap((one) => one.reports);
  const verdicts = city.cycles.map((cycle) => judged(seed, city, cycle));
  return {
    ...withSecondVersions(
      { plans: planned.map(({ plan }) => plan.plan), goals: planned.flatMap(({ plan }) => flat(plan.goals).map((goal) => goal.row)) },
      city,
    ),
    reports,
    ...withVerifications(
      seed,
      reports,
      reported.flatMap((one) => one.entries),
    ),
    findings: verdicts.flatMap((one) => one.findings),
    documents: documentsOf(verdicts.flatMap((one) => one.findings)),
    partValues: verdicts.flatMap((one) => one.partValues),
    ...saidIn(seed, city, installedAt),
    tallies: city.cycles.flatMap((cycle) =>
      cycle.window?.ratings === 'tallies' ? tally(city, cycle.window.id, withAreas(seed, city, cycle, ballots(seed, city, cycle))) : [],
    ),
    rosters: Object.fromEntries(city.cycles.flatMap(({ window }) => (window ? [[window.id, rosters(city)]] : []))),
    ballots: (windowId) => windowBallots(seed, city, windowId),
  };
}

function saidIn(seed: string, city: City, installedAt: Date) {
  const { comments, replies } = demoComments(seed, city, installedAt);
  const { replies: second, ...cases } = demoCases(seed, comments, replies, installedAt);
  return { comments, replies: [...replies, ...second], ...cases };
}

const rosters = (city: City): Record<string, number> => Object.fromEntries(city.groups.flatMap(({ id, roster }) => (roster === null ? [] : [[id, roster]])));

function windowBallots(seed: string, city: City, windowId: string): Iterable<PlainBallot> {
  const cycle = city.cycles.find((one) => one.window?.id === windowId && one.window.ratings === 'ballots');
  return cycle ? ballots(seed, city, cycle) : [];
}

interface PlannedUnit {
  readonly plan: UnitPlan;
  readonly borrowed: readonly BorrowedRow[];
}

function plannedUnit(input: { seed: string; city: City; unit: CityUnit; cycle: CityCycle; installedAt: Date }): PlannedUnit {
  let borrowed: readonly BorrowedRow[] = [];
  const plan = unitPlan(input, (planId) => {
    borrowed = borrowedFor(input.unit.id, input.cycle.id, planId);
    return borrowed.map(asPlanned);
  });
  return { plan, borrowed };
}

/** Two bureaus of the open year stand on figures of published reports. */
function borrowedFor(unitId: string, cycleId: string, planId: string): readonly BorrowedRow[] {
  if (cycleId !== '2025') return [];
  if (unitId === 'water') return borrowedRows(WATER_GOALS, { planId, unitId, cycleId, source: WATER_SOURCE });
  if (unitId === 'education') return borrowedRows(EDUCATION_GOALS, { planId, unitId, cycleId, source: EDUCATION_SOURCE });
  return [];
}

const asPlanned = ({ row, components }: BorrowedRow): PlannedGoal => ({ row, course: null, components: components.map(asPlanned) });
