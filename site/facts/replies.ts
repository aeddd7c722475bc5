import type { PublicComment, PublicCycle, PublicReplyRecord, PublicUnit } from '../../proof/release/files.ts';
import type { Release } from '../release.ts';

/** Below so many decided cases a share or a median says nothing about a unit. */
export const FEW = 5;

/** Lines on one page. */
const LINES = 300;

export interface ReplyLine {
  readonly unit: PublicUnit;
  readonly record: PublicReplyRecord;
  /** Per cent answered in time of what is answered or overdue, whole; null where there are few. */
  readonly share: number | null;
}

export interface RepliesFacts {
  readonly cycle: PublicCycle;
  readonly others: readonly PublicCycle[];
  readonly page: number;
  readonly pages: number;
  /** Units with enough cases, the most reliable first; then the others as the city lists them. */
  readonly lines: readonly ReplyLine[];
  /** What authors said; null in releases from before they could. */
  readonly said: { readonly solved: number; readonly notSolved: number; readonly reopened: number } | null;
  readonly sum: Readonly<Record<'asked' | 'inTime' | 'late' | 'waiting' | 'overdue', number>>;
  /** Comments without an answer whose day has passed, the longest waiting first. */
  readonly overdue: readonly { readonly unit: PublicUnit; readonly comment: PublicComment }[];
}

export const repliesPath = (cycle?: string, page = 1): string =>
  ['/replies', cycle, page > 1 ? page : undefined].filter((part) => part !== undefined).join('/');

/** Cycles in which somebody asked for an answer, newest first. */
export const askedCycles = (release: Release): PublicCycle[] =>
  release.cycles.filter(({ id }) => release.replyRecord.some(({ cycle, asked }) => cycle === id && asked > 0)).toReversed();

const decided = ({ inTime, late, overdue }: PublicReplyRecord): number => inTime + late + overdue;

function shareOf(record: PublicReplyRecord): number | null {
  return decided(record) < FEW ? null : Math.round((record.inTime / decided(record)) * 100);
}

/** Exact shares decide, then how fast; units with few cases are not compared. */
function before(a: ReplyLine, b: ReplyLine): number {
  if (a.share === null || b.share === null) return Number(a.share === null) - Number(b.share === null);
  const [left, right] = [a.record.inTime * decided(b.record), b.record.inTime * decided(a.record)];
  return right - left || Number(a.record.medianWorkingDays) - Number(b.record.medianWorkingDays);
}

/** How units answer in a cycle, page by page; null where nobody asked. */
export function repliesFacts(release: Release, cycleId: string | null, page = 1): RepliesFacts | null {
  const cycles = askedCycles(release);
  const cycle = cycleId === null ? cycles[0] : cycles.find(({ id }) => id === cycleId);
  if (!cycle) return null;
  const records = new Map(release.replyRecord.filter((record) => record.cycle === cycle.id && record.asked > 0).map((record) => [record.unit, record]));
  const lines = release.units
    .flatMap((unit): ReplyLine[] => {
      const record = records.get(unit.id);
      return record ? [{ unit, record, share: shareOf(record) }] : [];
    })
    .sort(before);
  const sum = (key: keyof RepliesFacts['sum']): number => lines.reduce((all, { record }) => all + record[key], 0);
  return {
    cycle,
    others: cycles.filter(({ id }) => id !== cycle.id),
    page,
    pages: Math.max(1, Math.ceil(lines.length / LINES)),
    lines: lines.slice((page - 1) * LINES, page * LINES),
    sum: { asked: sum('asked'), inTime: sum('inTime'), late: sum('late'), waiting: sum('waiting'), overdue: sum('overdue') },
    said: lines.some(({ record }) => record.solved !== undefined) ? saidIn(lines) : null,
    overdue: overdueIn(release, cycle.id),
  };
}

function saidIn(lines: readonly ReplyLine[]): RepliesFacts['said'] {
  const sum = (key: 'solved' | 'notSolved' | 'reopened'): number => lines.reduce((all, { record }) => all + (record[key] ?? 0), 0);
  return { solved: sum('solved'), notSolved: sum('notSolved'), reopened: sum('reopened') };
}

function overdueIn(release: Release, cycle: string): RepliesFacts['overdue'] {
  const units = new Map(release.units.map((unit) => [unit.id, unit]));
  return release.comments
    .filter((comment) => comment.cycle === cycle && comment.overdue)
    .sort((a, b) => ((a.answerBy ?? '') < (b.answerBy ?? '') ? -1 : 1))
    .flatMap((comment) => {
      const unit = units.get(comment.unit);
      return unit ? [{ unit, comment }] : [];
    });
}

/** Pages after the first, of every cycle. */
export const laterReplyPages = (release: Release): { readonly cycle: string; readonly page: string }[] =>
  askedCycles(release).flatMap(({ id }) =>
    Array.from({ length: (repliesFacts(release, id)?.pages ?? 1) - 1 }, (_, index) => ({ cycle: id, page: String(index + 2) })),
  );
