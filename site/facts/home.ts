import type { PublicCycle, PublicWindow } from '../../proof/release/files.ts';
import type { CategoryResult, Text } from '../../scoring/result.ts';
import type { Release } from '../release.ts';
import { currentCycle, cycleOf, localDay, openWindow, scoredCycles } from './cycles.ts';
import { findOperation } from './ratings.ts';
import { type Erratum, errata, type Provisional, provisional } from './releases.ts';
import { type Strip, stripOf } from './strip.ts';

export interface HomeFacts {
  readonly cycle: PublicCycle;
  readonly open: { readonly window: PublicWindow; readonly label: Text } | null;
  /** The window that opens next or closed last, when none is open. */
  readonly near: { readonly window: PublicWindow; readonly label: Text; readonly coming: boolean; readonly early: boolean } | null;
  /** Plans on public notice, to which residents can still answer. */
  readonly notices: { readonly count: number; readonly until: string; readonly unit: string } | null;
  /** Scores against which units can still object. */
  readonly objections: Provisional | null;
  /** What came in the last seven days up to the release. */
  readonly week: { readonly reports: number; readonly late: number; readonly comments: number; readonly replies: number };
  /** The newest correction, for as long as it is news: thirty days. */
  readonly erratum: Erratum | null;
  readonly scored: PublicCycle | null;
  readonly strips: readonly { readonly category: CategoryResult; readonly strip: Strip }[];
  readonly goals: { readonly all: number; readonly done: number } | null;
  /** Valid answers of the newest scored cycle, over all units. */
  readonly answers: number | null;
  readonly period: { readonly label: Text; readonly accepted: number; readonly overdue: number; readonly total: number } | null;
  readonly comments: { readonly all: number; readonly answered: number; readonly overdue: number } | null;
}

const labelOf = (release: Release, window: PublicWindow): Text => cycleOf(release, window.cycle)?.label ?? { zh: window.cycle, en: window.cycle };

function nearWindow(release: Release): HomeFacts['near'] {
  const window = release.windows.findLast(({ state }) => state !== 'open');
  if (!window) return null;
  return {
    window,
    label: labelOf(release, window),
    coming: window.state === 'draft' || window.state === 'sealed',
    early: window.closesAt > release.manifest.generatedAt,
  };
}

function newestPeriod(release: Release, cycle: PublicCycle): HomeFacts['period'] {
  const reports = release.reports.filter((report) => report.cycle === cycle.id);
  const period = cycle.periods.findLast(({ id }) => reports.some((report) => report.period === id && report.state === 'accepted'));
  if (!period) return null;
  const own = reports.filter((report) => report.period === period.id);
  const size = (state: string): number => own.filter((report) => report.state === state).length;
  return { label: period.label, accepted: size('accepted'), overdue: size('overdue'), total: own.length };
}

const DAY_MS = 86_400_000;

/** The ISO day so many days before the release's. */
function daysBefore(release: Release, days: number): string {
  const today = localDay(release, release.manifest.generatedAt);
  return new Date(Date.parse(`${today}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);
}

function week(release: Release): HomeFacts['week'] {
  const from = daysBefore(release, 6);
  const recent = (day: string | null): boolean => day !== null && day >= from;
  const reports = release.reports.filter(({ submittedOn }) => recent(submittedOn));
  return {
    reports: reports.length,
    late: reports.filter(({ late }) => late).length,
    comments: release.comments.filter(({ receivedOn }) => recent(receivedOn)).length,
    replies: release.comments.flatMap(({ replies }) => replies).filter(({ on }) => recent(on)).length,
  };
}

function notices(release: Release): HomeFacts['notices'] {
  const today = daysBefore(release, 0);
  const open = release.plans
    .flatMap(({ unit, state, noticeTo }) => (state === 'notice' && noticeTo !== null && noticeTo >= today ? [{ unit, until: noticeTo }] : []))
    .sort((a, b) => (a.until < b.until ? -1 : 1));
  const [first] = open;
  return first ? { count: open.length, ...first } : null;
}

function strips(release: Release, scored: PublicCycle | null): HomeFacts['strips'] {
  const result = scored && release.scores.get(scored.id)?.result;
  if (!result) return [];
  return result.categories.flatMap((category) => {
    const strip = stripOf(result.units.filter((unit) => unit.category === category.id));
    return strip ? [{ category, strip }] : [];
  });
}

function openObjections(release: Release): Provisional | null {
  const standing = provisional(release);
  return standing && !standing.over ? standing : null;
}

export function homeFacts(release: Release): HomeFacts {
  const cycle = currentCycle(release);
  const window = openWindow(release);
  const scored = scoredCycles(release)[0] ?? null;
  const goals = release.plans.filter((plan) => plan.cycle === cycle.id).flatMap((plan) => plan.goals);
  const units = (scored && release.scores.get(scored.id)?.result.units) ?? [];
  const { comments } = release;
  return {
    cycle,
    open: window && { window, label: labelOf(release, window) },
    near: window ? null : nearWindow(release),
    notices: notices(release),
    objections: openObjections(release),
    week: week(release),
    erratum: errata(release).find(({ on }) => on >= daysBefore(release, 30)) ?? null,
    scored,
    strips: strips(release, scored),
    goals: goals.length === 0 ? null : { all: goals.length, done: goals.filter(({ latest }) => latest.status === 'done').length },
    answers: scored === null ? null : units.reduce((sum, { tree }) => sum + (findOperation(tree, 'image')?.answers?.valid ?? 0), 0),
    period: newestPeriod(release, cycle),
    comments:
      comments.length === 0
        ? null
        : {
            all: comments.length,
            answered: comments.filter(({ replies }) => replies.length > 0).length,
            overdue: comments.filter(({ overdue }) => overdue).length,
          },
  };
}
