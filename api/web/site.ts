import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, Hono } from 'hono';
import { readerAddress } from '../address.ts';
import type { App } from '../app.ts';
import { type ApiUnavailable, createClient } from '../client.ts';
import { isLoopback } from '../config.ts';
import type { Dependencies } from '../context.ts';
import { AppError, notFound, tooLarge } from '../errors.ts';
import { problem } from '../problem.ts';
import { publishedReleases } from '../releases/folder.ts';
import { securityHeaders } from '../security.ts';
import { readDemonstrationCodes } from '../start/demonstration-codes.ts';
import { loggable } from '../unexpected.ts';
import { ceremonyPages } from './ceremony.ts';
import type { PageHandler } from './pages.ts';
import { standIn, staticRoutes } from './static.ts';

const FORM_LIMIT = 16 * 1024 * 1024;

/** The built on-demand pages: what answers, the folder of their scripts and styles, and the name of the build. */
export interface Workspace {
  readonly handler: PageHandler;
  readonly client: string;
  readonly build: string;
}

/**
 * Puts the site around the API in one process: static pages of the live release first, then on-demand pages, which
 * call the API in process, then the site's own "not found".
 */
export function mountSite(app: App, deps: Dependencies, workspace: Workspace): void {
  const { config } = deps;
  const headers = Object.entries(securityHeaders(config.publicUrl.startsWith('https:')));
  const site = app as unknown as Hono;
  site.route('/', ceremonyPages(config.projectDir));
  site.route('/', staticRoutes(config.dataDir, workspace.client));
  site.all('/api/*', (c: Context) => problem(c, notFound()));
  site.all('*', async (c: Context) => {
    refuseBadForm(c);
    const { incoming, outgoing } = c.env as HttpBindings;
    for (const [name, value] of headers) outgoing.setHeader(name, value);
    outgoing.setHeader('cache-control', 'no-store');
    const locals = await localsFor(app, deps, c, workspace.build);
    const missed = await new Promise<boolean>((resolve, reject) => {
      outgoing.once('close', () => resolve(false));
      workspace.handler(incoming, outgoing, () => resolve(true), locals).catch(reject);
    });
    return missed ? locals.notFound() : RESPONSE_ALREADY_SENT;
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

async function localsFor(app: App, deps: Dependencies, c: Context, build: string): Promise<App.Locals> {
  const { city, config } = deps;
  const { api, cookies } = createClient(app, config.publicUrl, {
    cookie: c.req.header('cookie') ?? '',
    language: c.req.path === '/en' || c.req.path.startsWith('/en/') ? 'en' : 'zh',
    address: readerAddress(deps, c),
    agent: c.req.header('user-agent') ?? '',
  });
  const showDemonstrationAccess = city.demonstration && (isLoopback(config.host) || config.demoPublic);
  return {
    api,
    cookies,
    city,
    showDemonstrationAccess,
    demonstrationCodes: showDemonstrationAccess ? readDemonstrationCodes(deps) : [],
    releases: await publishedReleases(config.dataDir),
    build,
    notFound: () => notFoundAnswer(c, config.dataDir),
    unavailable: (error) => unavailableAnswer(c, deps, error),
  };
}

/** Pages read the raw request: a form without a length, or too long a one, is refused before it reaches them. */
function refuseBadForm(c: Context): void {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return;
  const length = Number(c.req.header('content-length') ?? Number.NaN);
  if (Number.isNaN(length)) throw new AppError('request.length_required', 411, { zh: '请求缺少长度。', en: 'The request does not state its length.' });
  if (length > FORM_LIMIT) throw tooLarge('16 MB');
}

async function notFoundAnswer(c: Context, dataDir: string): Promise<Response> {
  const text = c.req.path.startsWith('/api/') ? null : await standIn(dataDir, 'not found', c.req.path);
  return text === null ? problem(c, notFound()) : pageAnswer(text, 404);
}

/** A page could not be made: because the API had no answer (its status is kept), or through a fault of ours. */
async function unavailableAnswer(c: Context, { config, log }: Dependencies, error: Error): Promise<Response> {
  const { status = 500 } = error as Partial<ApiUnavailable>;
  log.error({ error: loggable(error), method: c.req.method, status }, 'page not made');
  const text = await standIn(config.dataDir, 'unavailable', c.req.path);
  return pageAnswer(text ?? '本页暂时打不开，请稍后再试。This page cannot be made at the moment; please try again later.', status);
}

const pageAnswer = (text: string, status: number): Response =>
  new Response(text, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', ...(status >= 500 && { 'retry-after': '30' }) },
  });
