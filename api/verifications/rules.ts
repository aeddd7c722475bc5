import type { EntryRow, GoalRow } from '../../db/queries/progress.ts';
import type { Scope, VerificationRow } from '../../db/queries/verifications.ts';
import type { Fault, Sentence } from '../errors.ts';
import { isDay, isFigure, isPlace, isShare } from '../progress/entry-rules.ts';
import { ENTRY } from '../progress/progress.errors.ts';
import { FINDING } from './verifications.errors.ts';

/** What a verifier says about one goal. */
export interface FindingInput {
  readonly goal: string;
  /** Looks at this goal that the verifier has seen: 0 when nobody had looked. */
  readonly seen: number;
  readonly outcome: 'confirmed' | 'corrected';
  readonly figure: string | null;
  readonly doneOn: string | null;
  readonly share: string | null;
  readonly reason: string;
  readonly document: string;
}

type Reported = Pick<EntryRow, 'reported' | 'doneOn' | 'share'>;

/** Whether a scope covers a goal of a unit. */
export const covers = (scope: Scope, unit: { readonly id: string; readonly category: string }, goal: string): boolean =>
  scope === 'all' || scope.categories.includes(unit.category) || scope.units.includes(unit.id) || scope.goals.includes(goal);

/** What was found about a goal: of a confirmed one exactly what was reported. */
export function foundOf(input: FindingInput, entry: Reported | undefined): Pick<VerificationRow, 'figure' | 'doneOn' | 'share'> {
  if (input.outcome === 'corrected') return { figure: input.figure, doneOn: input.doneOn, share: input.share };
  return { figure: entry?.reported ?? null, doneOn: entry?.doneOn ?? null, share: entry?.share ?? null };
}

/** Faults of a verifier's findings. `today` is the ISO day in the city's time zone. */
export function findingFaults(
  inputs: readonly FindingInput[],
  goals: ReadonlyMap<string, GoalRow>,
  entries: ReadonlyMap<string, EntryRow>,
  today: string,
): Fault[] {
  const seen = new Set<string>();
  return inputs.flatMap((input, index) => {
    const at = (field: string, message: Sentence): Fault => ({ path: `findings.${index}.${field}`, message });
    const goal = goals.get(input.goal);
    if (!goal) return [at('goal', ENTRY.unknownGoal)];
    if (seen.has(input.goal)) return [at('goal', ENTRY.twice)];
    seen.add(input.goal);
    if (goal.kind === 'composite') return [at('goal', FINDING.composite)];
    const entry = entries.get(goal.id);
    const faults = input.outcome === 'confirmed' ? confirmedFaults(entry) : correctedFaults(input, goal, entry, today);
    return faults.map(([field, message]) => at(field, message));
  });
}

type FieldFault = readonly [field: string, message: Sentence];

const saysNothing = (entry: EntryRow | undefined): boolean =>
  !entry || (entry.reported === null && entry.doneOn === null && entry.share === null && entry.claim === null);

const confirmedFaults = (entry: EntryRow | undefined): FieldFault[] => (saysNothing(entry) ? [['outcome', FINDING.nothingReported]] : []);

function correctedFaults(input: FindingInput, goal: GoalRow, entry: EntryRow | undefined, today: string): FieldFault[] {
  const faults: FieldFault[] = goal.kind === 'milestone' ? reachedFaults(input, today) : figureFaults(input, goal);
  if (faults.length === 0 && isSame(input, entry)) faults.push([goal.kind === 'milestone' ? 'doneOn' : 'figure', FINDING.same]);
  if (input.reason === '') faults.push(['reason', FINDING.reason]);
  if (input.document === '') faults.push(['document', FINDING.document]);
  return faults;
}

function figureFaults({ figure, doneOn, share }: FindingInput, goal: GoalRow): FieldFault[] {
  if (doneOn !== null || share !== null) return [['doneOn', ENTRY.noMilestone]];
  if (figure === null) return [['figure', FINDING.figure]];
  if (goal.kind === 'level') return isPlace(figure, goal.levels) ? [] : [['figure', ENTRY.noLevel]];
  return isFigure(figure) ? [] : [['figure', ENTRY.notExact]];
}

function reachedFaults({ figure, doneOn, share }: FindingInput, today: string): FieldFault[] {
  if (figure !== null) return [['figure', ENTRY.noFigure]];
  if (doneOn === null && share === null) return [['doneOn', FINDING.reached]];
  if (doneOn !== null && share !== null) return [['share', ENTRY.dayOrShare]];
  if (doneOn !== null && !isDay(doneOn)) return [['doneOn', ENTRY.notADay]];
  if (doneOn !== null && doneOn > today) return [['doneOn', ENTRY.inFuture]];
  return share === null || isShare(share) ? [] : [['share', ENTRY.shareRange]];
}

const isSame = ({ figure, doneOn, share }: FindingInput, entry: Reported | undefined): boolean =>
  (entry?.reported ?? null) === figure && (entry?.doneOn ?? null) === doneOn && (entry?.doneOn != null || (entry?.share ?? null) === share);
