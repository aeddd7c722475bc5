import { exact, toText } from '../../scoring/exact.ts';
import type { ScoringInput } from '../../scoring/input.ts';
import type { Result } from '../../scoring/result.ts';
import type { SchemeNode, WeightedNode } from '../../scoring/scheme/nodes.ts';
import type { Scheme } from '../../scoring/scheme/schema.ts';
import { score } from '../../scoring/score.ts';
import { type Compiled, compiled } from '../../scoring/what-if/compile.ts';
import { flaggedViews } from '../../scoring/what-if/flagged.ts';
import { reweighed } from '../../scoring/what-if/groups.ts';
import { compare, type ViewUnit } from '../../scoring/what-if/view.ts';
import type { Choice } from './what-if-query.ts';
import type { Switch } from './what-if-switches.ts';

const isImage = ({ kind }: SchemeNode): boolean => kind === 'image';

/** The weighted mean that public image enters directly; null where a scheme is built otherwise. */
function rootOf(scheme: Scheme, category: string): WeightedNode | null {
  const tree = scheme.categories.find(({ id }) => id === category)?.tree;
  if (tree?.kind !== 'weighted') return null;
  const [images, others] = [tree.parts.filter(isImage), tree.parts.filter((part) => !isImage(part))];
  return [images, others].every((parts) => totalOf(parts).compare(0) > 0) ? tree : null;
}

const weightOf = (node: SchemeNode) => exact(node.weight ?? '1');
const totalOf = (nodes: readonly SchemeNode[]) => nodes.reduce((sum, node) => sum.add(weightOf(node)), exact('0'));

/** Share of public image in the total of a category, whole per cent; null where it does not enter the total directly. */
export function imageShare(scheme: Scheme, category: string): number | null {
  const root = rootOf(scheme, category);
  return root && Math.round(totalOf(root.parts.filter(isImage)).div(totalOf(root.parts)).valueOf() * 100);
}

/** Public image with another share; the other parts keep their proportions. */
function withShare(scheme: Scheme, share: number): Scheme {
  const changed = (root: WeightedNode): WeightedNode => {
    const others = totalOf(root.parts.filter((part) => !isImage(part)));
    const images = totalOf(root.parts.filter(isImage));
    const scaled = (part: SchemeNode): string =>
      toText(
        isImage(part)
          ? weightOf(part)
              .div(images)
              .mul(exact(String(share)))
          : weightOf(part)
              .div(others)
              .mul(exact(String(100 - share))),
      );
    const { sum: _declared, ...rest } = root;
    return { ...rest, parts: root.parts.map((part) => ({ ...part, weight: scaled(part) }) as SchemeNode) };
  };
  const categories = scheme.categories.map((category) => {
    const root = rootOf(scheme, category.id);
    return root === null ? category : { ...category, tree: changed(root) };
  });
  return { ...scheme, categories };
}

/** What is needed to answer a choice: all of it is published in a release. */
export interface Ground {
  readonly scheme: Scheme;
  readonly others: readonly Scheme[];
  readonly input: ScoringInput;
  readonly official: Result;
  readonly digest: string;
  readonly switches: readonly Switch[];
}

const repeatable = new WeakMap<Ground, Compiled>();

/** The run of a ground with what other weights cannot change worked out, once for all its questions. */
function repeated(ground: Ground): Compiled {
  const known = repeatable.get(ground);
  if (known) return known;
  const made = compiled(ground.scheme, ground.input, { digest: ground.digest });
  repeatable.set(ground, made);
  return made;
}

/**
 * The official result and the one that a choice gives, unit by unit. The same code at the making of a page and in the reader's browser.
 * @throws FaultyInput when the other scheme does not take this data.
 */
export function answer(ground: Ground, choice: Choice): readonly ViewUnit[] {
  const { scheme, others, input, official, digest, switches } = ground;
  if (choice.flagged !== null) return flaggedViews(scheme, input, { digest })[choice.flagged === 'without' ? 0 : 1].units;
  const gone = new Set(switches.filter(({ id }) => choice.without.includes(id)).flatMap(({ groups }) => groups));
  const base = others.find(({ id }) => id === choice.scheme) ?? scheme;
  const shared = choice.image === null ? base : withShare(base, choice.image);
  const changed = gone.size === 0 ? shared : reweighed(shared, (group) => (gone.has(group.id) ? '0' : group.weight));
  const found = base === scheme ? repeated(ground).score(changed) : score(changed, { ...input, scheme: base.id }, { digest });
  return compare(official, found, scheme.decimals);
}
