import { expect, test } from '@playwright/test';
import * as engine from '../../scoring/index.ts';
import { bundle } from '../tools/bundle.ts';
import { estimates } from '../tools/estimates.ts';
import { surveyOf } from '../tools/survey.ts';

test('rank sets, bands, raking and stressed weights are the same to the last bit in the browser as in Node', async ({ browser }) => {
  const page = await (await browser.newContext()).newPage();
  await page.addScriptTag({ content: (await bundle('scoring/index.ts', 'scoring')).code });
  for (const seed of [1, 2, 3]) {
    const survey = surveyOf(seed);
    const there = await page.evaluate(
      ([source, data]) => new Function('engine', 'survey', `return (${source})(engine, survey)`)(Reflect.get(globalThis, 'scoring'), JSON.parse(data)),
      [estimates.toString(), JSON.stringify(survey)] as const,
    );
    expect(there).toBe(estimates(engine, JSON.parse(JSON.stringify(survey))));
  }
  await page.context().close();
});
