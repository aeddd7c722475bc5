import { archivedPath, href, langOf } from '../../language.ts';
import { findView } from '../../views/table.ts';

/**
 * Turns the links of a drawn page so that a reader stays inside the release. Only addresses that a view stands for are
 * turned: rating, comments, evidence, data and the pages of plain words have one address for all releases. Astro writes
 * attributes in double quotes and escapes them in texts, so nothing but links can look like one.
 */
export const insideRelease = (html: string, number: number): string =>
  html.replace(/<(?:a|form)\s[^>]*>/g, (tag) =>
    tag.includes(' data-live') ? tag : tag.replace(/\s(href|action)="(\/[^"]*)"/, (_, name, to) => ` ${name}="${turned(to, number)}"`),
  );

function turned(address: string, number: number): string {
  const [, whole = '', rest = ''] = address.match(/^([^?#]*)(.*)$/s) ?? [];
  const lang = langOf(whole);
  const path = lang === 'en' ? whole.slice('/en'.length) || '/' : whole;
  return findView(path) ? `${href(lang, archivedPath(number, path))}${rest}` : address;
}
