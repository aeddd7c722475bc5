import * as z from 'zod';
import { common } from './fields.ts';
import type { SchemeNode } from './nodes.ts';
import type { Scheme } from './schema.ts';
import { childrenOf } from './walk.ts';

/** Kinds of comment that residents write. */
const COMMENT_KINDS = ['question', 'complaint', 'serious-complaint', 'suggestion'] as const;

/** How a unit answers residents, from the record of its cases: per cent in time, or per cent that their authors call solved. */
export const repliesNode = z.strictObject({
  ...common,
  kind: z.literal('replies'),
  take: z.enum(['in-time', 'solved']),
  /** Which kinds of comment count; all where absent. */
  kinds: z.array(z.enum(COMMENT_KINDS)).min(1).exactOptional(),
  /** What a unit without any case to count has: no value, so that its weight can be handed on, or the full 100. */
  no_cases: z.enum(['empty', 'full']),
});

export type RepliesNode = z.infer<typeof repliesNode>;

/** Under which ids the input has how many were counted, and how many of them are good. */
export const REPLY_VALUES = { 'in-time': ['ended', 'in-time'], solved: ['judged', 'solved'] } as const;

/** A part that is computed from the reply record. */
export interface ReplyPart {
  readonly part: string;
  readonly category: string;
  readonly take: RepliesNode['take'];
  readonly kinds: RepliesNode['kinds'];
  readonly isPublic: boolean;
}

/** The parts that read the reply record of a cycle; those that repeat by period have their counts from outside. */
export const replyParts = ({ categories, visibility }: Pick<Scheme, 'categories' | 'visibility'>): ReplyPart[] =>
  categories.flatMap(({ id, tree, figures = [] }) => [tree, ...figures].flatMap((root) => partsIn(root, id, visibility)));

function partsIn(node: SchemeNode, category: string, inherited: Scheme['visibility']): ReplyPart[] {
  const visibility = node.visibility ?? inherited;
  if (node.kind === 'replies') return [{ part: node.id, category, take: node.take, kinds: node.kinds, isPublic: visibility === 'public' }];
  return childrenOf(node).flatMap((child) => partsIn(child, category, visibility));
}
