import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildSite, fixtureFolder, pagesOf } from './build-fixture.ts';

/** Files and fields that the first releases did not have. Their pages are drawn on demand for ever. */
const LATER_FILES = ['releases.json', 'objections.json', 'plan-versions.json', 'moderation.json', 'reply-record.json', 'documents.json', 'calendar.json'];
const LATER_FIELDS = { 'manifest.json': ['stage', 'corrects', 'cycles', 'objectionsUntil', 'audit'], 'city.json': ['errands'] };

it('a release of the first form is drawn whole by the components of today', () => {
  const folder = fixtureFolder();
  for (const file of LATER_FILES) rmSync(join(folder, file), { force: true });
  for (const [file, fields] of Object.entries(LATER_FIELDS)) {
    const content = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>;
    for (const field of fields) delete content[field];
    writeFileSync(join(folder, file), JSON.stringify(content));
  }
  const pages = pagesOf(buildSite(folder, 'earlier'));
  rmSync(folder, { recursive: true, force: true });
  expect(pages.length).toBeGreaterThan(30);
  for (const [path, html] of pages) expect(html, path).not.toMatch(/\bundefined\b|\bNaN\b|\[object Object\]/);
  expect(pages.find(([path]) => path === '/units/water/index.html')?.[1]).toContain('得分是怎么来的');
}, 180_000);
