import type { Context, Draft } from '../nodes/draft.ts';
import type { SchemeNode } from '../scheme/nodes.ts';
import type { Step } from '../scheme/steps.ts';
import { clamp } from './clamp.ts';
import { ladder } from './ladder.ts';
import { raise } from './raise.ts';

function applyOne(step: Step, draft: Draft, node: SchemeNode, context: Context): Draft {
  switch (step.do) {
    case 'clamp':
      return clamp(step, draft);
    case 'raise':
      return raise(step, draft, node, context);
    case 'ladder':
      return ladder(step, draft);
  }
}

/** The node's steps on its value, in the order of the scheme. */
export function applySteps(steps: readonly Step[], draft: Draft, node: SchemeNode, context: Context): Draft {
  return steps.reduce((current, step) => applyOne(step, current, node, context), draft);
}
