import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A page of plain words, Markdown, in both languages. The first line is the title. */
export interface Page {
  readonly id: string;
  readonly zh: PageText;
  readonly en: PageText;
}

export interface PageText {
  readonly title: string;
  /** Markdown below the title. */
  readonly body: string;
}

/** The pages of a city: the product's own, each replaceable by a file of the same name in the city's `pages/`. */
export function loadPages(root: string, cityId: string): Page[] {
  const common = join(root, 'content/pages');
  const own = join(root, 'content/cities', cityId, 'pages');
  const ids = [common, own].flatMap(pageIds);
  return [...new Set(ids)].sort().map((id) => ({ id, zh: pageText(own, common, `${id}.zh.md`), en: pageText(own, common, `${id}.en.md`) }));
}

const pageIds = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.zh.md'))
        .map((name) => name.slice(0, -6))
    : [];

function pageText(own: string, common: string, name: string): PageText {
  const path = [join(own, name), join(common, name)].find((candidate) => existsSync(candidate));
  if (path === undefined) throw new Error(`content/pages/${name}: 缺少这一页的这种语言 / this page is missing in this language`);
  const [title = '', ...body] = readFileSync(path, 'utf8').split('\n');
  return { title: title.replace(/^#\s*/, ''), body: body.join('\n').trim() };
}
