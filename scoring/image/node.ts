import { exact, isZero } from '../exact.ts';
import { type Context, type Draft, note, type Scored } from '../nodes/draft.ts';
import { weighted } from '../nodes/weighted.ts';
import type { ImageNode, WeightedNode } from '../scheme/nodes.ts';
import { answersOf, groupScore } from './group.ts';
import { scaleOf } from './levels.ts';

/** The weighted node that public image is, once its groups have scores: groups by fixed weights, empty ones handing theirs on. */
function asWeighted(image: ImageNode): WeightedNode {
  const { id, label, groups, when_empty: missing } = image;
  return { id, label, kind: 'weighted', missing, parts: groups.map((group) => ({ ...group, kind: 'value', value: group.id, range: ['0', '0'] })) };
}

function totalAnswers(groups: readonly Scored[], image: ImageNode): NonNullable<Draft['answers']> {
  const carrying = groups.filter((_, index) => !isZero(exact(image.groups[index]?.weight ?? 0)));
  const add = (pick: 'valid' | 'dontKnow'): number => carrying.reduce((sum, { node }) => sum + (node.answers?.[pick] ?? 0), 0);
  return answersOf(add('valid'), add('dontKnow'), image);
}

/**
 * Public image of one unit: groups by fixed weights over their question means, on the scale of the level values.
 * Weights are redistributed before scoring, so that only published cells enter; when all groups are empty there is no
 * figure. `answers`: sums over the groups that carry weight.
 */
export function image(node: ImageNode, context: Context): Draft {
  const groups = node.groups.map((group) => groupScore({ image: node, group, tally: context.unit.ratings?.[group.id], context }));
  const draft = weighted(asWeighted(node), groups, context);
  const scale = scaleOf(node).scale;
  if (draft.value !== null) return { ...draft, scale, answers: totalAnswers(groups, node) };
  const none = note(
    'missing',
    '没有任何评议主体达到最少答案数，因此没有公众形象得分。',
    'No group of raters reaches the minimum of answers, so there is no public image.',
  );
  const notes = groups.every(({ value }) => value === null) ? [none] : draft.notes;
  return { ...draft, scale, notes };
}
