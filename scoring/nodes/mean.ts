import { exact, sumOf, ZERO } from '../exact.ts';
import type { Text } from '../result.ts';
import type { MeanNode, MissingRule } from '../scheme/nodes.ts';
import { sourceOf } from '../scheme/walk.ts';
import { type Context, type Draft, having, lacking, type Scored, shown } from './draft.ts';
import { absenceOf, fateOf, fewNote, missingNote, zeroNote } from './missing.ts';
import { givenNode } from './value.ts';

const RULES: Readonly<Record<MeanNode['absent'], MissingRule>> = { skip: 'redistribute', refuse: 'refuse', zero: 'zero' };

function ruleOf(counted: readonly Scored[], context: Context): Text {
  if (counted.length === 0) return { zh: '各给定分值的平均数。', en: 'Plain mean of the given figures.' };
  const line = (language: keyof Text): string => counted.map(({ node, value }) => `${node.label[language]} ${shown(value ?? ZERO, context)}`).join(' + ');
  return { zh: `平均数：（${line('zh')}）÷ ${counted.length}`, en: `Plain mean: (${line('en')}) ÷ ${counted.length}` };
}

/** Plain mean of the listed figures that the unit has. An entry that is there but null always blocks, unless absent ones count as 0. */
export function mean(node: MeanNode, context: Context): Draft {
  const part = sourceOf(node);
  const entries = node.values.map(({ id, label }) => givenNode({ part, id, label, range: node.range }, context));
  const fates = entries.map((entry) => fateOf(entry, RULES[node.absent]));
  const counted = entries.filter((_, index) => fates[index] === 'counts' || fates[index] === 'zero');
  const present = entries.filter((_, index) => fates[index] !== 'handed-on');
  const notes = entries.flatMap(({ node: { label } }, index) => {
    if (fates[index] === 'blocks') return [missingNote(label)];
    return fates[index] === 'zero' ? [zeroNote(label)] : [];
  });
  const found = fates.filter((fate) => fate === 'counts').length;
  const short = node.at_least !== undefined && found < node.at_least ? [fewNote(found, node.at_least)] : [];
  const scale = { unit: 'points', min: node.range[0], max: node.range[1] } as const;
  const more = { notes: [...notes, ...short], children: present.map((entry) => entry.node) };
  const rule = ruleOf(counted, context);
  if (counted.length === 0 || short.length > 0 || fates.includes('blocks')) return lacking(absenceOf(entries), scale, rule, more);
  return having(sumOf(counted.map((entry) => entry.value ?? ZERO)).div(exact(counted.length)), scale, rule, more);
}
