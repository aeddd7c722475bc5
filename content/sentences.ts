import { z } from 'zod';

/** A sentence in both interface languages. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

const SYNTAX: Readonly<Record<string, Text>> = {
  DUPLICATE_KEY: { zh: '同一个键写了两次，请删去其中一个。', en: 'The same key is written twice; delete one of them.' },
  TAB_AS_INDENT: { zh: '用了制表符缩进，请改成空格。', en: 'A tab is used as indentation; use spaces.' },
  BAD_INDENT: { zh: '缩进不对，请与同一级的行左对齐。', en: 'The indentation is wrong; align the line with its neighbours of the same level.' },
  MISSING_CHAR: { zh: '缺少一个符号（引号、冒号、逗号或括号），请补上。', en: 'A character is missing (quote, colon, comma or bracket); add it.' },
  MULTIPLE_DOCS: { zh: '一个文件只能有一份内容，请删去“---”之后的部分。', en: 'A file holds one document only; delete what follows the "---".' },
  BAD_ALIAS: { zh: '引用（*名称）没有对应的锚点（&名称），请改正名称。', en: 'An alias (*name) has no anchor (&name); correct the name.' },
};

/** A document that holds itself, by an alias to something around it. */
export const containsItself: Text = {
  zh: '引用（*名称）指回了包含它的部分，形成循环，请改正名称。',
  en: 'An alias (*name) refers back to a part that contains it, which makes a circle; correct the name.',
};

/** A colon, comma or digit from a Chinese keyboard where YAML needs the plain one. */
export const fullWidth: Text = {
  zh: '这一行用了全角的冒号、逗号或数字，请改成半角（: , 0-9）。',
  en: 'This line has a full-width colon, comma or digit; write the plain one (: , 0-9).',
};

export const tooManyAliases: Text = { zh: '引用（*名称）太多，无法展开。', en: 'There are too many aliases (*name) to unfold.' };

/** What is wrong with the YAML writing, by the parser's code. */
export function syntaxSentence(code: string, detail: string): Text {
  const first = detail.split('\n')[0] ?? code;
  return (
    SYNTAX[code] ?? {
      zh: `YAML 写法有误，请检查这一行的标点和缩进（${code}）。`,
      en: `This is not valid YAML; check punctuation and indentation of the line (${first}).`,
    }
  );
}

type Place = readonly (string | number)[];

/** What is wrong with a value, by the schema's issue; says what is expected there. */
export function shapeSentence(issue: z.core.$ZodIssue, place: Place, schema: z.ZodType, data: unknown): Text {
  if (issue.code === 'unrecognized_keys') return unknownKey(place, schema);
  if (valueAt(data, place) === undefined) return missing(place, schema);
  return ownSentence(issue) ?? wrongValue(issue, meaningAt(schema, place));
}

function unknownKey(place: Place, schema: z.ZodType): Text {
  const allowed = keysAt(schema, place.slice(0, -1)).join(', ');
  const key = String(place.at(-1));
  if (allowed === '') return { zh: `这里不认识键“${key}”，请删去或改正。`, en: `The key "${key}" is not known here; delete or correct it.` };
  return {
    zh: `不认识键“${key}”，请删去或改正；这里可以写：${allowed}。`,
    en: `The key "${key}" is not known here; delete or correct it. Allowed: ${allowed}.`,
  };
}

function missing(place: Place, schema: z.ZodType): Text {
  const meaning = meaningAt(schema, place);
  const key = String(place.at(-1) ?? '');
  if (place.length === 0) return { zh: '文件是空的，请写入内容。', en: 'The file is empty; write its content.' };
  return { zh: `缺少“${key}”${inBrackets(meaning.zh, '（', '）')}，请补上。`, en: `"${key}" is missing${inBrackets(meaning.en, ' (', ')')}; add it.` };
}

const inBrackets = (text: string, open: string, close: string): string => (text === '' ? '' : `${open}${text}${close}`);

