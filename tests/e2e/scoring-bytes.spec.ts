import { createHash } from 'node:crypto';
import { expect, test } from '@playwright/test';
import * as engine from '../../scoring/index.ts';
import { bundle } from '../tools/bundle.ts';
import { type Scored, workedExamples } from '../tools/scored.ts';

type Engine = typeof engine;

/** Everything that the engine says about one example. Runs in Node and, as text, in the page. */
function everything({ checkScheme, checkInput, score, explain, canonicalScheme }: Engine, example: Scored): string {
  const checked = checkScheme(example.scheme);
  if (!checked.ok) return JSON.stringify(checked);
  const input = checkInput(checked.scheme, example.input);
  if (!input.ok) return JSON.stringify(input);
  const result = score(checked.scheme, input.input, { digest: 'sha256-test' });
  const texts = result.units.map((unit) => [explain(unit, 'zh'), explain(unit, 'en')]);
  return JSON.stringify({ canonical: canonicalScheme(checked.scheme), result, texts });
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Only the scheme's own error leaves the engine: its faults are bytes too. */
const broken = (example: Scored): Scored => ({
  ...example,
  name: `${example.name}, broken`,
  input: { ...(example.input as object), units: [{ id: '', category: 'x' }] },
});

test('every worked example gives the same bytes in the browser as in Node', async ({ browser }) => {
  const page = await (await browser.newContext()).newPage();
  await page.addScriptTag({ content: (await bundle('scoring/index.ts', 'scoring')).code });
  const examples = workedExamples();
  const all = [...examples, ...examples.slice(0, 1).map(broken)];
  expect(all.length).toBeGreaterThan(8);
  for (const example of all) {
    const there = await page.evaluate(
      ([source, data]) => new Function('engine', 'example', `return (${source})(engine, example)`)(Reflect.get(globalThis, 'scoring'), JSON.parse(data)),
      [everything.toString(), JSON.stringify(example)] as const,
    );
    const here = everything(engine, JSON.parse(JSON.stringify(example)));
    expect([example.name, digest(there), there.length]).toEqual([example.name, digest(here), here.length]);
  }
  await page.context().close();
});
