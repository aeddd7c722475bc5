import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const DOCUMENTS = ['*.md', 'docs/**/*.md', 'content/**/*.md'];
/** Words in backticks that begin like a place in the tree. */
const PLACE = /`((?:api|content|db|docs|proof|scoring|site|tests)\/[^`\s]*|[\w.-]+\.(?:ts|mjs|json|md|yaml))`/g;
const LINK = /\]\((?!https?:|#|mailto:|\/)([^)#\s]+)[^)]*\)/g;
/** A place that stands for many: `content/cities/<city>/`, `api/*`. */
const PATTERN = /[<>*{}…]/;

/** Documents may name only paths that exist: in backticks from the root of the tree, as links from the document's folder. */
export function documentFaults(project: string): string[] {
  return globSync(DOCUMENTS, { cwd: project, exclude: (name) => name === 'node_modules' }).flatMap((document) => {
    const text = readFileSync(path.join(project, document), 'utf8');
    const places = [...text.matchAll(PLACE)].map((match) => match[1] ?? '').filter((place) => !PATTERN.test(place) && place.includes('/'));
    const links = [...text.matchAll(LINK)].map((match) => path.join(path.dirname(document), match[1] ?? ''));
    return [...places, ...links].filter((place) => !existsSync(path.join(project, place))).map((place) => `${document}: names ${place}, which does not exist`);
  });
}
