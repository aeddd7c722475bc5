import { exact, sumOf, toText } from '../../exact.ts';
import { type Fault, fault } from '../../faults.ts';
import { inScheme } from '../../sentences.ts';
import type { ChecklistNode, ItemsNode, PointsNode, SchemeNode, SumNode, WeightedNode } from '../nodes.ts';
import type { RescaleStep, Step } from '../steps.ts';
import type { Path } from '../walk.ts';
import { duplicates, notNegative, positive, range, vagueness, weights } from './common.ts';
import { checkImage } from './image.ts';

function weighted(node: WeightedNode, path: Path): Fault[] {
  const silent = node.parts.flatMap((part, index) =>
    part.weight === undefined ? [fault([...path, 'parts', index, 'weight'], inScheme.noWeight(part.id))] : [],
  );
  if (silent.length > 0) return silent;
  const weighed = node.parts.map(({ id, weight }) => ({ id, weight: weight ?? '0' }));
  return weights(weighed, [...path, 'parts'], node.sum);
}

function sum(node: SumNode, path: Path): Fault[] {
  return node.parts.flatMap((part, index) => {
    const here = [...path, 'parts', index];
    return [
      ...(part.weight === undefined ? [] : [fault([...here, 'weight'], inScheme.idleWeight(part.id))]),
      ...(part.if_missing === 'redistribute' ? [fault([...here, 'if_missing'], inScheme.idleMissing(part.id, 'redistribute'))] : []),
    ];
  });
}

function items(node: ItemsNode, path: Path): Fault[] {
  const total = toText(sumOf(node.items.map(({ points }) => exact(points))));
  const wrong = node.sum !== undefined && node.sum !== total ? [fault([...path, 'items'], inScheme.pointSum(node.sum, total))] : [];
  const each = node.items.flatMap(({ points }, index) => positive(points, 'points', [...path, 'items', index]));
  return [...duplicates(node.items, [...path, 'items']), ...each, ...wrong];
}

function checklist(node: ChecklistNode, path: Path): Fault[] {
  const wild = node.answers.flatMap(({ share }, index) =>
    exact(share).compare(exact(0)) < 0 || exact(share).compare(exact(1)) > 0 ? [fault([...path, 'answers', index, 'share'], inScheme.share())] : [],
  );
  const total = toText(sumOf(node.questions.map(({ points }) => exact(points))));
  const wrong = node.sum !== undefined && node.sum !== total ? [fault([...path, 'questions'], inScheme.pointSum(node.sum, total))] : [];
  const each = node.questions.flatMap(({ points }, index) => positive(points, 'points', [...path, 'questions', index]));
  return [...duplicates(node.answers, [...path, 'answers']), ...wild, ...duplicates(node.questions, [...path, 'questions']), ...each, ...wrong];
}

function points(node: PointsNode, path: Path): Fault[] {
  const each = node.criteria.flatMap((criterion, index) => {
    const here = [...path, 'criteria', index];
    const either = (criterion.points === undefined) !== (criterion.at_most === undefined);
    return [
      ...vagueness(criterion.id, criterion.measure, here),
      ...(either ? [] : [fault(here, inScheme.pointsOrLimit(criterion.id))]),
      ...notNegative(criterion.points, 'points', here),
      ...notNegative(criterion.at_most, 'at_most', here),
    ];
  });
  return [...duplicates(node.criteria, [...path, 'criteria']), ...each, ...notNegative(node.additions_cap, 'additions_cap', path)];
}

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
  if (step.do === 'ladder') return [...positive(step.per, 'per', path), ...notNegative(step.change, 'change', path)];
  const { min, max } = step;
  if (min === undefined && max === undefined) return [fault(path, inScheme.idleClamp())];
  const crossed = min !== undefined && max !== undefined && exact(min).compare(exact(max)) >= 0;
  return crossed ? [fault(path, inScheme.range(min, max))] : [];
}

function own(node: SchemeNode, path: Path): Fault[] {
  switch (node.kind) {
    case 'weighted':
      return weighted(node, path);
    case 'sum':
      return sum(node, path);
    case 'value':
      return range(node.range, path);
    case 'mean':
      return [...duplicates(node.values, [...path, 'values']), ...range(node.range, path)];
    case 'items':
      return items(node, path);
    case 'checklist':
      return checklist(node, path);
    case 'completion': {
      const office = node.office_finding;
      const vague = office === undefined ? [] : vagueness(office.id, office.measure, [...path, 'office_finding']);
      return [...positive(node.cap, 'cap', path), ...vague];
    }
    case 'points':
      return points(node, path);
    case 'tiers':
      return [...duplicates(node.tiers, [...path, 'tiers']), ...vagueness(node.criterion, node.measure, path)];
    case 'image':
      return checkImage(node, path);
  }
}

/** What can be wrong with one node beyond its shape, its steps included, its children not. */
export function checkNode(node: SchemeNode, path: Path): Fault[] {
  const steps = (node.then ?? []).flatMap((step, index) => checkStep(step, [...path, 'then', index]));
  return [...own(node, path), ...steps];
}
