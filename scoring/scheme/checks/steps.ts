import { exact } from '../../exact.ts';
import { type Fault, fault } from '../../faults.ts';
import { inProcess, inScheme } from '../../sentences.ts';
import type { RescaleStep, Step } from '../steps.ts';
import type { Path } from '../walk.ts';
import { checkBands } from './bands.ts';
import { notNegative, positive, vagueness } from './common.ts';

/** Whether the first end of a stretch lies below the second, as far as the scheme alone can tell. */
function ascends([low, high]: RescaleStep['from']): boolean {
  if (low === 'highest' || high === 'lowest') return false;
  return low === 'lowest' || high === 'highest' || exact(low).compare(exact(high)) < 0;
}

function stretch(step: RescaleStep, path: Path): Fault[] {
  return ascends(step.from) && exact(step.to[0]).compare(exact(step.to[1])) !== 0 ? [] : [fault(path, inScheme.stretch())];
}

/** What can be wrong with a step beyond its shape. */
export function checkStep(step: Step, path: Path): Fault[] {
  if (step.do === 'raise') return vagueness(step.criterion, step.measure, path);
  if (step.do === 'rescale') return stretch(step, path);
  if (step.do === 'standardise') return positive(step.deviation, 'deviation', path);
  if (step.do === 'ladder') return [...positive(step.per, 'per', path), ...notNegative(step.change, 'change', path)];
  if (step.do === 'times' || step.do === 'plus') return [];
  if (step.do === 'cut') return positive(step.to, 'to', path);
  if (step.do === 'bands') return checkBands(step.bands, [...path, 'bands']);
  const { min, max } = step;
  if (min === undefined && max === undefined) return [fault(path, inScheme.idleClamp())];
  const crossed = min !== undefined && max !== undefined && exact(min).compare(exact(max)) >= 0;
  return crossed ? [fault(path, inScheme.range(min, max))] : [];
}

/** A raise that a later clamp of the same list takes back. */
function unreachable(steps: readonly Step[], path: Path): Fault[] {
  return steps.flatMap((step, index) => {
    if (step.do !== 'raise') return [];
    const limits = steps.slice(index + 1).flatMap((later) => (later.do === 'clamp' && later.max !== undefined ? [later.max] : []));
    const lower = limits.find((max) => exact(max).compare(exact(step.to)) < 0);
    return lower === undefined ? [] : [fault([...path, index, 'to'], inProcess.unreachableRaise(step.to, lower))];
  });
}

/** What can be wrong with a list of steps. */
export function checkSteps(steps: readonly Step[], path: Path): Fault[] {
  return [...steps.flatMap((step, index) => checkStep(step, [...path, index])), ...unreachable(steps, path)];
}
