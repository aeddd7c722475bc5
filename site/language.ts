import type { Text } from '../scoring/result.ts';

export type Lang = 'zh' | 'en';

export const LANGS: readonly Lang[] = ['zh', 'en'];

/** What `<html lang>` and `hreflang` say. */
export const HTML_LANG: Readonly<Record<Lang, string>> = { zh: 'zh-CN', en: 'en' };

export const other = (lang: Lang): Lang => (lang === 'zh' ? 'en' : 'zh');

/** Address of a page in a language. `path` carries no language: `/units/water`. Chinese has no prefix. */
export function href(lang: Lang, path: string): string {
  if (lang === 'zh') return path;
  return path === '/' ? '/en/' : `/en${path}`;
}

/** Address of a page as release `number` shows it, without language; `/releases/2` itself belongs to the release, not to its home page. */
export const archivedPath = (number: number, path: string): string => `/releases/${number}${path === '/' ? '/home' : path}`;

export const say = (text: Text, lang: Lang): string => text[lang];

/** The language of an address as the router gives it: the rest parameter `[...lang]`, or a path. */
export const langOf = (param: string | undefined): Lang => (param === 'en' || param?.startsWith('/en/') || param === '/en' ? 'en' : 'zh');

/** Paths for both languages of a page under `pages/[...lang]`. */
export const bothLanguages = (): { params: { lang: string | undefined } }[] => LANGS.map((lang) => ({ params: { lang: lang === 'zh' ? undefined : lang } }));

/** Paths for both languages of each of many pages. */
export function eachInBoth<P extends Record<string, string>>(pages: readonly P[]): { params: P & { lang: string | undefined } }[] {
  return pages.flatMap((page) => bothLanguages().map(({ params }) => ({ params: { ...page, ...params } })));
}

/** `2025-03-31` as a reader writes it: 2025年3月31日 / 31 March 2025. */
export function day(iso: string, lang: Lang): string {
  const [year = '', month = '', date = ''] = iso.slice(0, 10).split('-');
  return lang === 'zh' ? `${year}年${Number(month)}月${Number(date)}日` : `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`;
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** An exact number for reading: `200/3` as 66.67, decimals as they are. */
export function decimal(exact: string): string {
  const [p = '', q] = exact.split('/');
  return q === undefined ? exact : (Number(p) / Number(q)).toFixed(2);
}

/** A count with thin grouping: 12 345. */
export const count = (value: number): string => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f');

/** The English plural of a city's word for a unit: service, agency. */
export const plural = (word: string): string => (/[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`);
