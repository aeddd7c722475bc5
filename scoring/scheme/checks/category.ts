import { type Fault, fault } from '../../faults.ts';
import { inProcess, inScheme } from '../../sentences.ts';
import type { SchemeNode } from '../nodes.ts';
import type { Category, Scheme } from '../schema.ts';
import { type Path, walk, walkAll } from '../walk.ts';
import { checkSchedule } from './calculated.ts';
import { duplicates } from './common.ts';
import { checkGrading } from './grading.ts';
import { checkNode } from './nodes.ts';
import { checkWhen, type Known } from './when.ts';

const idsIn = (node: SchemeNode): string[] => walk(node).map(({ node: { id } }) => id);

/** What a figure beside the total refers to, which must have been worked out before it. */
function referredBy(node: SchemeNode): string | null {
  if (node.kind === 'figure') return node.of;
  if (node.kind === 'count') return node.among;
  return node.kind === 'places' ? node.by : null;
}

/** Parts that a category has worked out, tree and figures together. */
export const partsOf = ({ tree, figures = [] }: Category): string[] => [...idsIn(tree), ...figures.flatMap(idsIn)];

function references(node: SchemeNode, known: ReadonlySet<string>, path: Path): Fault[] {
  return walkAll(node, path).flatMap(({ node: one, path: here }) => {
    const id = referredBy(one);
    return id === null || known.has(id) ? [] : [fault(here, inProcess.notYet(id))];
  });
}

/** Links of a figure also reach the figures of categories that the scheme lists before; those of a tree do not. */
function linked(node: SchemeNode, scheme: Scheme, before: readonly string[], path: Path): Fault[] {
  return walkAll(node, path).flatMap(({ node: one, path: here }) => {
    if (one.kind !== 'linked') return [];
    return one.categories.flatMap((id, index) => {
      const category = scheme.categories.find((other) => other.id === id);
      if (category === undefined) return [fault([...here, 'categories', index], inProcess.unknownCategory(id))];
      const known = before.includes(id) ? partsOf(category) : idsIn(category.tree);
      return known.includes(one.of) ? [] : [fault([...here, 'of'], inScheme.unknownPart(one.of, id))];
    });
  });
}

/** Inside a tree nothing has been worked out yet that could be referred to. */
function misplaced(tree: SchemeNode, path: Path): Fault[] {
  return walkAll(tree, path).flatMap(({ node, path: here }) => (referredBy(node) === null ? [] : [fault(here, inProcess.besideOnly(node.id))]));
}

function figures({ id: own, tree, figures: list = [] }: Category, scheme: Scheme, path: Path): Fault[] {
  const ids = scheme.categories.map(({ id }) => id);
  const earlier = ids.slice(0, ids.indexOf(own));
  return list.flatMap((node, index) => {
    const here = [...path, 'figures', index];
    const before = new Set([...idsIn(tree), ...list.slice(0, index).flatMap(idsIn)]);
    const idle = node.weight === undefined ? [] : [fault([...here, 'weight'], inScheme.idleWeight(node.id))];
    const nodes = walkAll(node, here).flatMap(({ node: one, path: at }) => checkNode(one, at));
    return [...idle, ...nodes, ...references(node, before, here), ...linked(node, scheme, earlier, here)];
  });
}

/** Every id once over tree, figures and what repeats by period, so that an id is enough to find a part. */
function twice({ tree, figures: list = [] }: Category, path: Path): Fault[] {
  const all = [...walkAll(tree, [...path, 'tree']), ...list.flatMap((node, index) => walkAll(node, [...path, 'figures', index]))];
  return all.flatMap(({ node, path: here }, index) =>
    all.findIndex((other) => other.node.id === node.id) < index ? [fault([...here, 'id'], inScheme.duplicate(node.id))] : [],
  );
}

function persons({ persons: people, tree, figures: list = [], rewards = [] }: Category, path: Path): Fault[] {
  if (people !== true) return [];
  const silent = (one: { readonly id: string; readonly visibility?: unknown }, here: Path): Fault[] =>
    one.visibility === undefined ? [fault([...here, 'visibility'], inProcess.personsNeedVisibility(one.id))] : [];
  return [
    ...silent(tree, [...path, 'tree']),
    ...list.flatMap((node, index) => silent(node, [...path, 'figures', index])),
    ...rewards.flatMap((reward, index) => silent(reward, [...path, 'rewards', index])),
  ];
}

/** Ids that the conditions of a category may name. Payments are known to consequences only, which come last. */
export function knownIn(category: Category, scheme: Scheme, paid: readonly string[] = []): Known {
  const grades = category.grading?.levels ?? scheme.grades?.bands ?? [];
  return {
    parts: new Set([...partsOf(category), ...paid]),
    grades: new Set(grades.map(({ id }) => id)),
    vetoes: new Set((scheme.vetoes?.list ?? []).map(({ id }) => id)),
  };
}

/** What can be wrong with what stands beside a category's tree, and with links to other categories. */
export function checkBeside(category: Category, scheme: Scheme, path: Path): Fault[] {
  const { grading, consequences = [], letter } = category;
  const paid = (scheme.pools ?? []).filter(({ to }) => to.category === category.id).map(({ id }) => id);
  const last = knownIn(category, scheme, paid);
  return [
    ...twice(category, path),
    ...misplaced(category.tree, [...path, 'tree']),
    ...linked(category.tree, scheme, [], [...path, 'tree']),
    ...figures(category, scheme, path),
    ...persons(category, path),
    ...(grading === undefined ? [] : checkGrading(grading, knownIn(category, scheme), [...path, 'grading'])),
    ...duplicates(consequences, [...path, 'consequences']),
    ...consequences.flatMap(({ when, due }, index) => [
      ...checkWhen(when, last, [...path, 'consequences', index, 'when']),
      ...checkSchedule(due, [...path, 'consequences', index, 'due']),
    ]),
    ...(letter === undefined ? [] : duplicates(letter.parties, [...path, 'letter', 'parties'])),
  ];
}
