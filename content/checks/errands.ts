import type { Fault } from '../yaml.ts';
import { duplicates, type Parts, tell, unknownReference } from './parts.ts';

/** What errands.yaml must keep beyond its shape: each errand leads to a unit, under a theme, and no theme is empty. */
export function errandChecks(parts: Parts): Fault[] {
  const part = parts.errands;
  const file = part?.value;
  if (!part || !file) return [];
  const units = parts.units.value?.units.map(({ id }) => id);
  const themes = file.themes.map(({ id }) => id);
  return [
    ...duplicates(part, ['themes'], file.themes),
    ...duplicates(part, ['errands'], file.errands),
    ...file.errands.flatMap(({ theme, units: wanted }, i) => [
      ...unknownReference(part, ['errands', i, 'theme'], theme, themes, { zh: '办事主题', en: 'theme' }),
      ...wanted.flatMap((unit, j) => (units === undefined ? [] : unknownReference(part, ['errands', i, 'units', j], unit, units, { zh: '单位', en: 'unit' }))),
      ...(new Set(wanted).size === wanted.length
        ? []
        : tell(part, ['errands', i, 'units'], '同一个单位写了两次，请删去一个。', 'The same unit is named twice; delete one.')),
    ]),
    ...file.themes.flatMap(({ id }, i) =>
      file.errands.some(({ theme }) => theme === id)
        ? []
        : tell(part, ['themes', i, 'id'], `主题“${id}”下没有事项，请删去或补上事项。`, `The theme "${id}" has no errand; delete it or add one.`),
    ),
  ];
}
