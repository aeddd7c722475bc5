import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type CityResult, readCity } from '../../content/load.ts';

export const ROOT = path.resolve(import.meta.dirname, '../..');

/** One edit of a content file: a text that stands there once, and what stands there instead. */
export interface Edit {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** A copy of a city's content with one edit made, read again. `line` is where the edited text began. */
export function editedCity(city: string, { file, find, replace }: Edit): { result: CityResult; line: number; file: string } {
  const root = mkdtempSync(path.join(tmpdir(), 'gongping-content-'));
  cpSync(path.join(ROOT, 'content/cities', city), path.join(root, 'content/cities', city), { recursive: true });
  const at = path.join(root, 'content/cities', city, file);
  const text = readFileSync(at, 'utf8');
  if (!text.includes(find)) throw new Error(`${file} does not contain: ${find}`);
  const line = text.slice(0, text.indexOf(find)).split('\n').length;
  writeFileSync(
    at,
    text.replace(find, () => replace),
  );
  return { result: readCity(root, city), line, file: `content/cities/${city}/${file}` };
}
