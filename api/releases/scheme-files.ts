import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseYaml } from '../../content/yaml.ts';
import { type LoadedScheme, loadScheme, parseScheme } from '../schemes/schemes.ts';
import { liveNumber, releaseFolder } from './folder.ts';

/**
 * A scheme as a release publishes it. Scores that are already public keep the scheme they were computed with: where the
 * product's own text has changed since, it is taken from the live release.
 * @param reference `id@version:sha256-…` that a published score names; null where no score does.
 * @throws Error with a sentence for the office where the text that was used is nowhere to be found.
 */
export async function publishedScheme(projectDir: string, dataDir: string, id: string, reference: string | null): Promise<LoadedScheme> {
  const own = loadScheme(projectDir, id);
  if (reference === null || own.reference === reference) return own;
  const file = path.join(releaseFolder(dataDir, (await liveNumber(dataDir)) ?? 0), 'data', 'schemes', `${id}.yaml`);
  if (existsSync(file)) {
    const text = readFileSync(file, 'utf8');
    const kept = parseScheme(text, `${id}.yaml`, parseYaml(text));
    if (kept.reference === reference) return kept;
  }
  throw new Error(`the scheme ${id} has changed since the scores were computed: compute them again / 考核办法 ${id} 在计分之后改动过，请重新计分`);
}
