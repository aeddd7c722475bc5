import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ReleaseManifest } from '../../../proof/release/files.ts';

/** Stands in for the page builder where pages do not matter: one page that says which release it is. */
export async function plainPages(_projectDir: string, dataFolder: string, name: string): Promise<string> {
  const out = path.join(mkdtempSync(path.join(tmpdir(), 'gongping-pages-')), name);
  const { release } = JSON.parse(readFileSync(path.join(dataFolder, 'manifest.json'), 'utf8')) as ReleaseManifest;
  mkdirSync(out, { recursive: true });
  writeFileSync(path.join(out, 'index.html'), `release ${release}`);
  return out;
}
