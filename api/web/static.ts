import { stat } from 'node:fs/promises';
import path from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono } from 'hono';
import { currentSite, liveNumber, releaseFolder } from '../releases/folder.ts';

const IMMUTABLE = 'public, max-age=31536000, immutable';
const REVALIDATE = 'public, max-age=0, must-revalidate';

/** Files that never change under their address: hashed assets, and the data of numbered releases. */
const cacheFor = (address: string): string => (/^\/(_site|_workspace|releases\/\d+\/data)\//.test(address) ? IMMUTABLE : REVALIDATE);

/** The live release's pages, the data of all releases, and the workspace's scripts and styles. Nothing above the live number is served. */
export function staticRoutes(dataDir: string, workspaceClient: string) {
  const rewritten = (folder: string, address: (c: Context) => string, precompressed = true) =>
    serveStatic({
      root: folder,
      precompressed,
      rewriteRequestPath: (_, c) => address(c as Context),
      onFound: (_, c) => c.header('cache-control', cacheFor(c.req.path)),
    });

  return new Hono()
    .get('/releases/latest', async (c, next) => {
      const live = await liveNumber(dataDir);
      return live === null ? next() : c.redirect(`/releases/${live}/data/manifest.json`, 302);
    })
    .get('/releases/:number{[1-9][0-9]*}/data/:file{.+}', async (c, next) => {
      const number = Number(c.req.param('number'));
      if (number > ((await liveNumber(dataDir)) ?? 0)) return next();
      return rewritten(path.join(releaseFolder(dataDir, number), 'data'), () => `/${c.req.param('file')}`, false)(c, next);
    })
    .get(
      '/_workspace/*',
      rewritten(workspaceClient, (c) => c.req.path),
    )
    .get(
      '*',
      rewritten(currentSite(dataDir), (c) => c.req.path),
    );
}

/** The 404 page of the live site in the language of the address; null before the first release. */
export async function notFoundPage(dataDir: string, address: string): Promise<string | null> {
  const names = address.startsWith('/en/') ? ['en/404.html', 'en/404/index.html', '404.html'] : ['404.html'];
  for (const name of names) {
    const file = path.join(currentSite(dataDir), name);
    if (await stat(file).catch(() => null)) return file;
  }
  return null;
}
