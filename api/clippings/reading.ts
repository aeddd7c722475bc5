import type { ManifestQuestionnaire } from '../../proof/manifest.ts';
import type { Fault } from '../errors.ts';

/** Why a clipping counts for nothing. */
export const SPOILED = ['blank', 'unreadable', 'copy', 'late', 'altered'] as const;
export type SpoiledClipping = (typeof SPOILED)[number];

/** What somebody read on a clipping: answers per unit, or why there are none. */
export type Reading =
  | { readonly spoiled: SpoiledClipping; readonly ballots?: never }
  | { readonly ballots: readonly { readonly unit: string; readonly answers: Readonly<Record<string, string>> }[]; readonly spoiled?: never };

type Read = { readonly answers: Readonly<Record<string, string>>; readonly fault?: never } | { readonly fault: Fault; readonly answers?: never };

const told = (line: number, zh: string, en: string): { readonly fault: Fault } => ({
  fault: { path: `line ${line}`, message: { zh: `第${line}行：${zh}`, en: `Line ${line}: ${en}` } },
});

/**
 * Reads what was keyed: one line a unit, its number in the window's list (or its id), then one sign a question:
 * 1 for the best level and so on, 0 for don't know, - for no answer. Full-width signs are taken as well.
 */
export function readLines(
  text: string,
  form: ManifestQuestionnaire,
  units: readonly string[],
): { readonly ballots: NonNullable<Reading['ballots']>; readonly faults: readonly Fault[] } {
  const ballots: { unit: string; answers: Readonly<Record<string, string>> }[] = [];
  const faults: Fault[] = [];
  const seen = new Set<string>();
  const lines = text.normalize('NFKC').split('\n');
  for (const [i, content] of lines.entries()) {
    if (content.trim() === '') continue;
    const [, name = '', signs = ''] = /^\s*(\S+)\s*(.*)$/.exec(content) ?? [];
    const unit = /^\d+$/.test(name) ? units[Number(name) - 1] : units.find((id) => id === name.toLowerCase());
    const read: Read =
      unit === undefined ? told(i + 1, `没有单位“${name}”。`, `there is no unit "${name}".`) : readSigns(signs.replaceAll(/\s/g, ''), form, i + 1);
    if (read.fault) faults.push(read.fault);
    else if (seen.has(unit ?? '')) faults.push(told(i + 1, `单位“${name}”前面已经录过。`, `the unit "${name}" stands above already.`).fault);
    else ballots.push({ unit: unit ?? '', answers: read.answers });
    seen.add(unit ?? '');
  }
  if (ballots.length === 0 && faults.length === 0)
    faults.push(told(1, '没有任何答案；空白票请选作废原因。', 'no answer at all; choose a reason for a blank clipping.').fault);
  return { ballots: ballots.sort((a, b) => (a.unit < b.unit ? -1 : 1)), faults };
}

function readSigns(signs: string, { questions, levels, dontKnow }: ManifestQuestionnaire, line: number): Read {
  if (signs.length !== questions.length)
    return told(line, `应有 ${questions.length} 个答案，录了 ${signs.length} 个。`, `${questions.length} answers are needed, ${signs.length} were keyed.`);
  const answers: Record<string, string> = {};
  for (const [i, sign] of [...signs].entries()) {
    const question = questions[i]?.id ?? '';
    const level = sign === '0' ? dontKnow : levels[Number(sign) - 1]?.id;
    if (sign === '-') continue;
    if (level === undefined)
      return told(line, `“${sign}”不是答案；可以录 1–${levels.length}、0 或 -。`, `"${sign}" is no answer; key 1–${levels.length}, 0 or -.`);
    answers[question] = level;
  }
  return Object.keys(answers).length > 0 ? { answers } : told(line, '一个答案也没有。', 'there is no answer in it.');
}
