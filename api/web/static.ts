import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Context, Hono } from 'hono';
import { isTextsPath } from '../../proof/release/texts.ts';
import { liveNumber, releaseFolder } from '../releases/folder.ts';
import { answerFile } from './answer.ts';
import { createFiles, type Files, type StoredFile } from './files.ts';

const IMMUTABLE = 'public, max-age=31536000, immutable';
const REVALIDATE = 'public, max-age=0, must-revalidate';

/** Open data may be read by the pages of other sites. */
const OPEN = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' };

/** Hashed assets never change under their address. */
const cacheFor = (address: string): string => (/^\/(_site|_workspace)\//.test(address) ? IMMUTABLE : REVALIDATE);

/** The live release's pages, the data of all releases, and the workspace's scripts and styles. Nothing above the live number is served. */
export function staticRoutes(dataDir: string, workspaceClient: string) {
  const files = createFiles();
  /** Words that can be taken back are read anew each time, and nobody may keep them unasked. */
  const passing = createFiles(0);

  return new Hono()
    .get('/releases/latest', async (c, next) => {
      const live = await liveNumber(dataDir);
      if (live === null) return next();
      for (const [name, value] of Object.entries({ ...OPEN, 'cache-control': REVALIDATE })) c.header(name, value);
      return c.redirect(`/releases/${live}/data/manifest.json`, 302);
    })
    .get('/releases/:number{[1-9][0-9]{0,8}}/data/*', async (c, next) => {
      const number = Number(c.req.param('number'));
      const name = inside(c.req.path)?.replace(/^\/releases\/\d+\/data\//, '');
      if (!name || number > ((await liveNumber(dataDir)) ?? 0)) return next();
      const folder = releaseFolder(dataDir, number);
      const removable = isTextsPath(name);
      const file = removable
        ? await passing.read(path.join(folder, 'data', name))
        : await files.read(path.join(folder, 'data', name), path.join(folder, 'packed', name));
      return file ? answerFile(c, file, { ...OPEN, 'cache-control': removable ? REVALIDATE : IMMUTABLE, ...asDownload(number, name) }) : next();
    })
    .get('/_workspace/*', async (c, next) => (await page(c, files, workspaceClient)) ?? next())
    .get('*', async (c, next) => {
      const live = await liveNumber(dataDir);
      return (live !== null && (await page(c, files, path.join(releaseFolder(dataDir, live), 'site')))) || next();
    });
}

async function page(c: Context, files: Files, folder: string): Promise<Response | null> {
  const file = await fileAt(files, folder, c.req.path);
  return file && answerFile(c, file, { 'cache-control': cacheFor(c.req.path) });
}

/** The file at an address of a built folder: itself, or the `index.html` of the folder it names. */
async function fileAt(files: Files, folder: string, address: string): Promise<StoredFile | null> {
  const name = inside(address);
  if (name === null) return null;
  const index = path.join(folder, name, 'index.html');
  if (name.endsWith('/') || !/\.[a-z0-9]+$/i.test(name)) return files.read(index);
  return (await files.read(path.join(folder, name))) ?? files.read(index);
}

/** The address as a path below a folder; null when it could lead anywhere else. */
function inside(address: string): string | null {
  try {
    const name = decodeURIComponent(address);
    return /[\\\0]|\/\/|%|(^|\/)\.\.?(\/|$)/.test(name) ? null : name;
  } catch {
    return null;
  }
}

/** Tables are saved under a name that still says where they come from. */
const asDownload = (number: number, name: string): Record<string, string> =>
  name.endsWith('.csv') ? { 'content-disposition': `attachment; filename="release-${number}-${name.replaceAll('/', '-')}"` } : {};

/** Pages of the live site that stand in for another: there is none at the address, or it cannot be made now. */
const STAND_INS = { 'not found': ['404.html', 'en/404/index.html'], unavailable: ['unavailable/index.html', 'en/unavailable/index.html'] } as const;

/** Such a page in the language of the address; null before the first release. */
export async function standIn(dataDir: string, kind: keyof typeof STAND_INS, address: string): Promise<string | null> {
  const live = await liveNumber(dataDir);
  if (live === null) return null;
  const [zh, en] = STAND_INS[kind];
  return readFile(path.join(releaseFolder(dataDir, live), 'site', /^\/en(\/|$)/.test(address) ? en : zh), 'utf8').catch(() => null);
}
