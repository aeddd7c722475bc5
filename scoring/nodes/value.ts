import { exact, toText } from '../exact.ts';
import type { Exact } from '../input.ts';
import type { ResultNode, Text } from '../result.ts';
import type { ValueNode } from '../scheme/nodes.ts';
import { sourceOf } from '../scheme/walk.ts';
import { type Context, type Draft, finish, having, lacking, note, type Scored } from './draft.ts';
import { fromValue, recordOf } from './read.ts';

interface Entry {
  readonly part: string;
  readonly id: string;
  readonly label: Text;
  readonly range: readonly [Exact, Exact];
  readonly unit?: ResultNode['scale']['unit'];
}

/** One given figure, taken as it is. Absent: empty. Null: expected and not there yet, so incomplete. */
export function given({ part, id, label, range: [min, max], unit = 'points' }: Entry, context: Context): Draft {
  const scale: ResultNode['scale'] = { unit, min, max };
  const rule = { zh: `给定分值，范围 ${min}—${max}`, en: `Given figure, from ${min} to ${max}` };
  const value = recordOf(context.unit, part)[id];
  if (value === undefined) return lacking('empty', scale, rule);
  if (value === null) {
    const pending = note('missing', `“${label.zh}”尚无分值。`, `“${label.en}” has no figure yet.`);
    return lacking('incomplete', scale, rule, { notes: [pending], inputs: [fromValue(context.unit, part, id, label, '')] });
  }
  return having(exact(value), scale, rule, { inputs: [fromValue(context.unit, part, id, label, toText(exact(value)))] });
}

export const givenNode = (entry: Entry, context: Context): Scored => finish(entry, 'value', given(entry, context), context);

/** One figure of the input as a part of its own. */
export function value(node: ValueNode, context: Context): Draft {
  return given({ part: sourceOf(node), id: node.value, label: node.label, range: node.range, ...(node.unit && { unit: node.unit }) }, context);
}
