import type { PublicCycle, PublicObjection, PublicRelease } from '../../proof/release/files.ts';
import { lineOf, standingOf } from '../../proof/release/stages.ts';
import type { ResultNode, Text } from '../../scoring/result.ts';
import type { Release } from '../release.ts';
import { cycleOf, localDay, resultOf, scoredCycles } from './cycles.ts';

/** A release with its day in the city's time zone. */
export interface ReleaseLine extends PublicRelease {
  readonly on: string;
  readonly live: boolean;
  readonly labels: readonly Text[];
}

/** All releases up to this one, newest first. */
export function releaseLines(release: Release): readonly ReleaseLine[] {
  const own = lineOf(release.manifest, release.manifestSha256);
  return [...release.releases, own].reverse().map((line) => ({
    ...line,
    on: localDay(release, line.generatedAt),
    live: line.number === own.number,
    labels: line.cycles.map((id) => cycleOf(release, id)?.label ?? { zh: id, en: id }),
  }));
}

/** Score releases, and daily updates by month; newest first. */
export function releasesFacts(release: Release) {
  const lines = releaseLines(release);
  const daily = lines.filter(({ kind }) => kind === 'daily');
  return {
    scores: lines.filter(({ kind }) => kind === 'score'),
    months: [...Map.groupBy(daily, ({ on }) => on.slice(0, 7))],
    /** Whether releases of an earlier form are missing from the list. */
    incomplete: lines.length < release.manifest.release,
  };
}

/** A release that corrects an earlier one. */
export interface Erratum extends ReleaseLine {
  readonly corrects: NonNullable<PublicRelease['corrects']>;
}

/** Corrections, newest first. */
export const errata = (release: Release): readonly Erratum[] =>
  releaseLines(release).flatMap(({ corrects, ...line }) => (corrects === null ? [] : [{ ...line, corrects }]));

/** Scores that are open to objections. */
export interface Provisional {
  readonly cycle: PublicCycle;
  readonly release: number;
  /** The last day for an objection; over as of the release's day or not. */
  readonly until: string;
  readonly over: boolean;
  readonly objections: number;
  readonly open: number;
}

/** What the notice says where a cycle's scores are provisional; null where they stand. Without a cycle, the newest that has scores. */
export function provisional(release: Release, cycle = scoredCycles(release)[0]?.id): Provisional | null {
  const standing = cycle === undefined ? null : standingOf([...release.releases, lineOf(release.manifest, release.manifestSha256)], cycle);
  const about = standing && cycleOf(release, cycle ?? '');
  if (standing?.stage !== 'provisional' || standing.objectionsUntil === null || !about) return null;
  const made = release.objections.filter((objection) => objection.release === standing.number && objection.cycle === about.id);
  return {
    cycle: about,
    release: standing.number,
    until: standing.objectionsUntil,
    over: localDay(release, release.manifest.generatedAt) > standing.objectionsUntil,
    objections: made.length,
    open: made.filter(({ state }) => state === 'open').length,
  };
}

/** An objection with what it is about in words; null for the whole score. */
export interface ObjectionLine {
  readonly objection: PublicObjection;
  readonly subject: Text | null;
}

/** Objections of a unit in a cycle, oldest first. */
export function objectionsOf(release: Release, unit: string, cycle: string): readonly ObjectionLine[] {
  return release.objections
    .filter((objection) => objection.unit === unit && objection.cycle === cycle)
    .map((objection) => ({ objection, subject: subjectOf(release, objection) }));
}

function subjectOf(release: Release, { unit, cycle, about }: PublicObjection): Text | null {
  if (about.goal !== null) return goalTitle(release, unit, cycle, about.goal);
  const tree = resultOf(release, cycle, unit)?.tree;
  return about.part === null || !tree ? null : (labelIn(tree, about.part) ?? { zh: about.part, en: about.part });
}

function goalTitle({ plans }: Release, unit: string, cycle: string, code: string): Text {
  const goals = plans.find((plan) => plan.unit === unit && plan.cycle === cycle)?.goals ?? [];
  return goals.flatMap((goal) => [goal, ...goal.components]).find((goal) => goal.code === code)?.title ?? { zh: code, en: code };
}

const labelIn = (node: ResultNode, id: string): Text | null =>
  node.id === id ? node.label : node.children.reduce<Text | null>((found, child) => found ?? labelIn(child, id), null);
