import { type Goal, type ResultNode, type Scheme, score } from '../../scoring/index.ts';
import { toGoal } from './checks/statuses.ts';
import type { PlanTerms, PublicGoal, PublicPlan, PublicPlanVersion, PublicProgress } from './files.ts';

type Progress = ReadonlyMap<string, readonly PublicProgress[]>;

const progressOf = (goals: readonly PublicGoal[]): (readonly [string, readonly PublicProgress[]])[] =>
  goals.flatMap(({ code, progress, components }) => [[code, progress] as const, ...progressOf(components)]);

/** Goals with other terms and the figures of today. */
const withTerms = (terms: readonly PlanTerms[], progress: Progress, parent: string | null = null): PublicGoal[] =>
  terms
    .filter((one) => one.parent === parent)
    .map(({ parent: _, ...one }) => ({
      ...one,
      borrowed: null,
      progress: progress.get(one.code) ?? [],
      latest: { claim: null, status: 'not-reported', ratio: null, late: false },
      components: withTerms(terms, progress, one.code),
    }));

interface Scored {
  readonly scheme: Scheme;
  readonly plan: PublicPlan;
  readonly category: string;
  readonly part: string;
  readonly progress: Progress;
}

/** Whether a part can be worked out with the goal: nothing is missing in it that a score would have to wait for. */
function hasFigure(goal: Goal): boolean {
  if (goal.kind === 'composite') return goal.components.every(hasFigure);
  if (goal.kind === 'milestone') return goal.done !== null || (goal.share ?? null) !== null;
  return (goal.verified ?? goal.actual) !== null && goal.comparable !== false;
}

/** Points of one part, exact and as printed. */
interface Points {
  readonly exact: string;
  readonly rounded: string;
}

interface Place {
  readonly scheme: Scheme;
  readonly unit: string;
  readonly cycle: string;
  readonly category: string;
  readonly part: string;
}

/** Points of one part from its goals alone; null where the scheme gives it none, or shows them to the office only. */
export function partPoints({ scheme, unit, cycle, category, part }: Place, goals: readonly Goal[]): (Points & Pick<ResultNode, 'visibility'>) | null {
  const newest = goals.filter(hasFigure);
  if (newest.length === 0) return null;
  try {
    const { units } = score(scheme, { scheme: scheme.id, cycle, units: [{ id: unit, category, values: { [part]: newest } }] }, { digest: '' });
    const node = units[0] && nodeOf(units[0].tree, part);
    if (!node || node.visibility === 'office' || node.exact === null || node.rounded === null) return null;
    return { exact: node.exact, rounded: node.rounded, visibility: node.visibility };
  } catch {
    return null; // the scheme computes nothing from a plan alone
  }
}

/** Points of one part with some terms, as everybody may see them. */
function pointsWith(terms: readonly PlanTerms[], { scheme, plan, category, part, progress }: Scored): string | null {
  const goals = withTerms(terms, progress).filter((goal) => goal.part === part);
  const points = partPoints(
    { scheme, unit: plan.unit, cycle: plan.cycle, category, part },
    goals.map((goal) => toGoal(goal, goal.progress.at(-1)?.period ?? null)),
  );
  return points?.visibility === 'public' ? points.rounded : null;
}

function nodeOf(node: ResultNode, id: string): ResultNode | null {
  if (node.id === id) return node;
  for (const child of node.children) {
    const found = nodeOf(child, id);
    if (found) return found;
  }
  return null;
}

/**
 * What a version did to the score: points of the part whose goals it changed, by the figures of the release, with the
 * terms before and with its own. Goals without a figure are left out of both. Null in a first version, where it changed
 * goals of several parts, and where a goal was removed, because nothing is reported about that goal any more.
 */
export function effectOf(
  scheme: Scheme | undefined,
  category: string,
  plan: PublicPlan,
  before: readonly PlanTerms[],
  { goals, changes }: Pick<PublicPlanVersion, 'goals' | 'changes'>,
): PublicPlanVersion['effect'] {
  const terms = new Map(goals.map((one) => [one.code, one]));
  const parts = new Set(changes.map(({ goal }) => terms.get(goal)?.part));
  const [part] = parts;
  if (!scheme || part === undefined || parts.size > 1 || changes.some(({ field }) => field === 'removed')) return null;
  const scored: Scored = { scheme, plan, category, part, progress: new Map(progressOf(plan.goals)) };
  const [was, is] = [pointsWith(before, scored), pointsWith(goals, scored)];
  return was === null || is === null ? null : { before: was, after: is };
}
