import { type Scheme, walk } from '../../scoring/index.ts';

/** Rated parts of the units of one category. */
export function imagesOf(scheme: Scheme, category: string) {
  const tree = scheme.categories.find(({ id }) => id === category)?.tree;
  return (tree ? walk(tree) : []).flatMap(({ node }) => (node.kind === 'image' ? [node] : []));
}

/** Least number of valid answers by group; the strictest where parts of the scheme differ. */
export function minimumsOf(scheme: Scheme, category: string): ReadonlyMap<string, number> {
  const minimum = new Map<string, number>();
  for (const { id, minimum: least } of imagesOf(scheme, category).flatMap(({ groups }) => groups)) minimum.set(id, Math.max(least, minimum.get(id) ?? 0));
  return minimum;
}
