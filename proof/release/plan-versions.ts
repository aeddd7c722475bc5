import { exact } from '../../scoring/index.ts';
import type { PlanChange, PlanField, PlanTerms, PublicCycle, PublicGoal } from './files.ts';

/** What a plan fixes about its goals, composite goals before their components. */
export const termsOf = (goals: readonly PublicGoal[], parent: string | null = null): PlanTerms[] =>
  goals.flatMap(({ code, part, kind, direction, levels, weight, veto, title, promise, measure, start, target, due, components }) => [
    { code, parent, part, kind, direction, ...(levels && { levels }), ...counting({ weight, veto }), title, promise, measure, start, target, due },
    ...termsOf(components, code),
  ]);

/** How a goal counts, where its plan says so. */
export const counting = ({
  weight,
  veto,
}: {
  readonly weight?: string | null | undefined;
  readonly veto?: boolean | undefined;
}): Pick<PlanTerms, 'weight' | 'veto'> => ({
  ...(weight != null && { weight }),
  ...(veto && { veto: true }),
});

/** What of a goal can change, with the value to compare. */
const FIELDS: readonly { readonly field: Exclude<PlanField, 'added' | 'removed'>; readonly of: (terms: PlanTerms) => string | null }[] = [
  { field: 'target', of: ({ target, levels }) => (levels && target !== null ? (levels[Number(target)] ?? target) : target) },
  { field: 'start', of: ({ start }) => start },
  { field: 'due', of: ({ due }) => due },
  { field: 'weight', of: ({ weight }) => weight ?? null },
  { field: 'veto', of: ({ veto }) => (veto ? 'true' : null) },
  { field: 'title', of: ({ title }) => title.zh },
  { field: 'promise', of: ({ promise }) => promise.zh },
  { field: 'measure', of: ({ measure }) => measure.zh },
];

/**
 * What a version changes against the one before, in the order of the goals; removed ones come last.
 * @param decidedOn the day from which the version counts: final, or in notice.
 */
export function changesBetween(before: readonly PlanTerms[], after: readonly PlanTerms[], decidedOn: string | null, cycle: PublicCycle): PlanChange[] {
  const old = new Map(before.map((terms) => [terms.code, terms]));
  const now = new Map(after.map((terms) => [terms.code, terms]));
  const change = (terms: PlanTerms, field: PlanField, from: string | null, to: string | null, lowered: boolean): PlanChange => {
    return { goal: terms.code, field, from, to, lowered, late: lowered && isLate(terms.due, decidedOn, cycle) };
  };
  const kept = after.flatMap((terms): PlanChange[] => {
    const was = old.get(terms.code);
    if (was && sameKind(was, terms))
      return FIELDS.filter(({ of }) => of(was) !== of(terms)).map(({ field, of }) => change(was, field, of(was), of(terms), isLowered(field, was, terms)));
    const added = change(terms, 'added', null, terms.title.zh, false);
    return was ? [change(was, 'removed', was.title.zh, null, true), added] : [added];
  });
  return [...kept, ...before.filter(({ code }) => !now.has(code)).map((terms) => change(terms, 'removed', terms.title.zh, null, true))];
}

/** A goal that is measured in another way, or counts elsewhere, is another goal. */
const sameKind = (a: PlanTerms, b: PlanTerms): boolean =>
  a.kind === b.kind && a.direction === b.direction && a.part === b.part && a.parent === b.parent && a.levels?.join('|') === b.levels?.join('|');

function isLowered(field: PlanField, before: PlanTerms, after: PlanTerms): boolean {
  if (field === 'due') return after.due > before.due;
  if (field === 'weight') return weightOf(after).compare(weightOf(before)) < 0;
  if (field === 'veto') return before.veto === true;
  if (field === 'target') return isEasier(before, before.target, after.target);
  return false;
}

/** Without a weight a goal counts as 1, as the engine takes it. */
const weightOf = ({ weight }: PlanTerms) => exact(weight ?? '1');

/** Whether a target asks for less: no target asks for nothing; what shall fall is easier to reach the higher it may stay. */
function isEasier({ direction }: PlanTerms, before: string | null, after: string | null): boolean {
  if (before === null || after === null) return before !== null;
  const rise = exact(after).compare(exact(before));
  return direction === 'decrease' || direction === 'at-most' ? rise > 0 : rise < 0;
}

/** Late: the last period of the cycle had begun, or the goal's own day had come. */
function isLate(due: string, decidedOn: string | null, { periods }: PublicCycle): boolean {
  const last = periods.at(-1)?.startsOn;
  return decidedOn !== null && (decidedOn >= due || (last !== undefined && decidedOn >= last));
}
