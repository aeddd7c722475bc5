import type { City } from '../../content/load.ts';

const DAY_MS = 86_400_000;
/** After this many days nobody is reminded any more: the office has called by then. */
const LAST_DAY = 60;

/** A reminder that is due: which one, and how far the day is from the last day for the report (negative: before it). */
export interface Due {
  readonly kind: string;
  readonly days: number;
}

/**
 * The reminder that is due on a day; null when none is. Each stands until the next one comes, so that a day on which
 * the worker did not run loses nothing; only the newest is given, so that nobody gets several at once.
 * @param reportBy ISO day, the last one for the report. @param today ISO day.
 */
export function dueOn(reportBy: string, today: string, { before, onTheDay, after }: City['reminders']): Due | null {
  const days = Math.round((Date.parse(today) - Date.parse(reportBy)) / DAY_MS);
  const steps = [
    ...before.map((n) => ({ kind: `before-${n}`, from: -n })),
    ...(onTheDay ? [{ kind: 'on', from: 0 }] : []),
    ...after.map((n) => ({ kind: `after-${n}`, from: n })),
  ].sort((a, b) => a.from - b.from);
  const newest = steps.findLast(({ from }) => from <= days);
  return newest && days <= LAST_DAY ? { kind: newest.kind, days } : null;
}
