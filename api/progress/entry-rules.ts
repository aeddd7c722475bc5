import type { Fault, Sentence } from '../errors.ts';
import { ENTRY } from './progress.errors.ts';

const EXACT = /^-?[0-9]{1,30}([.][0-9]{1,12})?$/;

/** An exact decimal figure as the database keeps it. */
export const isFigure = (text: string): boolean => EXACT.test(text);

/** A place in a list of levels, from 0. */
export const isPlace = (text: string, levels: readonly string[] | null): boolean => /^(0|[1-9][0-9]?)$/.test(text) && Number(text) < (levels?.length ?? 0);

export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** What the rules read of an entry. */
export interface EntryInput {
  readonly goal: string;
  readonly reported: string | null;
  readonly doneOn: string | null;
  readonly share: string | null;
  readonly claim: string | null;
}

export interface RuleGoal {
  readonly code: string;
  readonly kind: 'numeric' | 'milestone' | 'level' | 'composite';
  readonly levels: readonly string[] | null;
}

/** Faults of a report's entries against the plan. `today` is the ISO day in the city's time zone. */
export function entryFaults(entries: readonly EntryInput[], goals: readonly RuleGoal[], today: string): Fault[] {
  const known = new Map(goals.map((goal) => [goal.code, goal]));
  const seen = new Set<string>();
  return entries.flatMap((entry, index) => {
    const at = (field: string, message: Sentence): Fault => ({ path: `entries.${index}.${field}`, message });
    const goal = known.get(entry.goal);
    if (!goal) return [at('goal', ENTRY.unknownGoal)];
    if (seen.has(entry.goal)) return [at('goal', ENTRY.twice)];
    seen.add(entry.goal);
    return (goal.kind === 'milestone' ? milestoneFaults(entry, today) : figureFaults(entry, goal)).map(([field, message]) => at(field, message));
  });
}

type FieldFault = readonly [field: string, message: Sentence];

function figureFaults({ reported, doneOn, share }: EntryInput, { kind, levels }: RuleGoal): FieldFault[] {
  const faults: FieldFault[] = [];
  if (reported !== null && kind === 'composite') faults.push(['reported', ENTRY.noFigure]);
  else if (reported !== null && kind === 'level' && !isPlace(reported, levels)) faults.push(['reported', ENTRY.noLevel]);
  else if (reported !== null && !isFigure(reported)) faults.push(['reported', ENTRY.notExact]);
  if (doneOn !== null) faults.push(['doneOn', ENTRY.noMilestone]);
  if (share !== null) faults.push(['share', ENTRY.noMilestone]);
  return faults;
}

function milestoneFaults({ reported, doneOn, share, claim }: EntryInput, today: string): FieldFault[] {
  const faults: FieldFault[] = [];
  if (reported !== null) faults.push(['reported', ENTRY.noFigure]);
  if (doneOn !== null && !isDay(doneOn)) faults.push(['doneOn', ENTRY.notADay]);
  else if (doneOn !== null && doneOn > today) faults.push(['doneOn', ENTRY.inFuture]);
  if (share !== null && !isShare(share)) faults.push(['share', ENTRY.shareRange]);
  else if (share !== null && doneOn !== null) faults.push(['share', ENTRY.dayOrShare]);
  if (claim === 'done' && doneOn === null) faults.push(['doneOn', ENTRY.claimsDone]);
  return faults;
}

export const isShare = (text: string): boolean => /^(100([.]0{1,12})?|[0-9]{1,2}([.][0-9]{1,12})?)$/.test(text);
