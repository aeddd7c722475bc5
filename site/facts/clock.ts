import type { PublicComment } from '../../proof/release/files.ts';
import { workingDays } from '../../proof/release/working-days.ts';
import type { Release } from '../release.ts';
import { localDay } from './cycles.ts';
import { oncePerRelease } from './once.ts';

/** The clock of a comment that has a day for an answer, in working days. */
export interface Clock {
  readonly allowed: number;
  /** From receipt to the first answer; while there is none, to the release's day. */
  readonly used: number;
  readonly state: 'answered' | 'answered-late' | 'running' | 'overdue';
}

const calendars = oncePerRelease((release) => release.calendar && workingDays(release.calendar));

/** Null for a comment without a day for an answer, and where the release has no calendar. */
export function clockOf(release: Release, { receivedOn, answerBy, replies, overdue }: PublicComment): Clock | null {
  const days = calendars(release);
  if (days === null || answerBy === null) return null;
  const answered = replies[0]?.on;
  return {
    allowed: days.between(receivedOn, answerBy),
    used: days.between(receivedOn, answered ?? localDay(release, release.manifest.generatedAt)),
    state: answered === undefined ? (overdue ? 'overdue' : 'running') : answered > answerBy ? 'answered-late' : 'answered',
  };
}
