import type { Lang } from '../../language.ts';
import type { Words } from '../text/index.ts';
import type { Filter } from './asked.ts';

interface City {
  readonly cycles: readonly { readonly id: string; readonly label: Readonly<Record<Lang, string>> }[];
  readonly categories: readonly { readonly id: string; readonly label: Readonly<Record<Lang, string>> }[];
}

type Option = readonly [value: string, label: string];

/** The filters that several lists share, in the words of the desk. */
export function filtersOf({ desk: { list: t } }: Words, city: City, lang: Lang) {
  const labelled = (items: City['cycles']): Option[] => items.map(({ id, label }) => [id, label[lang]] as const);
  const any: Option = ['', t.any];
  return {
    words: { name: 'words', label: t.words } satisfies Filter,
    cycle: { name: 'cycle', label: t.cycle, options: labelled([...city.cycles].reverse()) } satisfies Filter,
    anyCycle: { name: 'cycle', label: t.cycle, options: [any, ...labelled([...city.cycles].reverse())] } satisfies Filter,
    category: { name: 'category', label: t.category, options: [any, ...labelled(city.categories)] } satisfies Filter,
    late: { name: 'late', label: t.late, options: [any, ['1', t.lateOnly] as const] } satisfies Filter,
  };
}
