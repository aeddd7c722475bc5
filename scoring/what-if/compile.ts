import { scaleOf } from '../image/levels.ts';
import type { ScoringInput, UnitInput } from '../input.ts';
import type { Result, ResultNode } from '../result.ts';
import type { ImageNode, SchemeNode } from '../scheme/nodes.ts';
import type { Category, Scheme } from '../scheme/schema.ts';
import { walkAll } from '../scheme/walk.ts';
import { score } from '../score.ts';
import { entered, settled } from './settled.ts';
import type { ViewOptions } from './view.ts';

/** A scoring run that is repeated with other weights of the groups of raters: their figures, and the parts they do not enter, are worked out only once. */
export interface Compiled {
  readonly official: Result;
  readonly score: (scheme: Scheme) => Result;
}

const source = (image: ImageNode): string => `groups-of-${image.id}`;

/** Public image as a weighted mean of its groups' figures, each given. */
function asGiven(node: SchemeNode): SchemeNode {
  if (node.kind === 'image') {
    const { levels: _levels, dont_know: _key, questionnaires: _asked, groups, below_minimum: _below, when_empty, answer_labels: _labels, ...rest } = node;
    const { min = '0', max = '0' } = scaleOf(node).scale;
    const parts = groups.map(({ id, label, weight }): SchemeNode => ({ id, label, weight, kind: 'value', reads: source(node), value: id, range: [min, max] }));
    return { ...rest, kind: 'weighted', missing: when_empty, parts };
  }
  return 'parts' in node ? ({ ...node, parts: node.parts.map(asGiven) } as SchemeNode) : node;
}

/** One image at most per category, and not one that repeats by period: otherwise the groups of one could be taken for another's. */
function compilable({ tree }: Category): boolean {
  const all = walkAll(tree).filter(({ node }) => node.kind === 'image');
  return all.length === 0 || (all.length === 1 && !(all[0]?.path.includes('part') ?? true));
}

const flat = (node: ResultNode): ResultNode[] => [node, ...node.children.flatMap(flat)];

function given(unit: UnitInput, tree: ResultNode | undefined, image: ImageNode | undefined): UnitInput {
  const { ratings: _ratings, ...rest } = unit;
  const node = tree === undefined || image === undefined ? undefined : flat(tree).find(({ id, operation }) => id === image.id && operation === 'image');
  if (node === undefined || image === undefined) return rest;
  const figures = node.children.flatMap(({ id, exact: value }) => (value === null ? [] : [[id, entered(value)] as const]));
  return { ...rest, values: { ...rest.values, [source(image)]: Object.fromEntries(figures) } };
}

const imageIn = (category: Category | undefined): ImageNode | undefined =>
  category && walkAll(category.tree).flatMap(({ node }) => (node.kind === 'image' ? [node] : []))[0];

/** Scores once with trees, and then any scheme that differs from it in the weights of groups only. Intervals do not survive: a view has totals and ranks. */
export function compiled(scheme: Scheme, input: ScoringInput, options: ViewOptions): Compiled {
  const official = score(scheme, input, options);
  if (!scheme.categories.every(compilable)) return { official, score: (changed) => score(changed, input, options) };
  const trees = new Map(official.units.map(({ id, tree }) => [id, tree]));
  const categories = new Map(scheme.categories.map((category) => [category.id, imageIn(category)]));
  const still = new Map(scheme.categories.map((category) => [category.id, settled(category, official)]));
  const units = input.units.map((unit) => {
    const tree = trees.get(unit.id);
    const rest = still.get(unit.category)?.unit(unit, tree) ?? unit;
    return given(rest, tree, categories.get(unit.category));
  });
  const short = (changed: Scheme): Scheme => ({
    ...changed,
    categories: changed.categories.map((one) => ({ ...one, tree: asGiven(still.get(one.id)?.tree(one.tree) ?? one.tree) })),
  });
  return { official, score: (changed) => score(short(changed), { ...input, units }, options) };
}
