import { exact, HUNDRED, toText } from '../exact.ts';
import type { PicksNode } from '../scheme/nodes.ts';
import { sourceOf } from '../scheme/walk.ts';
import { NOTHING_AROUND } from './around.ts';
import { type Context, type Draft, having, lacking, note } from './draft.ts';
import { fromValue, recordOf } from './read.ts';

/** Per cent of the ballots that name the unit: 100 × named ÷ cast. Each ballot names `choose` different units. */
export function picks(node: PicksNode, context: Context): Draft {
  const part = sourceOf(node);
  const cast = (context.around ?? NOTHING_AROUND).ballots[part] ?? 0;
  const named = recordOf(context.unit, part)['named'] ?? null;
  const scale = { unit: 'percent', min: '0', max: '100' } as const;
  const fewer = node.ballots?.fewer === 'allowed';
  const rule = {
    zh: `每票${fewer ? '最多' : ''}提名 ${node.choose} 个：被提名 ${named ?? '—'} 票 ÷ 有效票 ${cast}`,
    en: `Each ballot names ${fewer ? 'at most ' : ''}${node.choose}: named on ${named ?? '—'} of ${cast} ballots`,
  };
  if (named === null || cast === 0) return lacking('empty', scale, rule, { notes: [note('missing', '没有选票。', 'There are no ballots.')] });
  const inputs = [fromValue(context.unit, part, 'named', node.label, toText(exact(named)))];
  return having(exact(named).mul(HUNDRED).div(exact(cast)), scale, rule, { inputs });
}
