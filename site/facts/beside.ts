import type { ConsequenceResult, LetterResult, PoolResult, ResultNode } from '../../scoring/result.ts';
import type { Release } from '../release.ts';
import type { ScoreFacts } from './unit.ts';

/** What stands beside a total. Empty lists are left out. */
export interface BesideFacts {
  readonly lists: readonly { readonly id: 'figures' | 'rewards' | 'payouts'; readonly nodes: readonly ResultNode[] }[];
  /** Pools of money that are this unit's own. */
  readonly pools: readonly PoolResult[];
  readonly consequences: readonly ConsequenceResult[];
  readonly letter: LetterResult | null;
}

const isPublic = ({ visibility }: { readonly visibility: ResultNode['visibility'] }): boolean => visibility === 'public';

/** Figures, rewards, payments, consequences and letter of a unit, as far as they are public. */
export function besideFacts(release: Release, { result, cycle }: ScoreFacts): BesideFacts {
  const lists = (['figures', 'rewards', 'payouts'] as const).map((id) => ({ id, nodes: (result[id] ?? []).filter(isPublic) }));
  const pools = release.scores.get(cycle.id)?.result.pools ?? [];
  return {
    lists: lists.filter(({ nodes }) => nodes.length > 0),
    pools: pools.filter((pool) => pool.owner === result.id && isPublic(pool)),
    consequences: result.consequences ?? [],
    letter: result.letter && isPublic(result.letter) ? result.letter : null,
  };
}
