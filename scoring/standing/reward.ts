import { exact } from '../exact.ts';
import { type Context, finish, having, lacking, POINTS } from '../nodes/draft.ts';
import type { ResultNode } from '../result.ts';
import type { SchemeNode } from '../scheme/nodes.ts';
import type { Reward } from '../scheme/schema.ts';
import { applySteps } from '../steps/apply.ts';

/** A figure that follows from the exact total by the reward's steps and does not enter it. */
export function rewardOf(reward: Reward, tree: ResultNode, root: SchemeNode, context: Context): ResultNode {
  const inside = { ...context, visibility: reward.visibility ?? context.visibility };
  const rule = { zh: '按总分确定', en: 'Follows from the total' };
  const start = tree.exact === null ? lacking('incomplete', POINTS, rule) : having(exact(tree.exact), POINTS, rule);
  return finish(reward, 'reward', applySteps(reward.steps, start, root, inside), inside).node;
}
