import { completion } from '../completion/node.ts';
import { image } from '../image/node.ts';
import type { SchemeNode } from '../scheme/nodes.ts';
import { applySteps } from '../steps/apply.ts';
import { checklist } from './checklist.ts';
import { count } from './count.ts';
import { type Context, type Draft, finish, type Scored } from './draft.ts';
import { duties } from './duties.ts';
import { figure } from './figure.ts';
import { items } from './items.ts';
import { leastOf } from './least.ts';
import { linked } from './linked.ts';
import { mean } from './mean.ts';
import { periods } from './periods.ts';
import { picks } from './picks.ts';
import { places } from './places.ts';
import { points } from './points.ts';
import { product } from './product.ts';
import { ratio } from './ratio.ts';
import { replies } from './replies.ts';
import { sum } from './sum.ts';
import { tiers } from './tiers.ts';
import { value } from './value.ts';
import { weighted } from './weighted.ts';

function draftOf(node: SchemeNode, context: Context): Draft {
  const below = (parts: readonly SchemeNode[]): Scored[] => parts.map((part) => evaluate(part, context));
  switch (node.kind) {
    case 'weighted':
      return weighted(node, below(node.parts), context);
    case 'sum':
      return sum(node, below(node.parts), context);
    case 'value':
      return value(node, context);
    case 'mean':
      return mean(node, context);
    case 'items':
      return items(node, context);
    case 'checklist':
      return checklist(node, context);
    case 'completion':
      return completion(node, context);
    case 'points':
      return points(node, context);
    case 'tiers':
      return tiers(node, context);
    case 'image':
      return image(node, context);
    case 'product':
      return product(node, below(node.parts), context);
    case 'least':
      return leastOf(node, below(node.parts), context);
    case 'ratio':
      return ratio(node, below(node.parts), context);
    case 'periods':
      return periods(node, evaluate, context);
    case 'linked':
      return linked(node, context);
    case 'figure':
      return figure(node, context);
    case 'count':
      return count(node, context);
    case 'places':
      return places(node, context);
    case 'duties':
      return duties(node, context);
    case 'picks':
      return picks(node, context);
    case 'replies':
      return replies(node, context);
  }
}

/**
 * Scores a node and everything under it for one unit. A part that names no visibility has its parent's.
 * @param until how many of the node's steps to take; all where absent.
 */
export function evaluate(node: SchemeNode, context: Context, until?: number): Scored {
  const inside = { ...context, visibility: node.visibility ?? context.visibility };
  return finish(node, node.kind, applySteps((node.then ?? []).slice(0, until), draftOf(node, inside), node, inside), inside);
}
