import type { Sentence } from '../errors.ts';

export type DayResult = { readonly day: string; readonly fault?: never } | { readonly fault: Sentence; readonly day?: never };

const CHINESE: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10, 十一: 11, 十二: 12 };
const numberOf = (text: string): number => CHINESE[text] ?? Number(text);

const N = '(\\d{1,2}|十[一二]?|[一二三四五六七八九])';
const END = '(?:底|末)?';

/** Ways to write a deadline without its year; each gives month and day, 0 being the last day of the month. */
const WAYS: readonly { readonly shape: RegExp; readonly at: (a: string, b: string) => readonly [number, number] }[] = [
  { shape: new RegExp(`^${N}月${N}[日号]$`), at: (month, day) => [numberOf(month), numberOf(day)] },
  { shape: /^(\d{1,2})[-/.](\d{1,2})$/, at: (month, day) => [Number(month), Number(day)] },
  { shape: new RegExp(`^${N}月上旬$`), at: (month) => [numberOf(month), 10] },
  { shape: new RegExp(`^${N}月中旬$`), at: (month) => [numberOf(month), 20] },
  { shape: new RegExp(`^${N}月(?:份)?(?:下旬|${END})$`), at: (month) => [numberOf(month), 0] },
  { shape: new RegExp(`^第?([1-4一二三四])季度?${END}$`), at: (quarter) => [numberOf(quarter) * 3, 0] },
  { shape: /^[Qq]([1-4])$/, at: (quarter) => [Number(quarter) * 3, 0] },
  { shape: new RegExp(`^上半年${END}$`), at: () => [6, 0] },
  { shape: new RegExp(`^(?:下半年|全年|当年|年)?${END}$`), at: () => [12, 0] },
];

/**
 * Reads a deadline as plans have it: ISO days, `2026/6/30`, `6月30日`, `12月底`, `年底前`, `第三季度末`, `上半年`. A day
 * without a year is one of `year`; `次年` and `明年` mean the one after. @returns the ISO day.
 */
export function readDay(typed: string, year: number): DayResult {
  const text = typed
    .normalize('NFKC')
    .replace(/\s|00:00(?::00)?$/g, '')
    .replace(/(?:之前|以前|前|完成|为止|止)+$/, '');
  const [, given = '', rest = ''] = /^(?:(\d{4})(?:年度?|[-/.](?=\d)|(?=[Qq]))|(?:次|明)年|(?:本|今)年)?(.*)$/.exec(text) ?? [];
  const inYear = given !== '' ? Number(given) : year + (/^(?:次|明)年/.test(text) ? 1 : 0);
  if (text === '') return { fault: notADay(typed) };
  for (const { shape, at } of WAYS) {
    const [found, a = '', b = ''] = shape.exec(rest) ?? [];
    if (found === undefined) continue;
    const day = isoDay(inYear, ...at(a, b));
    return day ? { day } : { fault: noSuchDay(typed) };
  }
  return { fault: notADay(typed) };
}

/** Null when the calendar has no such day. Day 0 is the last one of the month. */
function isoDay(year: number, month: number, day: number): string | null {
  if (month < 1 || month > 12 || year < 1900 || year > 9998) return null;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day > last || day < 0) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day || last).padStart(2, '0')}`;
}

const notADay = (typed: string): Sentence => ({
  zh: `“${typed.trim().slice(0, 40)}”看不出是哪一天，请填写如 2026-06-30、6月30日、12月底、第三季度末。`,
  en: `"${typed.trim().slice(0, 40)}" does not say which day; give one such as 2026-06-30, 6月30日, 12月底.`,
});

const noSuchDay = (typed: string): Sentence => ({
  zh: `日历上没有“${typed.trim().slice(0, 40)}”这一天。`,
  en: `The calendar has no day "${typed.trim().slice(0, 40)}".`,
});
