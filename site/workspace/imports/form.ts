import type { Lang } from '../../language.ts';
import { field } from '../server/page.ts';
import type { ImportsWords, Mapping, Staged } from './page.ts';

export type Column = Staged['sheets'][number]['columns'][number];

/** What the form of the second step holds, in the words of its fields. */
export interface Roles {
  /** Words that a column may be: for the list under each field. */
  readonly options: readonly string[];
  /** Word of each column, as typed, remembered or guessed. */
  readonly of: readonly string[];
  /** Codes that the answer columns hold, each with its level or ''. */
  readonly codes: readonly { readonly code: string; readonly level: string }[];
}

export type Asked = App.Locals['city']['questionnaires'][number];

export interface Names {
  readonly words: ImportsWords;
  readonly units: readonly { readonly id: string; readonly name: Readonly<Record<Lang, string>> }[];
  readonly asked: Asked;
  readonly lang: Lang;
}

export const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** What a word in a column's field means. */
type Role = { readonly kind: 'respondent' | 'unit' } | { readonly kind: 'question' | 'target'; readonly id: string } | null;

function roleOf(word: string, { words, units, asked }: Names): Role {
  const typed = plain(word);
  if (typed === '') return null;
  if (typed === plain(words.roles.respondent)) return { kind: 'respondent' };
  if (typed === plain(words.roles.unit)) return { kind: 'unit' };
  const question = asked.questions.find(({ id, label }) => [id, label.zh, label.en].some((name) => plain(name) === typed));
  if (question) return { kind: 'question', id: question.id };
  const unit = units.find(({ id, name }) => [id, name.zh, name.en].some((own) => plain(own) === typed));
  return { kind: 'target', id: unit?.id ?? word };
}

const RESPONDENT = /^(编号|序号|问卷编号|样本编号|受访者编号|id|no\.?|respondent)$/i;
export const UNIT = /^(被评单位|单位|单位名称|评议单位|unit)$/i;

function guessed(heading: string, names: Names): string {
  if (RESPONDENT.test(plain(heading))) return names.words.roles.respondent;
  if (UNIT.test(plain(heading))) return names.words.roles.unit;
  const role = roleOf(heading, names);
  return role?.kind === 'question' || (role?.kind === 'target' && names.units.some(({ id }) => id === role.id)) ? heading : '';
}

/** The word for a column in the mapping of the same source. */
function remembered(heading: string, mapping: Mapping, { words, units, asked, lang }: Names): string {
  if (mapping.respondent === heading) return words.roles.respondent;
  if (mapping.unit === heading) return words.roles.unit;
  const question = asked.questions.find(({ id }) => id === mapping.questions?.[heading]);
  const unit = units.find(({ id }) => id === mapping.columns?.[heading]);
  return question?.label[lang] ?? unit?.name[lang] ?? '';
}

/** Fills the second step in: what was typed, what the source's last file had, or what headings and codes say by themselves. */
export function rolesOf(columns: readonly Column[], form: FormData | null, mapping: Mapping | null, names: Names): Roles {
  const { words, units, asked, lang } = names;
  const typed = form?.has('col-0') === true;
  const of = columns.map(({ heading }, i) => {
    if (typed) return field(form, `col-${i}`);
    return mapping ? remembered(heading, mapping, names) : guessed(heading, names);
  });
  const levels = [...asked.levels, asked.dontKnow];
  const answering = columns.filter((_, i) => ['question', 'target'].includes(roleOf(of[i] ?? '', names)?.kind ?? ''));
  const codes = [...new Set(answering.flatMap((column) => column.codes ?? []))];
  const choices = typed ? chosenCodes(form) : new Map<string, string>();
  const levelFor = (code: string): string =>
    choices.get(code) ??
    mapping?.answers[code] ??
    levels.find(({ id, label }) => [id, label.zh, label.en].some((name) => plain(name) === plain(code)))?.id ??
    '';
  return {
    options: [words.roles.respondent, words.roles.unit, ...asked.questions.map(({ label }) => label[lang]), ...units.map(({ name }) => name[lang])],
    of,
    codes: codes.map((code) => ({ code, level: levelFor(code) })),
  };
}

function chosenCodes(form: FormData | null): Map<string, string> {
  const names = form?.getAll('code') ?? [];
  const levels = form?.getAll('level') ?? [];
  return new Map(names.map((code, i) => [String(code), String(levels[i] ?? '')]));
}

/** The mapping that the form says. */
export function mappingOf(sheet: Staged['sheets'][number], form: FormData, names: Names): Mapping {
  const [group = '', channel = ''] = field(form, 'group').split('/');
  const roles = sheet.columns.map(({ heading }, i) => ({ heading, role: roleOf(field(form, `col-${i}`), names) }));
  const pick = (kind: 'question' | 'target'): Record<string, string> =>
    Object.fromEntries(roles.flatMap(({ heading, role }) => (role?.kind === kind && 'id' in role ? [[heading, role.id]] : [])));
  const headingOf = (kind: 'respondent' | 'unit'): string | undefined => roles.find(({ role }) => role?.kind === kind)?.heading;
  const unit = headingOf('unit');
  return {
    sheet: sheet.name,
    headerLine: sheet.headerLine,
    respondent: headingOf('respondent') ?? names.words.roles.respondent,
    columns: unit === undefined ? pick('target') : {},
    ...(unit === undefined ? { question: field(form, 'question') } : { unit, questions: pick('question') }),
    answers: Object.fromEntries([...chosenCodes(form)].filter(([, level]) => level !== '')),
    group,
    channel,
  };
}
