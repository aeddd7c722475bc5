import type { Text } from '../result.ts';
import type { Group } from '../scheme/image.ts';
import type { ImageNode, SchemeNode } from '../scheme/nodes.ts';
import type { Scheme } from '../scheme/schema.ts';
import { walkAll } from '../scheme/walk.ts';

/** A group of raters as a scheme names it; the same group may rate several categories. */
export interface Rater {
  readonly id: string;
  readonly label: Text;
}

/** All public-image nodes of a scheme, category after category. */
export function imagesOf(scheme: Scheme): ImageNode[] {
  return scheme.categories.flatMap(({ tree }) => walkAll(tree).flatMap(({ node }) => (node.kind === 'image' ? [node] : [])));
}

/** Groups that carry weight somewhere, once each, in the order of the scheme. */
export function ratersOf(scheme: Scheme): Rater[] {
  const groups = imagesOf(scheme).flatMap((image) => image.groups.filter(({ weight }) => Number(weight) !== 0));
  return [...new Map(groups.map(({ id, label }) => [id, { id, label }])).values()];
}

type Weigh = (group: Group, image: ImageNode) => string;

function inNode(node: SchemeNode, weigh: Weigh): SchemeNode {
  if (node.kind === 'image') return { ...node, groups: node.groups.map((group) => ({ ...group, weight: weigh(group, node) })) };
  const parts = 'parts' in node ? { parts: node.parts.map((part) => inNode(part, weigh)) } : {};
  const part = node.kind === 'periods' ? { part: inNode(node.part, weigh) } : {};
  return { ...node, ...parts, ...part } as SchemeNode;
}

/** The scheme with other weights for its groups of raters; everything else stays. */
export function reweighed(scheme: Scheme, weigh: Weigh): Scheme {
  return { ...scheme, categories: scheme.categories.map((category) => ({ ...category, tree: inNode(category.tree, weigh) })) };
}
