import { rmSync } from 'node:fs';
import path from 'node:path';
import { ensureChromium } from './tools/chromium.ts';
import { type Finished, run } from './tools/run-command.ts';

/** Everything that must pass: first what needs no browser, then the journeys. The last line counts both. */
const PROJECT = path.resolve(import.meta.dirname, '..');

const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].reduce((sum, match) => sum + Number(match[1]), 0);
// biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colours begin with the escape character
const plain = (text: string): string => text.replace(/\u001b\[[0-9;]*m/g, '');

async function units(): Promise<{ passed: number; failed: number; finished: Finished }> {
  const finished = await run('vitest', ['run', '--reporter=default'], { show: true });
  const line = plain(finished.output).match(/^\s*Tests\s+.*$/m)?.[0] ?? '';
  const skipped = count(line, /(\d+) skipped/g);
  if (skipped > 0) process.stdout.write(`${skipped} skipped: each says above what it needs\n`);
  return { passed: count(line, /(\d+) passed/g), failed: count(line, /(\d+) failed/g), finished };
}

async function journeys(): Promise<{ passed: number; failed: number; finished: Finished }> {
  const chromium = await ensureChromium();
  rmSync(path.join(PROJECT, '.build/e2e-data'), { recursive: true, force: true });
  const finished = await run('playwright', ['test'], { show: true, env: { CHROMIUM_PATH: chromium } });
  const text = plain(finished.output);
  return { passed: count(text, /^\s*(\d+) passed/gm), failed: count(text, /^\s*(\d+) (?:failed|flaky|interrupted|did not run)/gm), finished };
}

const results = [await units(), await journeys()];
const passed = results.reduce((sum, result) => sum + result.passed, 0);
const broken = results.filter((result) => result.finished.code !== 0 && result.failed === 0).length;
const failed = results.reduce((sum, result) => sum + result.failed, 0) + broken;
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
