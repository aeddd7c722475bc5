import type * as z from 'zod';
import { goalSchema, inputSchema } from '../../scoring/inputs/schema.ts';
import type { Text } from '../../scoring/result.ts';
import { whenSchema } from '../../scoring/scheme/conditions.ts';
import { scheduleSchema } from '../../scoring/scheme/duties.ts';
import { common, reads } from '../../scoring/scheme/fields.ts';
import { gradingSchema } from '../../scoring/scheme/grading.ts';
import { nodeSchema } from '../../scoring/scheme/nodes.ts';
import { poolSchema } from '../../scoring/scheme/pools.ts';
import { schemeSchema } from '../../scoring/scheme/schema.ts';
import { stepSchema } from '../../scoring/scheme/steps.ts';
import { type Named, type Setting, settingsOf } from './scheme-settings.ts';

// biome-ignore lint/suspicious/noExplicitAny: the parts of a schema have no common public type
type Schema = any;

const optionsOf = (union: unknown): Schema[] => (union as Schema).def.options;
const kindOf = (object: Schema, key: 'kind' | 'do'): string => object.def.shape[key].def.values[0];
const bare = (schema: Schema): Schema => schema.def.innerType ?? schema;

const category: Schema = schemeSchema.shape.categories.element;
const slices: Schema[] = optionsOf((poolSchema.shape.slices as Schema).element);
const unit: Schema = (inputSchema as Schema).def.shape.units.element;
const finding: Schema = bare(unit.def.shape.findings).element;
const tally: Schema = bare(unit.def.shape.ratings).def.valueType;
const delivery: Schema = bare(unit.def.shape.deliveries).def.valueType.element;
const letter: Schema = bare(unit.def.shape.letter);
const periodData: Schema = bare(unit.def.shape.periods).def.valueType;

const NAMED: Named = new Map<unknown, Text>([
  [nodeSchema, { zh: '一个部分', en: 'a part' }],
  [stepSchema, { zh: '步骤', en: 'steps' }],
  [whenSchema, { zh: '条件', en: 'conditions' }],
  [scheduleSchema, { zh: '日期', en: 'dates' }],
  [gradingSchema, { zh: '级别规则', en: 'levels by rules' }],
  [poolSchema, { zh: '奖金池', en: 'a pool' }],
  [category, { zh: '类别', en: 'a category' }],
  ...slices.map((slice): [unknown, Text] => [slice, { zh: `\`${kindOf(slice, 'kind')}\``, en: `\`${kindOf(slice, 'kind')}\`` }]),
  [goalSchema, { zh: '目标', en: 'a goal' }],
  [finding, { zh: '依据', en: 'a finding' }],
  [tally, { zh: '计票', en: 'a tally' }],
  [delivery, { zh: '记录', en: 'a record' }],
  [letter, { zh: '责任书', en: 'a letter' }],
  [periodData, { zh: '同单位各项', en: 'blocks as of a unit' }],
]);

const COMMON = Object.keys(common);

/** Settings of the file itself, of categories, levels, pools, conditions and dates. */
export const fileSettings = (): Setting[] => [
  ...settingsOf('scheme', schemeSchema, NAMED),
  ...settingsOf('category', category, NAMED),
  ...settingsOf('grading', gradingSchema, NAMED),
  ...settingsOf('pool', poolSchema, NAMED),
  ...slices.flatMap((slice) => settingsOf(kindOf(slice, 'kind'), slice, NAMED, ['kind'])),
  ...settingsOf('when', whenSchema, NAMED),
  ...settingsOf('schedule', scheduleSchema, NAMED),
];

/** Settings that every part has. */
export function commonSettings(): Setting[] {
  const [first] = optionsOf(nodeSchema).filter((option) => 'reads' in option.def.shape);
  const own = settingsOf('part', first as z.ZodType, NAMED).filter(({ path }) => [...COMMON, ...Object.keys(reads), 'kind'].includes(path));
  return own.map((setting) =>
    setting.path === 'kind' ? { ...setting, value: { zh: `共 ${optionsOf(nodeSchema).length} 种`, en: `one of ${optionsOf(nodeSchema).length}` } } : setting,
  );
}

/** Own settings of every kind of part. */
export const partSettings = (): ReadonlyMap<string, Setting[]> =>
  new Map(optionsOf(nodeSchema).map((option) => [kindOf(option, 'kind'), settingsOf(kindOf(option, 'kind'), option, NAMED, [...COMMON, 'reads', 'kind'])]));

/** Settings of every step. */
export const stepSettings = (): ReadonlyMap<string, Setting[]> =>
  new Map(optionsOf(stepSchema).map((option) => [kindOf(option, 'do'), settingsOf(kindOf(option, 'do'), option, NAMED, ['do'])]));

/** What an input holds. */
export const inputSettings = (): Setting[] => [
  ...settingsOf('input', inputSchema, NAMED),
  ...settingsOf('goal', goalSchema, NAMED),
  ...settingsOf('finding', finding, NAMED),
  ...settingsOf('tally', tally, NAMED),
  ...settingsOf('delivery', delivery, NAMED),
  ...settingsOf('letter', letter, NAMED),
];

export const allSettings = (): Setting[] => [
  ...fileSettings(),
  ...commonSettings(),
  ...[...partSettings().values()].flat(),
  ...[...stepSettings().values()].flat(),
  ...inputSettings(),
];
