import { round } from '../exact.ts';
import { limitText, within } from '../limits.ts';
import type { Figures } from '../nodes/around.ts';
import type { Text } from '../result.ts';
import type { Condition, When } from '../scheme/conditions.ts';

/** What a condition may look at. */
export interface Seen {
  readonly figures: Figures;
  readonly vetoes: readonly string[];
  readonly place: number | null;
  /** Grade or level; absent while it is being decided. */
  readonly grade?: string | null;
  readonly gradeLabel?: Text;
}

/** True, false, or open as long as something it asks for has no figure. `because`: the conditions that hold, in words. */
export interface Answer {
  readonly holds: boolean | null;
  readonly because: readonly Text[];
  /** What is missing for an answer. */
  readonly open: readonly Text[];
}

const told = (holds: boolean, because: Text): Answer => ({ holds, because: holds ? [because] : [], open: [] });
const untold = (label: Text): Answer => ({ holds: null, because: [], open: [label] });

function partAnswer(one: Condition, part: string, { figures }: Seen): Answer {
  const figure = figures.get(part);
  const label = figure?.node.label ?? { zh: part, en: part };
  const value = figure?.value ?? null;
  if (value === null) return untold(label);
  const limits = limitText(one);
  const printed = figure?.node.rounded ?? round(value, 2);
  return told(within(value, one), { zh: `“${label.zh}”${printed}（${limits.zh}）`, en: `“${label.en}” ${printed} (${limits.en})` });
}

function answer(one: Condition, seen: Seen): Answer {
  if (one.part !== undefined) return partAnswer(one, one.part, seen);
  if (one.veto !== undefined) {
    const found = seen.vetoes.filter((id) => one.veto === 'any' || one.veto === id);
    return told(found.length > 0, { zh: `一票否决 ${found.join('、')}`, en: `veto ${found.join(', ')}` });
  }
  if (one.place_up_to !== undefined) {
    if (seen.place === null) return told(false, { zh: '', en: '' });
    return told(seen.place <= one.place_up_to, { zh: `第 ${seen.place} 名`, en: `place ${seen.place}` });
  }
  const grade = seen.grade ?? null;
  if (grade === null) return untold({ zh: '等次', en: 'grade' });
  const name = seen.gradeLabel ?? { zh: grade, en: grade };
  return told(one.grade?.includes(grade) === true, { zh: `等次“${name.zh}”`, en: `grade “${name.en}”` });
}

/** Three-valued: `any` holds as soon as one does and is open while it might; `all` fails as soon as one does. */
export function answerTo(when: When, seen: Seen): Answer {
  const answers = (when.any ?? when.all ?? []).map((one) => answer(one, seen));
  const decisive = when.any !== undefined;
  const because = answers.flatMap((one) => one.because);
  const open = answers.flatMap((one) => one.open);
  if (answers.some(({ holds }) => holds === decisive)) return { holds: decisive, because: decisive ? because : [], open: [] };
  if (open.length > 0) return { holds: null, because: [], open };
  return { holds: !decisive, because: decisive ? [] : because, open: [] };
}

/** Several sentences in one. */
export const joined = (texts: readonly Text[]): Text => ({ zh: texts.map(({ zh }) => zh).join('，'), en: texts.map(({ en }) => en).join(', ') });
