import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { explain } from '../../../scoring/index.ts';
import { check, worked } from './run.ts';

/** Worked examples of the assessment systems: one file or more for each, in one form. */
const NAMES = readdirSync(new URL('../../vectors/', import.meta.url))
  .filter((name) => /^s\d+(-[a-z]+)*\.json$/.test(name) && !name.endsWith('-goals.json') && !['s2.json', 's3.json'].includes(name))
  .map((name) => name.replace('.json', ''));

describe.each(NAMES)('%s', (name) => {
  const { source, cases } = worked(name);

  it('says where its figures come from', () => expect(source).toBeTruthy());

  it.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const result = check(one);
    for (const unit of result.units) for (const language of ['zh', 'en'] as const) expect(explain(unit, language)).not.toContain('undefined');
  });

  it.each(cases.map((one) => [one.name, one] as const))('%s: the order of the input leaves no trace', (_, one) => {
    const turned = { ...one.input, units: [...one.input.units].reverse() };
    expect(JSON.stringify(check({ ...one, input: turned }))).toBe(JSON.stringify(check(one)));
  });
});
