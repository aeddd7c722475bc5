import { createContext, runInContext } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkScheme, score } from '../../scoring/index.ts';
import { type Bundle, bundle } from '../tools/bundle.ts';
import { workedExamples } from '../tools/scored.ts';

/** Most bytes that a page may have to load for the engine, compressed. */
const BUDGET = 100_000;

let scoring: Bundle;
beforeAll(async () => {
  scoring = await bundle('scoring/index.ts', 'scoring');
});

describe('the engine as one script for browsers', () => {
  it('is made of this room, fraction.js and zod, and of nothing that only Node has', () => {
    const rooms = new Set(scoring.inputs.map((file) => /^(scoring|node_modules\/(?:fraction\.js|zod))\//.exec(file)?.[1] ?? file));
    expect([...rooms].sort()).toEqual(['node_modules/fraction.js', 'node_modules/zod', 'scoring']);
    expect(scoring.code).not.toMatch(/["']node:|\brequire\(|process\.env|\bBuffer\b/);
  });

  it('leaves the words of the reference page out', () => expect(scoring.inputs.filter((file) => file.includes('meanings'))).toEqual([]));

  it(`fits ${BUDGET} bytes compressed`, () => {
    process.stdout.write(`scoring for browsers: ${scoring.bytes} bytes, ${scoring.gzipped} compressed\n`);
    expect(scoring.gzipped).toBeLessThan(BUDGET);
  });

  it('runs where there is nothing but the language itself, with the same bytes', () => {
    const bare = createContext({});
    runInContext(scoring.code, bare);
    const [example] = workedExamples();
    if (example === undefined) throw new Error('no worked examples');
    const checked = checkScheme(example.scheme);
    if (!checked.ok) throw new Error('a faulty scheme');
    const here = JSON.stringify(score(checked.scheme, example.input as Parameters<typeof score>[1], { digest: 'sha256-test' }));
    Object.assign(bare, { scheme: JSON.stringify(example.scheme), input: JSON.stringify(example.input) });
    const there = runInContext(
      "JSON.stringify(scoring.score(scoring.checkScheme(JSON.parse(scheme)).scheme, JSON.parse(input), { digest: 'sha256-test' }))",
      bare,
    );
    expect(there).toBe(here);
  });
});
