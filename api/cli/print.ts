import { explain, printedTotal, type Result, type Scheme, type Text, type UnitResult } from '../../scoring/index.ts';
import type { Language } from './command.ts';

const WORDS = {
  zh: {
    none: '无得分',
    heading: (label: string, mean: string, withTotal: number, units: number) => `${label}：平均分 ${mean}，${units} 个单位中 ${withTotal} 个有总分`,
    unused: (count: number) => `\n数据中有 ${count} 项没有被办法用到：`,
  },
  en: {
    none: 'no result',
    heading: (label: string, mean: string, withTotal: number, units: number) => `${label}: mean ${mean}, ${withTotal} of ${units} with a total`,
    unused: (count: number) => `\n${count} ${count === 1 ? 'entry' : 'entries'} of the input ${count === 1 ? 'was' : 'were'} not used by the scheme:`,
  },
} as const;

const BANDS: Readonly<Record<NonNullable<UnitResult['band']>, Text>> = {
  'clearly-above': { zh: '明显高于平均', en: 'clearly above the mean' },
  'not-separable': { zh: '与平均无明显差别', en: 'not separable from the mean' },
  'clearly-below': { zh: '明显低于平均', en: 'clearly below the mean' },
};

/** Something entered that has no effect should not go unnoticed. */
function unusedLines({ unused }: Result, language: Language): string {
  return unused.length === 0 ? '' : `${WORDS[language].unused(unused.length)}\n${unused.map((path) => `  ${path}\n`).join('')}`;
}

const gradeOf = (unit: UnitResult, scheme: Scheme, language: Language): string =>
  scheme.grades?.bands.find(({ id }) => id === unit.grade)?.label[language] ?? unit.grade ?? '';

function line(unit: UnitResult, scheme: Scheme, language: Language): string {
  const interval = unit.interval && unit.interval.kind !== 'none' ? ` [${unit.interval.low}, ${unit.interval.high}]` : '';
  const estimated = interval !== '' && unit.band !== null ? `  ${BANDS[unit.band][language]}` : '';
  const total = printedTotal(unit, scheme) ?? WORDS[language].none;
  const why = unit.total === null ? `  ${unit.notes.map(({ text }) => text[language]).join(' ')}` : '';
  return `  ${String(unit.rank ?? '–').padStart(4)}  ${unit.id.padEnd(28)} ${total.padStart(9)}${interval}${estimated}  ${gradeOf(unit, scheme, language)}${why}`.trimEnd();
}

const inPlace = (a: UnitResult, b: UnitResult): number => (a.rank ?? Number.POSITIVE_INFINITY) - (b.rank ?? Number.POSITIVE_INFINITY);

/** A table per category, best first: rank, unit, total, interval and band where something is estimated, grade. */
export function tabled(result: Result, scheme: Scheme, language: Language): string {
  const tables = result.categories.map(({ id, label, mean, units: count, withTotal }) => {
    const units = result.units.filter(({ category }) => category === id).sort(inPlace);
    if (units.length === 0) return '';
    const head = WORDS[language].heading(label[language], mean?.rounded ?? '–', withTotal, count);
    return `${head}\n${units.map((unit) => line(unit, scheme, language)).join('\n')}\n`;
  });
  return tables.join('') + unusedLines(result, language);
}

/** Every unit's tree as text, then what the scheme did not use. */
export function explained(result: Result, scheme: Scheme, language: Language): string {
  const texts = result.units.map((unit) => {
    const tree = { ...unit.tree, rounded: printedTotal(unit, scheme) };
    return `${explain({ ...unit, tree, grade: gradeOf(unit, scheme, language) || null }, language)}\n`;
  });
  return texts.join('\n') + unusedLines(result, language);
}
