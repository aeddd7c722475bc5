import { exact, type Rational } from '../exact.ts';
import type { PlacesNode } from '../scheme/nodes.ts';
import { ahead, behind, type Ordered, ordered } from '../standing/order.ts';
import { type Assessed, NOTHING_AROUND } from './around.ts';
import { type Context, type Draft, having, lacking } from './draft.ts';
import { missingNote } from './missing.ts';

type Line = PlacesNode['table'][number];

const fits = (line: Line, own: Rational, all: Ordered): boolean =>
  (line.first !== undefined && ahead(own, all) < line.first) || (line.last !== undefined && behind(own, all) < line.last);

/** The ordered values of one figure over one category: asked by every unit, worked out once. */
const known = new WeakMap<readonly Assessed[], Map<string, Ordered>>();

function valuesOf(field: readonly Assessed[], by: string): Ordered {
  const own = known.get(field) ?? new Map<string, Ordered>();
  known.set(field, own);
  const found = own.get(by) ?? ordered(field.flatMap(({ figures }) => figures.get(by)?.value ?? []));
  own.set(by, found);
  return found;
}

const lineText = (line: Line, language: 'zh' | 'en'): string => {
  const words = { zh: { first: '前', last: '后' }, en: { first: 'first ', last: 'last ' } }[language];
  return `${line.first === undefined ? words.last + line.last : words.first + line.first}: ${line.value}`;
};

/**
 * A value by the unit's place in its category, by one part's exact value. First places take everyone at place ≤ k; last
 * places everyone with fewer than k units strictly below, so ties count at both ends; a unit at both ends gets neither.
 */
export function places(node: PlacesNode, context: Context): Draft {
  const { own, field } = context.around ?? NOTHING_AROUND;
  const scale = { unit: node.unit ?? 'coefficient' } as const;
  const list = (language: 'zh' | 'en'): string => node.table.map((line) => lineText(line, language)).join(language === 'zh' ? '，' : ', ');
  const label = own.get(node.by)?.node.label ?? { zh: node.by, en: node.by };
  const value = own.get(node.by)?.value ?? null;
  if (value === null) {
    const rule = { zh: `按“${label.zh}”名次：${list('zh')}`, en: `By place on “${label.en}”: ${list('en')}` };
    return lacking('incomplete', scale, rule, { notes: [missingNote(label)] });
  }
  const all = valuesOf(field, node.by);
  const place = ahead(value, all) + 1;
  const rule = {
    zh: `“${label.zh}”在 ${all.length} 个单位中第 ${place} 名；${list('zh')}，其余 ${node.otherwise}`,
    en: `Place ${place} of ${all.length} on “${label.en}”; ${list('en')}, otherwise ${node.otherwise}`,
  };
  const reached = (end: 'first' | 'last'): boolean => node.table.some((one) => one[end] !== undefined && fits(one, value, all));
  const line = reached('first') && reached('last') ? undefined : node.table.find((one) => fits(one, value, all));
  return having(exact(line?.value ?? node.otherwise), scale, rule);
}
