import type { Context, Draft } from '../nodes/draft.ts';
import type { SchemeNode } from '../scheme/nodes.ts';
import type { Step } from '../scheme/steps.ts';
import { clamp } from './clamp.ts';
import { fieldKey } from './field.ts';
import { ladder } from './ladder.ts';
import { bands, cut, plus, times } from './plain.ts';
import { raise } from './raise.ts';
import { rescale } from './rescale.ts';
import { standardise } from './standardise.ts';

function applyOne(step: Step, index: number, draft: Draft, node: SchemeNode, context: Context): Draft {
  switch (step.do) {
    case 'clamp':
      return clamp(step, draft);
    case 'raise':
      return raise(step, draft, node, context);
    case 'ladder':
      return ladder(step, draft);
    case 'rescale':
      return rescale(step, draft, context.fields?.get(fieldKey(node, index)), context);
    case 'standardise':
      return standardise(step, draft, context.fields?.get(fieldKey(node, index)), context);
    case 'times':
      return times(step, draft);
    case 'plus':
      return plus(step, draft);
    case 'cut':
      return cut(step, draft);
    case 'bands':
      return bands(step, draft);
  }
}

/** The node's steps on its value, in the order of the scheme. */
export function applySteps(steps: readonly Step[], draft: Draft, node: SchemeNode, context: Context): Draft {
  return steps.reduce((current, step, index) => applyOne(step, index, current, node, context), draft);
}
