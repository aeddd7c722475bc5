import { type ClockRules, runDays, termsOf } from '../../proof/release/case-clock.ts';
import type { PublicComment } from '../../proof/release/files.ts';
import { workingDays } from '../../proof/release/working-days.ts';
import type { Release } from '../release.ts';
import { localDay } from './cycles.ts';
import { oncePerRelease } from './once.ts';

/** The clock of a comment that has a day for an answer, in working days. */
export interface Clock {
  readonly allowed: number;
  /** Days on which it ran, to the answer; while there is none, to the release's day. */
  readonly used: number;
  readonly state: 'stopped' | 'answered' | 'answered-late' | 'running' | 'overdue';
}

const calendars = oncePerRelease((release) => release.calendar && workingDays(release.calendar));

/** The clock of the last term. Null for a comment without a day for an answer, and where the release has no calendar. */
export function clockOf(release: Release, comment: PublicComment): Clock | null {
  const days = calendars(release);
  const { answerBy, overdue } = comment;
  if (days === null || answerBy === null) return null;
  const rules: ClockRules = release.city.comments ?? { kinds: [] };
  const today = localDay(release, release.manifest.generatedAt);
  const { from, stops, answeredOn, isStopped } = (comment.terms && termsOf(comment, rules, days).at(-1)) ?? oneTerm(comment);
  const ran = (to: string): number => runDays(from, to, stops, rules.stops?.longest ?? 0, days);
  const state = answeredOn === null ? (overdue ? 'overdue' : isStopped ? 'stopped' : 'running') : answeredOn > answerBy ? 'answered-late' : 'answered';
  return { allowed: ran(answerBy), used: ran(answeredOn ?? today), state };
}

/** Of a release of before cases could be reopened. */
const oneTerm = ({ receivedOn, replies }: PublicComment) => ({ from: receivedOn, stops: [], answeredOn: replies[0]?.on ?? null, isStopped: false });
