import { readFile } from 'node:fs/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, Hono } from 'hono';
import { readerAddress } from '../address.ts';
import type { App } from '../app.ts';
import { createClient } from '../client.ts';
import { isLoopback } from '../config.ts';
import type { Dependencies } from '../context.ts';
import { AppError, notFound, tooLarge } from '../errors.ts';
import { problem } from '../problem.ts';
import { securityHeaders } from '../security.ts';
import { readDemonstrationCodes } from '../start/demonstration-codes.ts';
import type { PageHandler } from './pages.ts';
import { notFoundPage, staticRoutes } from './static.ts';

const FORM_LIMIT = 16 * 1024 * 1024;

/**
 * Puts the site around the API in one process: static pages of the live release first, then on-demand pages, which
 * call the API in process, then the site's own "not found".
 */
export function mountSite(app: App, deps: Dependencies, handler: PageHandler, workspaceClient: string): void {
  const { config } = deps;
  const headers = Object.entries(securityHeaders(config.publicUrl.startsWith('https:')));
  const site = app as unknown as Hono;
  site.route('/', staticRoutes(config.dataDir, workspaceClient));
  site.all('/api/*', (c: Context) => problem(c, notFound()));
  site.all('*', async (c: Context) => {
    refuseBadForm(c);
    const { incoming, outgoing } = c.env as HttpBindings;
    for (const [name, value] of headers) outgoing.setHeader(name, value);
    outgoing.setHeader('cache-control', 'no-store');
    const missed = await new Promise<boolean>((resolve, reject) => {
      outgoing.once('close', () => resolve(false));
      handler(incoming, outgoing, () => resolve(true), localsFor(app, deps, c)).catch(reject);
    });
    return missed ? notFoundAnswer(c, config.dataDir) : RESPONSE_ALREADY_SENT;
  });
}

/**
 * What the listener calls. The framework answers HEAD by asking as GET and copying the answer, which loses the mark of
 * a page that has written its answer itself; whether that happened is read off the connection instead.
 */
export const fetchOf =
  (app: App) =>
  async (request: Request, env: HttpBindings): Promise<Response> => {
    const answer = await app.fetch(request, env);
    return env.outgoing.headersSent ? RESPONSE_ALREADY_SENT : answer;
  };

function localsFor(app: App, deps: Dependencies, c: Context): App.Locals {
  const { city, config } = deps;
  const { api, cookies } = createClient(app, config.publicUrl, {
    cookie: c.req.header('cookie') ?? '',
    language: c.req.path === '/en' || c.req.path.startsWith('/en/') ? 'en' : 'zh',
    address: readerAddress(deps, c),
  });
  const showDemonstrationAccess = city.demonstration && (isLoopback(config.host) || config.demoPublic);
  return { api, cookies, city, showDemonstrationAccess, demonstrationCodes: showDemonstrationAccess ? readDemonstrationCodes(deps) : [] };
}

/** Pages read the raw request: a form without a length, or too long a one, is refused before it reaches them. */
function refuseBadForm(c: Context): void {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return;
  const length = Number(c.req.header('content-length') ?? Number.NaN);
  if (Number.isNaN(length)) throw new AppError('request.length_required', 411, { zh: '请求缺少长度。', en: 'The request does not state its length.' });
  if (length > FORM_LIMIT) throw tooLarge('16 MB');
}

async function notFoundAnswer(c: Context, dataDir: string): Promise<Response> {
  const file = await notFoundPage(dataDir, c.req.path);
  if (file === null || c.req.path.startsWith('/api/')) return problem(c, notFound());
  return c.html(await readFile(file, 'utf8'), 404);
}
