import type { Calendar, Holder, Letter } from '../input.ts';
import type { LetterResult } from '../result.ts';
import type { LetterRule } from '../scheme/grading.ts';

/**
 * Who answers for a letter on a day: the last holder who had taken the post and signed by then. Until the successor has
 * signed, the predecessor answers; null before anybody has signed.
 */
export function answersOn(holders: readonly Holder[], day: string): string | null {
  const signed = holders.filter(({ since, signed: on }) => since <= day && on !== null && on <= day);
  return [...signed].sort((a, b) => (a.since < b.since ? -1 : 1)).at(-1)?.holder ?? null;
}

/** Whether a letter binds as of a day: every party has signed, and the day lies within its validity, both ends included. */
export function letterOf(rule: LetterRule, letter: Letter, { asOf }: Pick<Calendar, 'asOf'>): LetterResult {
  const missing = rule.parties.flatMap(({ id }) => {
    const on = letter.signed[id] ?? null;
    return on === null || on > asOf ? [id] : [];
  });
  return {
    inForce: missing.length === 0 && letter.validFrom <= asOf && asOf <= letter.validTo,
    missing,
    answers: answersOn(letter.holders ?? [], asOf),
    visibility: rule.visibility,
  };
}
