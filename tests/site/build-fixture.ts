import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { writeFixtureRelease, writeSurveyRelease } from './fixture-release.ts';

export const ROOT = resolve(import.meta.dirname, '../..');

/** A built site: path → bytes, as a web server would find them. */
export type Site = ReadonlyMap<string, Buffer>;

/** Builds a release data folder the way the publisher does, in a process of its own. The folder is removed again. */
export function buildSite(data: string, name: string): Site {
  const out = join(ROOT, '.build', `test-site-${name}-${process.pid}`);
  const { VITEST: _, NODE_ENV: __, ...env } = process.env;
  try {
    const run = spawnSync(process.execPath, [join(ROOT, 'api/releases/build-worker.ts'), out], {
      cwd: ROOT,
      env: { ...env, GONGPING_BUILD: 'release', GONGPING_RELEASE: data, ASTRO_TELEMETRY_DISABLED: '1' },
      encoding: 'utf8',
    });
    if (run.status !== 0) throw new Error(`the build failed:\n${run.stdout}${run.stderr}`);
    return new Map(filesUnder(out).map((path) => [`/${relative(out, path)}`, readFileSync(path)]));
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** Writes a fixture release into a fresh folder. */
export function fixtureFolder(city: 'demo' | 'survey' = 'demo'): string {
  const folder = mkdtempSync(join(tmpdir(), 'gongping-release-'));
  (city === 'demo' ? writeFixtureRelease : writeSurveyRelease)(ROOT, folder);
  return folder;
}

const filesUnder = (folder: string): string[] =>
  readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesUnder(path) : [path]));

/** Pages as text, by path: `/units/water/index.html`. */
export const pagesOf = (site: Site): [string, string][] =>
  [...site].filter(([path]) => path.endsWith('.html')).map(([path, bytes]) => [path, bytes.toString('utf8')]);

/** All values of an attribute in a page. */
export const attribute = (html: string, name: string): string[] =>
  [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map(([, value = '']) => value.replaceAll('&amp;', '&'));
