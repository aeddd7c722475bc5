import type { Rational } from '../exact.ts';
import { within } from '../limits.ts';
import { note } from '../nodes/draft.ts';
import type { Note } from '../result.ts';
import type { Grading, Quota } from '../scheme/grading.ts';
import { answerTo, joined, type Seen } from './conditions.ts';
import { withinQuota } from './quota.ts';

/** A unit whose level is looked for. */
export interface Graded extends Seen {
  readonly id: string;
  readonly total: Rational | null;
  /** Level above which a veto does not let it come, where there is one. */
  readonly caps: readonly string[];
}

export interface Level {
  readonly level: string | null;
  readonly notes: readonly Note[];
}

const UNDECIDED = (zh: string, en: string): Level => ({ level: null, notes: [note('missing', `等次未定：缺少${zh}。`, `No level yet: ${en} missing.`)] });

/** The first rule that holds decides. One that is open stops the search: a worse level may still come. */
function byRules(grading: Grading, one: Graded): Level | null {
  for (const rule of grading.rules ?? []) {
    const { holds, because, open } = answerTo(rule.when, one);
    if (holds === false) continue;
    const gap = joined(open);
    if (holds === null) return UNDECIDED(`“${gap.zh}”`, gap.en);
    const why = joined(because);
    return { level: rule.level, notes: [note('override', `“${rule.label.zh}”：${why.zh}。`, `“${rule.label.en}”: ${why.en}.`)] };
  }
  return null;
}

function applies(quota: Quota, one: Graded): boolean {
  const proposed = quota.proposed === undefined || answerTo(quota.proposed, one).holds === true;
  return proposed && (quota.barred === undefined || answerTo(quota.barred, one).holds === false);
}

/** Ids that a quota lifts to its level. */
function lifted(quota: Quota, free: readonly Graded[], assessed: number): ReadonlySet<string> {
  const applicants = free
    .filter(({ total }) => total !== null)
    .filter((one) => applies(quota, one))
    .flatMap(({ id, figures }) => {
      const score = figures.get(quota.by)?.value ?? null;
      return score === null ? [] : [{ id, score }];
    });
  return withinQuota(applicants, quota.share, assessed);
}

function byPlace(grading: Grading, { place }: Graded): string | null {
  return (place === null ? undefined : grading.places?.find(({ up_to: upTo }) => place <= upTo)?.level) ?? null;
}

function byBands(grading: Grading, one: Graded): Level | null {
  if (grading.bands === undefined) return null;
  const figure = one.figures.get(grading.bands.of);
  const value = figure?.value ?? null;
  if (value === null) return UNDECIDED(`“${figure?.node.label.zh ?? grading.bands.of}”`, `“${figure?.node.label.en ?? grading.bands.of}”`);
  return { level: grading.bands.bands.find((band) => within(value, band))?.level ?? null, notes: [] };
}

function capped(grading: Grading, { level, notes }: Level, { caps }: Graded): Level {
  const order = grading.levels.map(({ id }) => id);
  if (level === null) return { level, notes };
  return { level: order[Math.max(order.indexOf(level), ...caps.map((cap) => order.indexOf(cap)))] ?? level, notes };
}

/**
 * Levels of the units of one category: rules, then quotas, then places, then bands, then `otherwise`; a veto caps last.
 * A unit without a total has a level only where a rule gives it one.
 */
export function levelsOf(grading: Grading, units: readonly Graded[]): Level[] {
  const ruled = units.map((one) => byRules(grading, one));
  const free = units.filter((_, index) => ruled[index] === null);
  const assessed = units.filter(({ total }) => total !== null).length;
  const quotas = (grading.quotas ?? []).map((quota) => ({ level: quota.level, ids: lifted(quota, free, assessed) }));
  return units.map((one, index) => {
    const rule = ruled[index] ?? null;
    if (rule !== null) return capped(grading, rule, one);
    if (one.total === null) return { level: null, notes: [] };
    const quota = quotas.find(({ ids }) => ids.has(one.id))?.level ?? byPlace(grading, one);
    const found = quota === null ? (byBands(grading, one) ?? { level: grading.otherwise ?? null, notes: [] }) : { level: quota, notes: [] };
    return capped(grading, found.level === null && found.notes.length === 0 ? { ...found, level: grading.otherwise ?? null } : found, one);
  });
}
