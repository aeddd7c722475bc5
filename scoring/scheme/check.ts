import { type Fault, fault } from '../faults.ts';
import { shapeFaults } from '../issues.ts';
import { inScheme } from '../sentences.ts';
import { duplicates } from './checks/common.ts';
import { checkNode, checkStep } from './checks/nodes.ts';
import { checkStanding } from './checks/standing.ts';
import { type Category, type Scheme, schemeSchema } from './schema.ts';
import type { Step } from './steps.ts';
import { type Path, walk } from './walk.ts';

export type CheckedScheme = { readonly ok: true; readonly scheme: Scheme } | { readonly ok: false; readonly faults: readonly Fault[] };

/** Ids are unique inside a tree, so that an id is enough to find a part. */
function twice(nodes: readonly { readonly node: { readonly id: string }; readonly path: Path }[]): Fault[] {
  return nodes.flatMap(({ node, path }, index) =>
    nodes.findIndex((other) => other.node.id === node.id) < index ? [fault([...path, 'id'], inScheme.duplicate(node.id))] : [],
  );
}

const checkReward = (step: Step, path: Path): Fault[] => (step.do === 'rescale' ? [fault(path, inScheme.rescaleReward())] : checkStep(step, path));

function checkCategory({ tree, rewards = [] }: Category, path: Path): Fault[] {
  const nodes = walk(tree, [...path, 'tree']);
  const root = [...path, 'tree'];
  return [
    ...(tree.weight === undefined ? [] : [fault([...root, 'weight'], inScheme.idleWeight(tree.id))]),
    ...(tree.if_missing === undefined ? [] : [fault([...root, 'if_missing'], inScheme.idleMissing(tree.id, tree.if_missing))]),
    ...twice(nodes),
    ...nodes.flatMap(({ node, path: here }) => checkNode(node, here)),
    ...duplicates(rewards, [...path, 'rewards']),
    ...rewards.flatMap(({ steps }, index) => steps.flatMap((step, at) => checkReward(step, [...path, 'rewards', index, 'steps', at]))),
  ];
}

/**
 * Reads a scheme from plain data (parsed YAML or JSON). Either the scheme, with every number as canonical exact text,
 * or all faults at once: what is wrong with the shape first, and only on a sound shape what is wrong with what it says.
 */
export function checkScheme(value: unknown): CheckedScheme {
  const parsed = schemeSchema.safeParse(value);
  if (!parsed.success) return { ok: false, faults: shapeFaults(parsed.error, value) };
  const scheme = parsed.data;
  const faults = [
    ...duplicates(scheme.categories, ['categories']),
    ...checkStanding(scheme),
    ...scheme.categories.flatMap((category, index) => checkCategory(category, ['categories', index])),
  ];
  return faults.length === 0 ? { ok: true, scheme } : { ok: false, faults };
}
