import { exact } from '../exact.ts';
import { type Context, finish, having, note } from '../nodes/draft.ts';
import type { ResultNode, Text } from '../result.ts';
import type { Pool } from '../scheme/pools.ts';
import { apportion, fenText, fromFen } from './apportion.ts';
import type { Member, Paid, PaidSlice } from './pay.ts';

const YUAN = { unit: 'yuan', min: '0' } as const;

function sliceRule({ slice, money, paid }: PaidSlice, member: Member): Text {
  const by = member.figures.get(slice.by)?.node;
  const own = by?.rounded ?? '—';
  const had = money === null ? '—' : fenText(money);
  const label = by?.label ?? { zh: slice.by, en: slice.by };
  if (slice.kind === 'prizes') {
    return { zh: `按“${label.zh}”名次发奖：${slice.amounts.join(' / ')}`, en: `Prizes by place on “${label.en}”: ${slice.amounts.join(' / ')}` };
  }
  return {
    zh: `${had} 元由 ${paid.size} 个单位按“${label.zh}”比例分配，本单位 ${own}`,
    en: `${had} yuan among ${paid.size} units in proportion to “${label.en}”, here ${own}`,
  };
}

function sliceNode(paid: PaidSlice, member: Member, context: Context): ResultNode {
  const fen = paid.paid.get(member.unit.id);
  const out = note('excluded', '不符合这一部分的条件，不参加分配。', 'Does not meet the terms of this slice and takes no part.');
  return finish(paid.slice, paid.slice.kind, having(fromFen(fen ?? 0n), YUAN, sliceRule(paid, member), { notes: fen === undefined ? [out] : [] }), context)
    .node;
}

/** The payment split into named parts, fen by largest remainder, equal remainders in the scheme's order. */
function split({ into = [] }: Pool, fen: bigint, context: Context): ResultNode[] {
  const size = String(into.length).length;
  const shares = into.map(({ weight }, index) => ({ id: String(index).padStart(size, '0'), weight: exact(weight) }));
  const parts = apportion(fen, shares);
  const rule = { zh: `${fenText(fen)} 元按权重拆分`, en: `${fenText(fen)} yuan split by weight` };
  return into.map((part, index) => finish(part, 'split', having(fromFen(parts.get(shares[index]?.id ?? '') ?? 0n), YUAN, rule), context).node);
}

/** What one unit gets from one pool, slice by slice. */
export function payoutOf(paid: Paid, member: Member, context: Context): ResultNode {
  const fen = paid.slices.reduce((all, { paid: one }) => all + (one.get(member.unit.id) ?? 0n), 0n);
  const inside = { ...context, decimals: 2, visibility: paid.pool.visibility ?? context.visibility };
  const children = [...paid.slices.map((slice) => sliceNode(slice, member, inside)), ...split(paid.pool, fen, inside)];
  const from = paid.owner === null ? { zh: '', en: '' } : { zh: `（${paid.owner}）`, en: ` (${paid.owner})` };
  const money =
    paid.money === null
      ? { zh: '各项奖金相加', en: 'Sum of the prizes' }
      : { zh: `总额 ${fenText(paid.money)} 元中的份额`, en: `Share of a pool of ${fenText(paid.money)} yuan` };
  const rule = { zh: money.zh + from.zh, en: money.en + from.en };
  return finish(paid.pool, 'pool', having(fromFen(fen), YUAN, rule, { children }), inside).node;
}
