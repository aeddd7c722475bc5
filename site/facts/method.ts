import type { PublicCycle } from '../../proof/release/files.ts';
import type { Text } from '../../scoring/result.ts';
import type { SchemeNode } from '../../scoring/scheme/nodes.ts';
import type { Category, Scheme } from '../../scoring/scheme/schema.ts';
import { childrenOf } from '../../scoring/scheme/walk.ts';
import type { Release } from '../release.ts';

/** One part of a scheme's tree with its share of the part above it. */
export interface PartLine {
  readonly node: SchemeNode;
  readonly depth: number;
  readonly weight: string | null;
  /** Per cent of the siblings' sum, one decimal at most; null for parts that are added up. */
  readonly percent: number | null;
  /** Label of the category that already told the same part at length. */
  readonly sameAs: Text | null;
}

export interface CategoryFacts {
  readonly category: Category;
  readonly sameAs: Text | null;
  readonly lines: readonly PartLine[];
}

export interface MethodFacts {
  readonly scheme: Scheme;
  readonly cycles: readonly PublicCycle[];
  readonly categories: readonly CategoryFacts[];
}

const toNumber = (exact: string): number => {
  const [p = '0', q = '1'] = exact.split('/');
  return Number(p) / Number(q);
};

const round1 = (value: number): number => Math.round(value * 10) / 10;

/** What a part says without its weight: parts that say the same are told once. */
const saying = ({ weight: _, if_missing: __, ...rest }: SchemeNode): string => JSON.stringify(rest);

function lines(node: SchemeNode, depth: number, share: { weight: string | null; percent: number | null }, told: Map<string, Text>, category: Text): PartLine[] {
  const key = saying(node);
  const sameAs = (depth > 0 && told.get(key)) || null;
  told.set(key, told.get(key) ?? category);
  const own: PartLine = { node, depth, ...share, sameAs };
  if (sameAs) return [own];
  const parts = childrenOf(node);
  const sum = parts.reduce((all, part) => all + toNumber(part.weight ?? '0'), 0);
  return [
    own,
    ...parts.flatMap((part) => {
      const weighs = node.kind === 'weighted' && part.weight !== undefined;
      return lines(
        part,
        depth + 1,
        { weight: weighs ? (part.weight ?? null) : null, percent: weighs ? round1((toNumber(part.weight ?? '0') / sum) * 100) : null },
        told,
        category,
      );
    }),
  ];
}

export function methodFacts(release: Release, schemeId: string): MethodFacts {
  const scheme = release.schemes.get(schemeId);
  if (!scheme) throw new Error(`no scheme ${schemeId}`);
  const told = new Map<string, Text>();
  const whole = new Map<string, Text>();
  const categories = scheme.categories.map((category): CategoryFacts => {
    const key = JSON.stringify(category.tree);
    const sameAs = whole.get(key) ?? null;
    whole.set(key, sameAs ?? category.label);
    return { category, sameAs, lines: sameAs ? [] : lines(category.tree, 0, { weight: null, percent: null }, told, category.label) };
  });
  return { scheme, cycles: release.cycles.filter((cycle) => cycle.scheme === schemeId), categories };
}
