import { exact, isZero, type Rational, sumOf, toDouble, toText, ZERO } from '../exact.ts';
import type { Note, ResultNode, Text } from '../result.ts';
import type { WeightedNode } from '../scheme/nodes.ts';
import { combine } from '../uncertainty/interval.ts';
import { type Context, type Draft, having, lacking, note, POINTS, type Scored, shown } from './draft.ts';
import { absenceOf, type Fate, fateOf, fewNote, missingNote, noneNote, zeroNote } from './missing.ts';

interface Member {
  readonly scored: Scored;
  readonly stated: Rational;
  readonly fate: Fate | 'off';
}

const carries = ({ fate }: Member): boolean => fate === 'counts' || fate === 'zero';

/** Weight after redistribution, on the sum of the stated weights: stated × Σ all ÷ Σ of those that carry. */
function appliedWeights(members: readonly Member[]): readonly Rational[] {
  const all = sumOf(members.map(({ stated }) => stated));
  const carried = sumOf(members.filter(carries).map(({ stated }) => stated));
  return members.map((member) => (carries(member) && !isZero(carried) ? member.stated.mul(all).div(carried) : ZERO));
}

/** The line a reader can work out: stated weights over their own sum, which handing weights on in proportion comes to. */
function ruleOf(members: readonly Member[], context: Context): Text {
  const used = members.filter(carries);
  if (used.length === 0) return { zh: '按权重加权平均。', en: 'Weighted mean.' };
  const total = toText(sumOf(used.map(({ stated }) => stated)));
  const line = (language: keyof Text): string =>
    used.map(({ scored, stated }) => `${scored.node.label[language]} ${shown(scored.value ?? ZERO, context)} × ${toText(stated)}`).join(' + ');
  return { zh: `按权重加权平均：（${line('zh')}）÷ ${total}`, en: `Weighted mean: (${line('en')}) ÷ ${total}` };
}

function notesOf(members: readonly Member[]): Note[] {
  return members.flatMap(({ scored, stated, fate }) => {
    const { label } = scored.node;
    const weight = toText(stated);
    if (fate === 'blocks') return [missingNote(label)];
    if (fate === 'zero') return [zeroNote(label)];
    if (fate !== 'handed-on') return [];
    const zh = `“${label.zh}”无可评内容，其权重 ${weight} 按比例转给其余部分。`;
    return [note('redistributed', zh, `“${label.en}” has nothing to assess; its weight ${weight} goes to the others in proportion.`)];
  });
}

const weighed = (members: readonly Member[], applied: readonly Rational[]): ResultNode[] =>
  members.map(({ scored, stated }, index) => withWeight(scored.node, stated, applied[index] ?? ZERO));

/** The node with its weight inside the parent, in the place that `ResultNode` gives it. */
export function withWeight(node: ResultNode, stated: Rational, applied: Rational): ResultNode {
  const { id, label, operation, exact: value, rounded, scale, rule, ...rest } = node;
  return { id, label, operation, exact: value, rounded, scale, rule, weight: { stated: toText(stated), applied: toText(applied) }, ...rest };
}

/** The scale of a mean: the weighted limits of its parts, where every part that weighs has both. */
function scaleOf(members: readonly Member[]): ResultNode['scale'] {
  const active = members.filter(({ fate }) => fate !== 'off');
  const total = sumOf(active.map(({ stated }) => stated));
  const limit = (end: 'min' | 'max'): string | null => {
    const ends = active.map(({ scored, stated }) => ({ at: scored.node.scale[end], stated }));
    if (isZero(total) || ends.some(({ at }) => at === undefined)) return null;
    return toText(sumOf(ends.map(({ at, stated: weight }) => exact(at ?? 0).mul(weight))).div(total));
  };
  const [min, max] = [limit('min'), limit('max')];
  return min === null || max === null ? POINTS : { unit: 'points', min, max };
}

/**
 * Weighted mean of the parts: Σ weight × value ÷ Σ weight, on the scale of the parts.
 * A part without a value follows the scheme's missing rule; a part of weight 0 is switched off.
 */
export function weighted(node: WeightedNode, parts: readonly Scored[], context: Context): Draft {
  const members = parts.map((scored, index): Member => {
    const part = node.parts[index];
    const stated = exact(part?.weight ?? 0);
    return { scored, stated, fate: isZero(stated) ? 'off' : fateOf(scored, part?.if_missing ?? node.missing) };
  });
  const applied = appliedWeights(members);
  const found = members.filter(({ fate }) => fate === 'counts').length;
  const short = node.at_least !== undefined && found < node.at_least ? [fewNote(found, node.at_least)] : [];
  const bare = members.some(carries) || members.some(({ fate }) => fate === 'blocks') ? [] : [noneNote];
  const more = { notes: [...notesOf(members), ...bare, ...short], children: weighed(members, applied) };
  const rule = ruleOf(members, context);
  const active = members.filter(({ fate }) => fate !== 'off').map(({ scored }) => scored);
  if (!members.some(carries) || short.length > 0 || members.some(({ fate }) => fate === 'blocks')) {
    return lacking(absenceOf(active), scaleOf(members), rule, more);
  }
  const total = sumOf(applied);
  const shares = applied.map((weight) => weight.div(total));
  const value = sumOf(members.map(({ scored }, index) => (scored.value ?? ZERO).mul(shares[index] ?? ZERO)));
  const spread = combine(members.map(({ scored }, index) => ({ weight: toDouble(shares[index] ?? ZERO), spread: scored.spread })));
  return having(value, scaleOf(members), rule, { ...more, spread });
}
