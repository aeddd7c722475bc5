import type { PicksNode } from './nodes.ts';
import type { Scheme } from './schema.ts';
import { sourceOf, walk } from './walk.ts';

/** A part of a scheme for which raters choose units of a category in a rating window. */
export interface PickPart {
  /** Under which the input has how often each unit was named, and how many ballots there were. */
  readonly part: string;
  readonly category: string;
  readonly choose: number;
  readonly ballots: NonNullable<PicksNode['ballots']>;
}

/** The parts whose ballots are taken in windows; one whose counts come from outside is none of them. */
export const pickParts = ({ categories }: Scheme): PickPart[] =>
  categories.flatMap(({ id: category, tree, figures = [] }) =>
    [tree, ...figures]
      .flatMap((root) => walk(root))
      .flatMap(({ node }) => (node.kind === 'picks' && node.ballots ? [{ part: sourceOf(node), category, choose: node.choose, ballots: node.ballots }] : [])),
  );
