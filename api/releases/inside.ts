import type { Scheme } from '../../scoring/index.ts';

/**
 * Categories whose totals no scheme shows to everybody: persons, most often. Their units enter nothing that is public,
 * neither by name nor by plan, report or comment.
 */
export function categoriesKeptInside(schemes: readonly Scheme[]): ReadonlySet<string> {
  const shown = new Set<string>();
  const known = new Set<string>();
  for (const scheme of schemes) {
    for (const { id, tree } of scheme.categories) {
      known.add(id);
      if ((tree.visibility ?? scheme.visibility) === 'public') shown.add(id);
    }
  }
  return new Set([...known].filter((id) => !shown.has(id)));
}
