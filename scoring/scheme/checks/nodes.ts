import { exact, sumOf, toText } from '../../exact.ts';
import { type Fault, fault } from '../../faults.ts';
import { inProcess, inScheme } from '../../sentences.ts';
import type { ChecklistNode, ItemsNode, PointsNode, SchemeNode, SumNode, WeightedNode } from '../nodes.ts';
import type { Path } from '../walk.ts';
import { calculated } from './calculated.ts';
import { duplicates, notNegative, positive, range, shareOf, vagueness, weights } from './common.ts';
import { checkImage } from './image.ts';
import { checkSteps } from './steps.ts';

function weighted(node: WeightedNode, path: Path): Fault[] {
  const silent = node.parts.flatMap((part, index) =>
    part.weight === undefined ? [fault([...path, 'parts', index, 'weight'], inScheme.noWeight(part.id))] : [],
  );
  if (silent.length > 0) return silent;
  const weighed = node.parts.map(({ id, weight }) => ({ id, weight: weight ?? '0' }));
  return [...weights(weighed, [...path, 'parts'], node.sum), ...atLeast(node.at_least, node.parts.length, path)];
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

/** More members asked for than there are could never be reached. */
function atLeast(wanted: number | undefined, members: number, path: Path): Fault[] {
  return wanted !== undefined && wanted > members ? [fault([...path, 'at_least'], inScheme.tooManyWanted(wanted, members))] : [];
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
  const both = node.additions_cap !== undefined && node.additions_share !== undefined ? [fault(path, inProcess.capOrShare())] : [];
  const share = node.additions_share === undefined ? [] : shareOf(node.additions_share.share, [...path, 'additions_share', 'share']);
  return [...duplicates(node.criteria, [...path, 'criteria']), ...each, ...notNegative(node.additions_cap, 'additions_cap', path), ...both, ...share];
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
      return [...duplicates(node.values, [...path, 'values']), ...range(node.range, path), ...atLeast(node.at_least, node.values.length, path)];
    case 'items':
      return items(node, path);
    case 'checklist':
      return checklist(node, path);
    case 'completion': {
      const office = node.office_finding;
      const vague = office === undefined ? [] : vagueness(office.id, office.measure, [...path, 'office_finding']);
      const settled = office !== undefined && node.sums !== undefined ? [fault([...path, 'office_finding'], inProcess.sumsFinding())] : [];
      return [...positive(node.cap, 'cap', path), ...vague, ...settled];
    }
    case 'points':
      return points(node, path);
    case 'tiers':
      return [...duplicates(node.tiers, [...path, 'tiers']), ...vagueness(node.criterion, node.measure, path)];
    case 'image':
      return checkImage(node, path);
    default:
      return calculated(node, path);
  }
}

/** What can be wrong with one node beyond its shape, its steps included, its children not. */
export function checkNode(node: SchemeNode, path: Path): Fault[] {
  const steps = checkSteps(node.then ?? [], [...path, 'then']);
  return [...own(node, path), ...steps];
}
