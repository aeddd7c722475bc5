import { type Fault, fault } from '../faults.ts';
import { shapeFaults, TELLING } from '../issues.ts';
import { inProcess, inScheme } from '../sentences.ts';
import { checkBeside } from './checks/category.ts';
import { duplicates } from './checks/common.ts';
import { checkNode } from './checks/nodes.ts';
import { checkPools } from './checks/pools.ts';
import { checkStanding } from './checks/standing.ts';
import { checkStep } from './checks/steps.ts';
import type { SchemeNode } from './nodes.ts';
import { inLinkOrder } from './order.ts';
import { type Category, type Scheme, schemeSchema } from './schema.ts';
import type { Step } from './steps.ts';
import { type Path, walk, walkAll } from './walk.ts';

export type CheckedScheme = { readonly ok: true; readonly scheme: Scheme } | { readonly ok: false; readonly faults: readonly Fault[] };

const compares = (step: Step): boolean =>
  step.do === 'standardise' || (step.do === 'rescale' && step.from.some((end) => end === 'lowest' || end === 'highest'));

/** Steps that compare the units of a category need all of them at once: there is no such moment in rewards and single periods. */
function comparing(steps: readonly Step[], path: Path): Fault[] {
  return steps.flatMap((step, index) => (compares(step) ? [fault([...path, index], inScheme.rescaleHere())] : []));
}

/** Parts that repeat by period, with everything under them. */
function repeated(tree: SchemeNode, path: Path): ReturnType<typeof walkAll> {
  const entered = new Set(walk(tree).map(({ node }) => node));
  return walkAll(tree, path).filter(({ node }) => !entered.has(node));
}

function checkCategory(category: Category, scheme: Scheme, path: Path): Fault[] {
  const { tree, rewards = [], figures = [] } = category;
  const nodes = walkAll(tree, [...path, 'tree']);
  const root = [...path, 'tree'];
  return [
    ...(tree.weight === undefined ? [] : [fault([...root, 'weight'], inScheme.idleWeight(tree.id))]),
    ...(tree.if_missing === undefined ? [] : [fault([...root, 'if_missing'], inScheme.idleMissing(tree.id, tree.if_missing))]),
    ...nodes.flatMap(({ node, path: here }) => checkNode(node, here)),
    ...duplicates(rewards, [...path, 'rewards']),
    ...rewards.flatMap(({ steps }, index) => {
      const here = [...path, 'rewards', index, 'steps'];
      return [...steps.flatMap((step, at) => checkStep(step, [...here, at])), ...comparing(steps, here)];
    }),
    ...[tree, ...figures].flatMap((node, index) => {
      const start = index === 0 ? root : [...path, 'figures', index - 1];
      return repeated(node, start).flatMap(({ node: one, path: here }) => comparing(one.then ?? [], [...here, 'then']));
    }),
    ...checkBeside(category, scheme, path),
  ];
}

/** Totals that depend on each other have no value. */
function circles({ categories }: Scheme): Fault[] {
  return inLinkOrder(categories) === null ? [fault(['categories'], inProcess.linkCycle(categories.map(({ id }) => id)))] : [];
}

/**
 * Reads a scheme from plain data (parsed YAML or JSON). Either the scheme, with every number as canonical exact text,
 * or all faults at once: what is wrong with the shape first, and only on a sound shape what is wrong with what it says.
 */
export function checkScheme(value: unknown): CheckedScheme {
  const parsed = schemeSchema.safeParse(value, TELLING);
  if (!parsed.success) return { ok: false, faults: shapeFaults(parsed.error, value) };
  const scheme = parsed.data;
  const faults = [
    ...duplicates(scheme.categories, ['categories']),
    ...checkStanding(scheme),
    ...scheme.categories.flatMap((category, index) => checkCategory(category, scheme, ['categories', index])),
    ...circles(scheme),
    ...checkPools(scheme),
  ];
  return faults.length === 0 ? { ok: true, scheme } : { ok: false, faults };
}
