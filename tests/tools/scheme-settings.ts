import type * as z from 'zod';
import type { Text } from '../../scoring/result.ts';
import { exactSchema, idSchema, textSchema } from '../../scoring/scheme/atoms.ts';

/** One setting as the schema has it: where it stands, whether it must be there, and what it takes. */
export interface Setting {
  readonly owner: string;
  /** Keys below the owner, such as `levels.value`. */
  readonly path: string;
  readonly required: boolean;
  readonly value: Text;
}

// biome-ignore lint/suspicious/noExplicitAny: the parts of a schema have no common public type
type Schema = any;

/** Schemas that the page tells in a place of their own. */
export type Named = ReadonlyMap<unknown, Text>;

const ATOMS: Named = new Map<unknown, Text>([
  [idSchema, { zh: '编号', en: 'id' }],
  [exactSchema, { zh: '数', en: 'number' }],
  [textSchema, { zh: '中英文', en: 'both languages' }],
]);

const code = (values: readonly string[]): string => values.map((value) => `\`${value}\``).join(' · ');
const same = (text: string): Text => ({ zh: text, en: text });

/** What stands inside optional, nullable and lazy wrappers. */
function bare(schema: Schema): Schema {
  const { type, innerType, getter } = schema.def;
  if (['optional', 'nullable', 'exactOptional'].includes(type)) return bare(innerType);
  return type === 'lazy' ? bare(getter()) : schema;
}

const leastOf = (schema: Schema): number =>
  Math.max(0, ...(schema.def.checks ?? []).map((check: Schema) => check._zod.def.minimum ?? check._zod.def.length ?? 0));

function numberText(schema: Schema): Text {
  const [least, most] = [schema.minValue, schema.maxValue].map((value: number | null) =>
    Number.isSafeInteger(value) && Math.abs(value ?? 0) < 1e15 ? value : null,
  );
  const range = least !== null && most !== null ? `${least}–${most}` : least === null ? '' : `≥ ${least}`;
  return { zh: `整数 ${range}`.trim(), en: `whole number ${range}`.trim() };
}

function listText(schema: Schema, named: Named): Text {
  const inner = valueText(schema.def.element, named);
  const least = leastOf(schema);
  return {
    zh: `清单：${inner.zh}${least > 1 ? `，至少 ${least} 个` : ''}`,
    en: `list: ${inner.en}${least > 1 ? `, at least ${least}` : ''}`,
  };
}

const joined = (texts: readonly Text[], zh: string, en: string): Text => ({
  zh: texts.map((text) => text.zh).join(zh),
  en: texts.map((text) => text.en).join(en),
});

function recordText(schema: Schema, named: Named): Text {
  const inner = valueText(schema.def.valueType, named);
  return { zh: `编号 → ${inner.zh}`, en: `id → ${inner.en}` };
}

/** What a setting takes, in words. */
export function valueText(outer: Schema, named: Named): Text {
  const schema = bare(outer);
  const known = named.get(schema) ?? ATOMS.get(schema);
  if (known !== undefined) return known;
  const { def } = schema;
  switch (def.type) {
    case 'enum':
      return same(code(Object.values(def.entries)));
    case 'literal':
      return same(code(def.values.map(String)));
    case 'boolean':
      return same(code(['true', 'false']));
    case 'number':
      return numberText(schema);
    case 'tuple': {
      const inner = joined(
        def.items.map((item: Schema) => valueText(item, named)),
        '，',
        ', ',
      );
      return { zh: `[${inner.zh}]`, en: `[${inner.en}]` };
    }
    case 'array':
      return listText(schema, named);
    case 'record':
      return recordText(schema, named);
    case 'union':
      return joined(
        def.options.map((option: Schema) => valueText(option, named)),
        ' 或 ',
        ' or ',
      );
    case 'object':
      return { zh: '以下各项', en: 'the settings below' };
    default:
      return { zh: '文字', en: 'text' };
  }
}

/** Objects inside a value, that are no chapter of their own. */
function objectsIn(outer: Schema, named: Named): Schema[] {
  const schema = bare(outer);
  if (named.has(schema) || ATOMS.has(schema)) return [];
  const { type, element, options, items, valueType } = schema.def;
  if (type === 'object') return [schema];
  if (type === 'array') return objectsIn(element, named);
  if (type === 'record') return objectsIn(valueType, named);
  return [...(options ?? []), ...(items ?? [])].flatMap((one: Schema) => objectsIn(one, named));
}

/** All settings of an object and of the objects inside it. What was told once under an owner is not told again. */
export function settingsOf(owner: string, object: z.ZodType, named: Named, without: readonly string[] = []): Setting[] {
  const told = new Set<unknown>();
  function below(schema: Schema, above: readonly string[]): Setting[] {
    if (told.has(schema)) return [];
    told.add(schema);
    return Object.entries<Schema>(schema.def.shape).flatMap(([key, value]) => {
      if (above.length === 0 && without.includes(key)) return [];
      const path = [...above, key];
      const own = { owner, path: path.join('.'), required: value.def.type !== 'optional', value: valueText(value, named) };
      return [own, ...objectsIn(value, named).flatMap((inner) => below(inner, path))];
    });
  }
  const outside = new Map([...named].filter(([schema]) => schema !== object));
  const found = objectsIn(object, outside).flatMap((schema) => below(schema, []));
  return found.filter(({ path }, index) => found.findIndex((other) => other.path === path) === index);
}
