import { occurrences } from '../calendar/schedule.ts';
import type { Calendar, UnitInput } from '../input.ts';
import type { ConsequenceResult } from '../result.ts';
import type { Consequence } from '../scheme/grading.ts';
import { answerTo, joined, type Seen } from './conditions.ts';

function dueOf({ due }: Consequence, unit: UnitInput, calendar: Calendar | null): string | null {
  if (due === undefined || calendar === null) return null;
  return occurrences(due, unit, calendar)[0]?.day ?? null;
}

/** What follows from a unit's result, each with the facts that bring it about and the day by which it is due. */
export function consequencesOf(rules: readonly Consequence[], seen: Seen, unit: UnitInput, calendar: Calendar | null): ConsequenceResult[] {
  return rules.flatMap((rule) => {
    const answer = answerTo(rule.when, seen);
    if (answer.holds !== true) return [];
    const due = dueOf(rule, unit, calendar);
    return [{ id: rule.id, label: rule.label, because: joined(answer.because), ...(due !== null && { due }) }];
  });
}