const TYPES: Readonly<Record<string, Text>> = {
  string: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
  array: { zh: '列表（每行以“- ”开头）', en: 'a list (lines that begin with "- ")' },
  object: { zh: '一组“键: 值”', en: 'a group of "key: value" lines' },
  record: { zh: '一组“键: 值”', en: 'a group of "key: value" lines' },
};

function wrongValue(issue: z.core.$ZodIssue, meaning: Text): Text {
  const wanted = wantedBy(issue);
  const about: Text = { zh: inBrackets(meaning.zh, '（', '）'), en: inBrackets(meaning.en, ' (', ')') };
  return { zh: `这里的值不对${about.zh}：${wanted.zh}。`, en: `The value is not right here${about.en}: ${wanted.en}.` };
}

function wantedBy(issue: z.core.$ZodIssue): Text {
  if (issue.code === 'invalid_type') return typeSentence(issue.expected);
  if (issue.code === 'invalid_value') return oneOf(issue.values.map(String));
  if (issue.code === 'too_small') return bound(issue.origin, Number(issue.minimum), 'least');
  if (issue.code === 'too_big') return bound(issue.origin, Number(issue.maximum), 'most');
  return { zh: '不符合这里要求的写法', en: 'it is not written the way this place asks for' };
}

function typeSentence(expected: string): Text {
  const type = TYPES[expected] ?? { zh: expected, en: expected };
  return { zh: `应为${type.zh}`, en: `it should be ${type.en}` };
}

const oneOf = (values: readonly string[]): Text => ({ zh: `只能是：${values.join('、')}`, en: `it can only be one of: ${values.join(', ')}` });

function bound(origin: string, limit: number, side: 'least' | 'most'): Text {
  const zhSide = side === 'least' ? '至少' : '至多';
  if (origin === 'string') return { zh: `${zhSide}要有 ${limit} 个字`, en: `it needs at ${side} ${limit} character(s)` };
  if (origin === 'array') return { zh: `${zhSide}要有 ${limit} 项`, en: `it needs at ${side} ${limit} entry or entries` };
  return { zh: `${zhSide}为 ${limit}`, en: `it must be at ${side} ${limit}` };
}

const DIVIDER = ' | ';

/** A schema's own message in both languages, split again by `shapeSentence`. */
export function told(zh: string, en: string): { message: string } {
  return { message: zh + DIVIDER + en };
}

function ownSentence(issue: z.core.$ZodIssue): Text | undefined {
  const [zh, en] = issue.message.split(DIVIDER);
  return zh === undefined || en === undefined ? undefined : { zh, en };
}

/** Describes a schema place in both languages; the sentences above split it again. */
export function meaning<S extends z.ZodType>(schema: S, zh: string, en: string): S {
  return schema.describe(zh + DIVIDER + en);
}

function meaningAt(schema: z.ZodType, place: Place): Text {
  const [zh = '', en = ''] = (schemaAt(schema, place)?.description ?? '').split(DIVIDER);
  return { zh, en };
}

function keysAt(schema: z.ZodType, place: Place): string[] {
  const here = unwrapped(schemaAt(schema, place));
  return here instanceof z.ZodObject ? Object.keys(here.shape) : [];
}

function schemaAt(schema: z.ZodType | undefined, place: Place): z.ZodType | undefined {
  const [step, ...rest] = place;
  if (step === undefined || schema === undefined) return schema;
  return schemaAt(child(unwrapped(schema), step), rest);
}

function child(schema: z.ZodType | undefined, step: string | number): z.ZodType | undefined {
  if (schema instanceof z.ZodObject) return schema.shape[String(step)] as z.ZodType | undefined;
  if (schema instanceof z.ZodArray) return schema.element as z.ZodType;
  if (schema instanceof z.ZodRecord) return schema.valueType as z.ZodType;
  return undefined;
}

function unwrapped(schema: z.ZodType | undefined): z.ZodType | undefined {
  const wrapped = schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault;
  return wrapped ? unwrapped(schema.unwrap() as z.ZodType) : schema;
}

function valueAt(data: unknown, place: Place): unknown {
  return place.reduce<unknown>((value, step) => (typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined), data);
}
