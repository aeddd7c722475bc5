/** What an order by tree needs to know of a goal. */
export interface TreeGoal {
  readonly id: string;
  readonly parentId: string | null;
}

/** Goals in the order of the plan, each composite goal followed by its components. Positions count among siblings only. */
export function inTreeOrder<G extends TreeGoal>(goals: readonly G[]): G[] {
  const known = new Set(goals.map((goal) => goal.id));
  const below = (parent: string | null): G[] =>
    goals.filter((goal) => (goal.parentId !== null && known.has(goal.parentId) ? goal.parentId : null) === parent).flatMap((goal) => [goal, ...below(goal.id)]);
  return below(null);
}
