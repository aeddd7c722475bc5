import type { Lang } from '../language.ts';
import { colours } from './colours.ts';

/** Pictures are 400 wide inside; shown at 320 to 800 pixels their smallest letters keep 10. */
const WIDTH = 400;
const MARGIN = 16;
export const LEFT = MARGIN;
export const RIGHT = WIDTH - MARGIN;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

const FONT: Readonly<Record<Lang, string>> = {
  zh: '"PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif',
  en: '"Helvetica Neue","Segoe UI",Roboto,Arial,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif',
};

const style = (lang: Lang): string =>
  `${colours()}text{font-family:${FONT[lang]};fill:var(--ink);font-variant-numeric:tabular-nums}.soft{fill:var(--ink-soft)}.link{fill:var(--link)}.tag{fill:var(--part);font-weight:600}.strong{font-weight:700}.paper{fill:var(--paper-raised);stroke:var(--line)}.axis{stroke:var(--line)}.mean{stroke:var(--line-strong);stroke-dasharray:3 2}.range{stroke:var(--brand);stroke-linecap:round;opacity:.45}.dot{fill:var(--brand)}.clearly-above{fill:var(--good)}.clearly-below{fill:var(--part)}.not-separable{fill:var(--none)}`;

/** About how wide a text is, in letters of Chinese: others take a little more than half of one. */
const lengthOf = (text: string): number => [...text].reduce((sum, sign) => sum + (/[\u2e80-\uffef]/u.test(sign) ? 1 : 0.54), 0);

/** A text in lines that fit; Chinese breaks anywhere but before closing signs, other words stay whole. */
export function wrapped(text: string, size: number, width = RIGHT - LEFT): string[] {
  const most = width / size;
  const words = text.match(/[\u2e80-\uffef][，。；：、！？）》”]*|[^\s\u2e80-\uffef]+\s*|\s+/gu) ?? [];
  const lines: string[] = [];
  for (const word of words) {
    const line = lines.at(-1);
    if (line === undefined || lengthOf(line + word.trimEnd()) > most) lines.push(word);
    else lines[lines.length - 1] = line + word;
  }
  return lines.map((line) => line.trim());
}

/** As much of a name as fits, with an ellipsis where something is missing. */
export function shortened(text: string, size: number, width: number): string {
  if (lengthOf(text) * size <= width) return text;
  const signs = [...text];
  while (signs.length > 1 && lengthOf(`${signs.join('')}…`) * size > width) signs.pop();
  return `${signs.join('').trimEnd()}…`;
}

export interface Line {
  readonly text: string;
  readonly size: number;
  readonly look?: string;
  /** Space above it. */
  readonly gap?: number;
}

/** Lines of text below each other from a height on. @returns the elements and the height after them. */
export function textLines(lines: readonly Line[], from: number): { readonly elements: string; readonly end: number } {
  let y = from;
  const elements = lines.flatMap(({ text, size, look, gap = 0 }) => {
    y += gap;
    return wrapped(text, size).map((line) => {
      y += size * 1.45;
      return `<text x="${LEFT}" y="${y.toFixed(1)}" font-size="${size}"${look ? ` class="${look}"` : ''}>${escaped(line)}</text>`;
    });
  });
  return { elements: elements.join(''), end: y };
}

export interface Picture {
  readonly lang: Lang;
  readonly title: string;
  /** What the picture shows, in words. */
  readonly description: string;
  readonly height: number;
  readonly href: string;
  readonly body: string;
}

/** A whole picture: named and described for those who do not see it, linked where it stands as a document. */
export function picture({ lang, title, description, height, href, body }: Picture): string {
  const tall = Math.ceil(height);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${tall}" width="${WIDTH}" height="${tall}" role="img" aria-labelledby="title description" xml:lang="${lang === 'zh' ? 'zh-CN' : 'en'}"><title id="title">${escaped(title)}</title><desc id="description">${escaped(description)}</desc><style>${style(lang)}</style><rect class="paper" x=".5" y=".5" width="${WIDTH - 1}" height="${tall - 1}" rx="3"/><a href="${escaped(href)}" target="_blank">${body}</a></svg>\n`;
}
