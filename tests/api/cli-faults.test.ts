import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { scheme as schemeCommand } from '../../api/cli/scheme.ts';
import { score } from '../../api/cli/score.ts';
import { good, INPUTS } from '../scoring/language-faults.inputs.ts';
import { SCHEMES, sound } from '../scoring/language-faults.rows.ts';
import type { Loose } from '../scoring/support.ts';
import { type Ended, folder, runCommand } from './cli.fixture.ts';

const write = folder();
const yaml = (value: unknown): string => stringify(JSON.parse(JSON.stringify(value)), { aliasDuplicateObjects: false });
const rich = write('rich.yaml', yaml(sound()));

/** One line a fault: file, line, place, and a sentence with its end. */
function linesOf({ code, output }: Ended, file: string, end: RegExp): number[] {
  expect(code).toBe(1);
  return output.split('\n').map((line) => {
    expect(line.startsWith(`${file}:`)).toBe(true);
    expect(line).toMatch(end);
    return Number(/:(\d+) /.exec(line.slice(file.length))?.[1]);
  });
}

/** The line on which the last key of a path stands, or that of what holds it. */
function keysOn(file: string, line: number): string {
  return readFileSync(file, 'utf8').split('\n')[line - 1] ?? '';
}

const isThere = (value: Loose, path: string): boolean => path.split('.').reduce((inner, step) => inner?.[step], value) !== undefined && !/\.\d+$/.test(path);

const named = (path: string): string[] => path.split('.').filter((step) => !/^\d+$/.test(step));

describe('every fault of a scheme stands on its line', () => {
  it.each(SCHEMES)('%s', async (_, spoil, path, __, en) => {
    const scheme = sound();
    spoil(scheme, null);
    const file = write('faulty.yaml', yaml(scheme));
    const ended = await runCommand(schemeCommand, 'check', file);
    const lines = linesOf(ended, file, /:\d+ .+ — .+\.$/);
    const own = ended.output.split('\n').findIndex((line) => line.includes(en));
    if (isThere(scheme, path)) expect(named(path).some((key) => keysOn(file, lines[own] ?? 0).includes(key))).toBe(true);
    linesOf(await runCommand(schemeCommand, 'check', file, '--lang', 'zh'), file, /:\d+ .+ — .+。$/);
  });
});

describe('every fault of an input stands on its line', () => {
  it('the sound one is scored', async () => expect((await runCommand(score, rich, write('good.yaml', yaml(good())))).code).toBe(0));

  it.each(INPUTS)('%s', async (_, spoil, __, ___, en) => {
    const input = good();
    spoil(input.units[0], input);
    const file = write('faulty-input.json', JSON.stringify(input, null, 1));
    const ended = await runCommand(score, rich, file);
    linesOf(ended, file, /:\d+ .+ — .+\.$/);
    expect(ended.output).toContain(en);
    linesOf(await runCommand(score, rich, file, '--lang', 'zh'), file, /:\d+ .+ — .+。$/);
  });
});
