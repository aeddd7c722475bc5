import { exact, floorOf, most, type Rational, toText, ZERO } from '../exact.ts';
import type { Draft } from '../nodes/draft.ts';
import type { LadderStep } from '../scheme/steps.ts';
import { EXACTLY } from '../uncertainty/interval.ts';

/** Steps in a difference: full ones, or every one that is begun. */
function stepsIn(short: Rational, step: LadderStep): string {
  const share = short.div(exact(step.per));
  return (step.steps === 'begun' ? -floorOf(share.neg()) : floorOf(share)).toString();
}

/**
 * `amount` from `full_from` upward; below it `change` less for every **full** `per` points of the exact difference (or,
 * with `steps: begun`, for every one begun), down to `min`.
 * A stepped amount carries no interval.
 */
export function ladder(step: LadderStep, draft: Draft): Draft {
  const scale = { unit: step.unit, min: step.min, max: step.amount };
  const begun = step.steps === 'begun';
  const rule = {
    zh: `${step.full_from} 分及以上为 ${step.amount}；低于的，每${begun ? '差不足或满' : '满'} ${step.per} 分减 ${step.change}，最低 ${step.min}`,
    en: `${step.amount} from ${step.full_from} points; below, ${step.change} less per ${begun ? '' : 'full '}${step.per} points${begun ? ' begun' : ''}, at least ${step.min}`,
  };
  if (draft.value === null) return { ...draft, scale, rule };
  const short = most(ZERO, exact(step.full_from).sub(draft.value));
  const steps = stepsIn(short, step);
  const value = most(exact(step.min), exact(step.amount).sub(exact(step.change).mul(exact(steps))));
  const counted = {
    zh: `${rule.zh}（差 ${toText(short)} 分，减 ${steps} 档）`,
    en: `${rule.en} (${toText(short)} points short: ${steps} steps)`,
  };
  return { ...draft, value, scale, rule: counted, spread: EXACTLY };
}
