import type { Queryable } from '../../db/client.ts';
import type { GoalRow, PlanKey, PlanRow } from '../../db/queries/plans.ts';
import * as queries from '../../db/queries/plans.ts';
import { type EntryRow, type GoalProgress, listAcceptedProgress } from '../../db/queries/progress.ts';
import { partPoints } from '../../proof/release/plan-effect.ts';
import { canonicalJson, type Scheme } from '../../scoring/index.ts';
import { toScoringGoal } from '../scores/goals.ts';
import type { PlanFrame } from './frame.ts';
import type { PartEffect } from './plans.shapes.ts';

/** What is scored, and with which rules. */
export interface Scored extends PlanKey {
  readonly scheme: Scheme;
  readonly category: string;
}

type Figures = ReadonlyMap<string, EntryRow>;

/** Goals with the figures that count for them. */
interface State {
  readonly goals: readonly GoalRow[];
  readonly figures: Figures;
}

/** What the newest accepted report says, by goal code: its figures are cumulative. */
export function newestFigures(progress: readonly GoalProgress[]): Figures {
  const newest = progress.at(-1)?.period;
  return new Map(progress.filter(({ period }) => period === newest).map((entry) => [entry.code, entry]));
}

/**
 * Points of each part that differ between two states, by the engine that scores. A goal without a figure is left out; a
 * part that cannot be worked out from goals alone, or that the office alone sees, is not named.
 */
export function effectsBetween(scored: Scored, parts: PlanFrame['parts'], before: State, after: State): PartEffect[] {
  return parts.flatMap(({ id, label }): PartEffect[] => {
    const [was, is] = [goalsOf(before, id), goalsOf(after, id)];
    if (canonicalJson(was) === canonicalJson(is)) return [];
    const [old, now] = [was, is].map((goals) => partPoints({ ...scored, part: id }, goals) ?? null);
    return old || now ? [{ part: id, label: { ...label }, before: points(old), after: points(now) }] : [];
  });
}

const points = (found: ReturnType<typeof partPoints> | undefined) => (found ? { exact: found.exact, rounded: found.rounded } : null);

const goalsOf = ({ goals, figures }: State, part: string) =>
  goals
    .filter((goal) => goal.parentId === null && goal.part === part)
    .map((goal) =>
      toScoringGoal(
        goal,
        ({ code }) => figures.get(code),
        (id) => goals.filter(({ parentId }) => parentId === id),
      ),
    );

/** What a later version does to the score, by the figures that are accepted today; of what was handed in, by those of that day. */
export async function effectOfVersion(db: Queryable, frame: PlanFrame, key: PlanKey, plan: PlanRow, goals: readonly GoalRow[]): Promise<PartEffect[]> {
  if (plan.effect) return [...plan.effect];
  const before = plan.version > 1 ? await queries.findVersionBefore(db, plan) : null;
  if (!before || plan.state === 'final') return [];
  const figures = newestFigures(await listAcceptedProgress(db, key.unit, key.cycle));
  return effectsBetween(
    { ...key, scheme: frame.scheme, category: frame.category },
    frame.parts,
    { goals: await queries.listPlanGoals(db, before.id), figures },
    { goals, figures },
  );
}
