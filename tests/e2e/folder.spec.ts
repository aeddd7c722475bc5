import path from 'node:path';
import { expect, test } from '@playwright/test';
import { serveFolders } from '../support/file-server.ts';
import { crawlSite } from './crawl.ts';

/** The folders of a release under any web server, without the product. */

const DATA_DIR = '.build/e2e-data';

/** Casting, comments, sign-in, evidence, and the pages of older releases; the data of a release lie in its folder. */
const LIVE = /^(\/en)?\/(rate|comment|login|workspace|evidence|api|releases\/\d+\/(?!data\/))(\/|$)?/;

test('the static folder alone shows everything but what is live: every link leads to a file', async ({ playwright }) => {
  const { url, server } = await serveFolders([path.join(DATA_DIR, 'current'), DATA_DIR]);
  const request = await playwright.request.newContext({ baseURL: url });
  const { pages, broken } = await crawlSite(request, LIVE);
  expect(pages.size).toBeGreaterThan(500);
  expect(broken).toEqual([]);
  await request.dispose();
  server.close();
});
