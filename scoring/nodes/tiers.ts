import { exact } from '../exact.ts';
import type { TiersNode } from '../scheme/nodes.ts';
import { sourceOf } from '../scheme/walk.ts';
import { type Context, type Draft, having, lacking, note, POINTS } from './draft.ts';
import { findingsOf, fromFinding } from './read.ts';

/** Points of the tier that a finding puts the unit in (banded ranking). Without a finding the part is empty. */
export function tiers(node: TiersNode, context: Context): Draft {
  const placed = findingsOf(context.unit, sourceOf(node), ['tier']).find(({ finding }) => finding.criterion === node.criterion);
  const tier = node.tiers.find(({ id }) => id === placed?.finding.level);
  const list = (language: 'zh' | 'en'): string => node.tiers.map(({ label, points }) => `${label[language]} ${points}`).join(' / ');
  const rule = { zh: `按档次计分：${list('zh')}`, en: `Points by tier: ${list('en')}` };
  if (placed === undefined || tier === undefined) {
    return lacking('empty', POINTS, rule, { notes: [note('missing', '没有分档结果。', 'There is no tier yet.')] });
  }
  return having(exact(tier.points), POINTS, rule, { inputs: [fromFinding(context.unit, placed, node.label, tier.id)] });
}
