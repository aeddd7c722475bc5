import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Hono } from 'hono';
import { notFound } from '../errors.ts';

const FOLDER = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const FILES: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};
/** The viewer sets styles on elements while it runs; nowhere else is that allowed. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Gongping API</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><div id="docs"></div><script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>`;
const START = "window.SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null });";

/** The API's documentation, served from the installed package: nothing is fetched from elsewhere. */
export const docsRoutes = () =>
  new Hono()
    .use(async (c, next) => {
      await next();
      c.header('content-security-policy', POLICY);
    })
    .get('/', (c) => c.html(PAGE))
    .get('/start.js', (c) => c.body(START, 200, { 'content-type': 'text/javascript; charset=utf-8' }))
    .get('/:file', async (c) => {
      const file = c.req.param('file');
      const type = Object.hasOwn(FILES, file) ? FILES[file] : undefined;
      if (!type) throw notFound();
      return c.body(await readFile(path.join(FOLDER, file)), 200, { 'content-type': type, 'cache-control': 'public, max-age=86400' });
    });
