import type { Note, Text } from '../result.ts';
import type { MissingRule } from '../scheme/nodes.ts';
import { type Absence, note, type Scored } from './draft.ts';

/** What becomes of a member: it counts, hands its weight on, counts as 0, or blocks its parent. */
export type Fate = 'counts' | 'handed-on' | 'zero' | 'blocks';

/** Applies a missing rule to a member. Redistribution is for empty members only: an incomplete one always blocks. */
export function fateOf(member: Pick<Scored, 'value' | 'absence'>, rule: MissingRule): Fate {
  if (member.value !== null) return 'counts';
  if (rule === 'zero') return 'zero';
  return rule === 'redistribute' && member.absence === 'empty' ? 'handed-on' : 'blocks';
}

/** A parent of which nothing at all is there is itself empty; otherwise it was begun and is incomplete. */
export function absenceOf(members: readonly Pick<Scored, 'value' | 'absence'>[]): Absence {
  return members.every((member) => member.absence === 'empty') ? 'empty' : 'incomplete';
}

export const missingNote = (label: Text): Note =>
  note('missing', `“${label.zh}”没有得分，因此这里也没有得分。`, `“${label.en}” has no figure, so there is none here.`);

/** Why a part with too few members of its own has no value. */
export const fewNote = (found: number, wanted: number): Note =>
  note('missing', `至少要有 ${wanted} 项有得分，现有 ${found} 项，因此没有得分。`, `At least ${wanted} figures are needed; with ${found} there is none here.`);

export const noneNote: Note = note('missing', '没有任何一项有得分。', 'None of the parts has a figure.');

export const zeroNote = (label: Text): Note =>
  note('missing', `“${label.zh}”没有得分，按办法计 0。`, `“${label.en}” has no figure and counts as 0 by the scheme.`);
